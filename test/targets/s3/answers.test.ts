import { describe, expect, it } from 'vitest';
import { boundedBytes } from '../../../src/targets/s3/answers.js';
import { S3Failure } from '../../../src/targets/s3/failure.js';

/** A body of parts, each so many milliseconds after the one before. */
function body(parts: readonly number[], everyMs: number) {
  let ms = 0;
  const bytes = async function* (): AsyncGenerator<Uint8Array> {
    for (const size of parts) {
      ms += everyMs;
      yield await Promise.resolve(new Uint8Array(size));
    }
  };
  const tooMuch = (): S3Failure => new S3Failure('BodyTooLarge', { action: 'get' });
  return boundedBytes(bytes(), { maximumBytes: 1_000_000, tooMuch, clock: () => ms });
}

describe('a body', () => {
  it('that comes in drops is given up as silent', async () => {
    const drops = new Array<number>(700).fill(1);
    await expect(body(drops, 5_000)).rejects.toMatchObject({ code: 'ETIMEDOUT' });
  });

  it('that falls silent but for drops is, too', async () => {
    const parts = [500_000, ...new Array<number>(700).fill(1)];
    await expect(body(parts, 5_000)).rejects.toMatchObject({ code: 'ETIMEDOUT' });
  });

  it('that comes slowly, as over a modem, is taken whole', async () => {
    expect(await body(new Array<number>(300).fill(1_024), 1_000)).toHaveLength(300 * 1_024);
  });

  it('whose end comes late is taken whole', async () => {
    expect(await body([700, 29], 7_000)).toHaveLength(729);
  });
});
