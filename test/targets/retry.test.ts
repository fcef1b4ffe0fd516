// What is tried again, how often, and with which waits.
import { describe, expect, it } from 'vitest';
import type { RecordName } from '../../src/record/name.js';
import { withRetry } from '../../src/targets/retry.js';
import {
  type Target,
  TargetError,
  type TargetErrorCode,
  targetErrors,
} from '../../src/targets/target.js';
import { memoryTarget } from '../support/memory-target.js';
import { sealedSample } from '../support/sealed.js';
import {
  expectHeld,
  expectTargetError,
  manySamples,
  namesIn,
  rejection,
  sortedNames,
} from '../support/target-assertions.js';
import { never } from '../support/signal.js';

const sample = sealedSample({ sizeBytes: 600, seed: 'retry' });
const passing = () => new TargetError('UNAVAILABLE', 'not now');

/** A target whose first calls fail, and how often it was called. */
function failingTarget(failures: number, error: () => Error = passing) {
  const place = new Map<string, Uint8Array>([[sample.name, sample.record.slice()]]);
  const calls: string[] = [];
  const inner = memoryTarget(place);
  const failing = <T>(call: string, action: () => Promise<T>): Promise<T> => {
    calls.push(call);
    return calls.length <= failures ? Promise.reject(error()) : action();
  };
  const target: Target = {
    ...inner,
    identify: (signal) => failing('identify', () => inner.identify(signal)),
    tryWriting: (signal) => failing('tryWriting', () => inner.tryWriting(signal)),
    clockAheadMs: (signal) => failing('clockAheadMs', () => inner.clockAheadMs(signal)),
    put: (name, record, signal) => failing('put', () => inner.put(name, record, signal)),
    get: (name, signal) => failing('get', () => inner.get(name, signal)),
    remove: (name, signal) => failing('remove', () => inner.remove(name, signal)),
    close: () => failing('close', () => inner.close()),
  };
  return { target, calls };
}

function patient(target: Target, { random = () => 1 }: { random?: () => number } = {}) {
  const waits: number[] = [];
  const sleep = (ms: number): Promise<void> => {
    waits.push(ms);
    return Promise.resolve();
  };
  return { target: withRetry(target, { attempts: 3, firstWaitMs: 100, sleep, random }), waits };
}

const allCalls: { call: string; act: (target: Target) => Promise<unknown> }[] = [
  { call: 'identify', act: (target) => target.identify(never) },
  { call: 'tryWriting', act: (target) => target.tryWriting(never) },
  { call: 'clockAheadMs', act: (target) => target.clockAheadMs(never) },
  { call: 'put', act: (target) => target.put(sample.name, sample.record, never) },
  { call: 'get', act: (target) => target.get(sample.name, never) },
  { call: 'remove', act: (target) => target.remove(sample.name, never) },
];

describe('a target with retries', () => {
  it.each(allCalls)('makes a $call again until it succeeds', async ({ call, act }) => {
    const { target, calls } = failingTarget(2);
    await act(patient(target).target);
    expect(calls).toEqual([call, call, call]);
  });

  it.each(allCalls)('gives a $call up after the last attempt', async ({ call, act }) => {
    const { target, calls } = failingTarget(3);
    const { target: retrying, waits } = patient(target);
    await expectTargetError(act(retrying), 'UNAVAILABLE');
    expect(calls).toEqual([call, call, call]);
    expect(waits).toHaveLength(2);
  });

  const codes = Object.entries(targetErrors).map(([code, { retry }]) => ({ code, retry }));
  it.each(codes)('retries $code: $retry', async ({ code, retry }) => {
    const error = new TargetError(code as TargetErrorCode, 'made by a test');
    const { target, calls } = failingTarget(1, () => error);
    const outcome = await patient(target)
      .target.get(sample.name, never)
      .catch((thrown: unknown) => thrown);
    expect(calls).toHaveLength(retry ? 2 : 1);
    if (!retry) expect(outcome).toBe(error);
  });

  it.each([new TypeError('a mistake'), Object.assign(new Error('x'), { code: 'UNAVAILABLE' })])(
    'never retries what is no error of a target: %s',
    async (error) => {
      const { target, calls } = failingTarget(1, () => error);
      expect(await rejection(patient(target).target.identify(never))).toBe(error);
      expect(calls).toHaveLength(1);
    },
  );

  it('waits longer each time, by chance up to half less', async () => {
    const longest = patient(failingTarget(2).target);
    await longest.target.identify(never);
    expect(longest.waits).toEqual([100, 200]);
    const shortest = patient(failingTarget(2).target, { random: () => 0 });
    await shortest.target.identify(never);
    expect(shortest.waits).toEqual([50, 100]);
  });

  it('never closes twice', async () => {
    const { target, calls } = failingTarget(1);
    await expectTargetError(patient(target).target.close(), 'UNAVAILABLE');
    expect(calls).toEqual(['close']);
  });

  it('does not try again once its signal is aborted', async () => {
    const controller = new AbortController();
    const reason = new Error('stopped by the test');
    const { target, calls } = failingTarget(9, () => {
      controller.abort(reason);
      return passing();
    });
    expect(await rejection(patient(target).target.identify(controller.signal))).toBe(reason);
    expect(calls).toHaveLength(1);
  });

  it('is woken from its wait by an abort', async () => {
    const controller = new AbortController();
    const reason = new Error('stopped by the test');
    const { target } = failingTarget(9);
    const waiting = withRetry(target, { firstWaitMs: 3_600_000 }).identify(controller.signal);
    setImmediate(() => {
      controller.abort(reason);
    });
    expect(await rejection(waiting)).toBe(reason);
  });
});

describe('a listing with retries', () => {
  const samples = manySamples();
  const names = sortedNames(samples);

  /** Lists; the n-th time it breaks off after as many names as `breaks[n]` says. */
  function breakingTarget(breaks: readonly number[]) {
    let listings = 0;
    return memoryTarget(new Map(), {
      list: async function* (): AsyncGenerator<RecordName> {
        const upTo = breaks[listings] ?? Infinity;
        listings += 1;
        await Promise.resolve();
        for (const [n, name] of names.entries()) {
          if (n >= upTo) throw passing();
          yield name;
        }
      },
    });
  }

  it('gives every name once, though it breaks off again and again', async () => {
    const { target } = patient(breakingTarget([0, 0, 3, 1, 5, 5, 9]));
    expect(await namesIn(target)).toEqual(names);
  });

  it('gives up when it gets no further', async () => {
    const { target, waits } = patient(breakingTarget([4, 4, 2, 4, 4]));
    await expectTargetError(namesIn(target), 'UNAVAILABLE');
    expect(waits).toHaveLength(2);
  });

  it('does not begin anew for what will not pass', async () => {
    const error = new TargetError('DENIED', 'never');
    let listings = 0;
    const denied = memoryTarget(new Map(), {
      list: () => ({
        [Symbol.asyncIterator]: () => ({
          next: () => {
            listings += 1;
            return Promise.reject(error);
          },
        }),
      }),
    });
    expect(await rejection(namesIn(patient(denied).target))).toBe(error);
    expect(listings).toBe(1);
  });

  it('hands on what it wraps', async () => {
    const { target } = patient(memoryTarget(new Map()));
    for (const one of samples) await target.put(one.name, one.record, never);
    expect(await namesIn(target)).toEqual(names);
    for (const one of samples) await expectHeld(target, one);
  });
});

describe('a place that is silent', () => {
  it('is asked once more and no oftener: each time is as long as the first', async () => {
    const { target, calls } = failingTarget(9, () => new TargetError('TIMEOUT', 'no answer'));
    await expectTargetError(patient(target).target.get(sample.name, never), 'TIMEOUT');
    expect(calls).toHaveLength(2);
  });
});
