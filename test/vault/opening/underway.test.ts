import { describe, expect, it } from 'vitest';
import { underway } from '../../../src/vault/opening/underway.js';

/** Starts so many reads, each of which comes to the size when it is let go. */
function reads(count: number, sizeBytes: number, gate = underway()) {
  const started: (() => void)[] = [];
  const ended = Array.from({ length: count }, () =>
    gate.take(async (came) => {
      await new Promise<void>((resolve) => started.push(resolve));
      came(sizeBytes);
    }),
  );
  return { gate, started, ended };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('records on their way from one place', () => {
  it('are few at once until it is known how large they are', async () => {
    const { started } = reads(100, 1);
    await turn();
    expect(started).toHaveLength(4);
  });

  it('are many at once where they are small', async () => {
    const { started } = reads(100, 2_000);
    await turn();
    started[0]?.();
    await turn();
    expect(started).toHaveLength(33);
  });

  it('stay few where one of them was large', async () => {
    const { started, gate, ended } = reads(4, 1024 * 1024);
    await turn();
    for (const go of started) go();
    await Promise.all(ended);
    const more = reads(100, 1, gate);
    await turn();
    expect(more.started).toHaveLength(4);
  });

  it('let the next in where one has failed', async () => {
    const gate = underway();
    const failing = Array.from({ length: 40 }, () =>
      gate.take(() => Promise.reject(new Error('gone'))),
    );
    const ends = await Promise.allSettled(failing);
    expect(ends.every(({ status }) => status === 'rejected')).toBe(true);
  });
});
