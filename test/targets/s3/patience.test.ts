// A server that is busy is waited for, as long as a call may take, and as long as it asks for.
import { afterEach, describe, expect, it } from 'vitest';
import { createS3Kind } from '../../../src/targets/s3/kind.js';
import type { Target } from '../../../src/targets/target.js';
import { withRetry } from '../../../src/targets/retry.js';
import {
  type FakeS3,
  type FakeS3Setup,
  listing,
  refuse,
  startFakeS3,
} from '../../support/fake-s3.js';
import { sleepless } from '../../support/patience.js';
import { sealedSample } from '../../support/sealed.js';
import { never } from '../../support/signal.js';
import { expectHeld, expectTargetError, namesIn } from '../../support/target-assertions.js';

const sample = sealedSample({ sizeBytes: 700, seed: 'the record' });
const environment = { AWS_ACCESS_KEY_ID: 'AKANY', AWS_SECRET_ACCESS_KEY: 'any' };

let server: FakeS3;
let target: Target;
let patience: ReturnType<typeof sleepless>;

async function start(setup: FakeS3Setup): Promise<void> {
  server = await startFakeS3(setup);
  patience = sleepless();
  const kind = createS3Kind({ environment, homeFolder: '/nonexistent', patience });
  target = kind.open({ endpoint: server.endpoint, bucket: 'any' });
}

afterEach(async () => {
  await target.close();
  await server.close();
});

/** Answers the first requests of a kind with a refusal. */
function busyFirst(
  count: number,
  [status, code]: readonly [number, string],
  after?: string,
): FakeS3Setup {
  let left = count;
  return {
    answer: (_asked, response) => {
      if (left === 0) return false;
      left -= 1;
      if (after !== undefined) response.setHeader('retry-after', after);
      return refuse(response, status, code);
    },
  };
}

describe('a busy server', () => {
  it.each([
    [503, 'SlowDown'],
    [503, 'Whatever'],
    [429, 'TooManyRequests'],
    [400, 'RequestLimitExceeded'],
  ])('that answers %i %s is asked again, ever more slowly', async (...answer) => {
    await start(busyFirst(3, answer));
    await target.put(sample.name, sample.record, never);
    await expectHeld(target, sample);
    expect(patience.waitsMs).toEqual([500, 1_000, 2_000]);
  });

  it('is left alone for as long as it asks for', async () => {
    await start(busyFirst(2, [503, 'SlowDown'], '7'));
    expect(await namesIn(target)).toEqual([]);
    expect(patience.waitsMs).toEqual([7_000, 7_000]);
  });

  it('may ask by a date, too', async () => {
    const after = new Date(Date.now() + 20_000).toUTCString();
    await start(busyFirst(1, [503, 'SlowDown'], after));
    await target.identify(never);
    expect(patience.waitsMs).toHaveLength(1);
    expect(patience.waitsMs[0]).toBeGreaterThan(15_000);
    expect(patience.waitsMs[0]).toBeLessThanOrEqual(20_000);
  });

  it('is given up within the time of a call, and not asked anew after that', async () => {
    await start(busyFirst(1_000, [503, 'SlowDown']));
    const retrying = withRetry(target, { sleep: () => Promise.resolve() });
    const error = await expectTargetError(retrying.identify(never), 'UNAVAILABLE');
    expect(error.message).toMatch(/could not for \d\d s/);
    expect(patience.clock()).toBeLessThanOrEqual(40_000);
    expect(server.requests.length).toBeLessThan(15);
  });

  it('that asks for more than that is given up at once, with what it asks for', async () => {
    await start(busyFirst(1_000, [503, 'SlowDown'], '600'));
    const error = await expectTargetError(target.identify(never), 'UNAVAILABLE');
    expect(error.hint).toContain('10 minutes');
    expect(server.requests).toHaveLength(1);
  });

  it.each(['', '-1', 'soon', '9'.repeat(400)])('may ask for nonsense: %j', async (after) => {
    await start(busyFirst(1, [503, 'SlowDown'], after));
    await target.identify(never);
    expect(patience.waitsMs).toEqual([500]);
  });

  it('is no server that cannot do it', async () => {
    await start(busyFirst(1_000, [501, 'NotImplemented']));
    await expectTargetError(target.identify(never), 'WRONG_TARGET');
    expect(server.requests).toHaveLength(1);
  });
});

describe('a listing', () => {
  it('is looked into after the first put, and only then', async () => {
    await start({});
    const other = sealedSample({ sizeBytes: 700, seed: 'another' });
    await target.put(sample.name, sample.record, never);
    await target.put(other.name, other.record, never);
    expect(server.requests.filter((request) => request === 'GET ?list')).toHaveLength(1);
  });

  it('without what was stored is waited for, and then told', async () => {
    const other = sealedSample({ sizeBytes: 700, seed: 'another' });
    let isListing = false;
    await start({
      answer: ({ key, method }, response) => {
        if (method !== 'GET' || key !== '' || isListing) return false;
        response.end(listing([other.name]));
        return true;
      },
    });
    const error = await expectTargetError(target.put(sample.name, sample.record, never), 'DAMAGED');
    expect(error.message).toContain('does not list it');
    expect(patience.waitsMs).toHaveLength(4);
    isListing = true;
    await target.put(sample.name, sample.record, never);
  });
});
