// Calls that hang end in time, and leave nothing running that could be told to stop.
import { describe, expect, it } from 'vitest';
import type { RecordName } from '../../src/record/name.js';
import type { Target } from '../../src/targets/target.js';
import { withinTime, withTimeout } from '../../src/targets/timeout.js';
import { memoryTarget } from '../support/memory-target.js';
import { sealedSample } from '../support/sealed.js';
import {
  expectTargetError,
  manySamples,
  namesIn,
  nextTurn,
  rejection,
  sortedNames,
} from '../support/target-assertions.js';
import { never } from '../support/signal.js';

const limit = { limitMs: 20 };
const { name, record } = sealedSample({ sizeBytes: 600, seed: 'timeout' });

/** A target that never answers, and what it heard from its signals. */
function hangingTarget(): { target: Target; reasons: unknown[] } {
  const reasons: unknown[] = [];
  const hang = (signal: AbortSignal): Promise<never> => {
    signal.addEventListener('abort', () => reasons.push(signal.reason));
    return new Promise(() => undefined);
  };
  const target = memoryTarget(new Map(), {
    identify: hang,
    tryWriting: hang,
    clockAheadMs: hang,
    put: (_name, _record, signal) => hang(signal),
    get: (_name, signal) => hang(signal),
    list: async function* (signal): AsyncGenerator<RecordName> {
      yield name;
      yield await hang(signal);
    },
    remove: (_name, signal) => hang(signal),
    close: () => new Promise(() => undefined),
  });
  return { target, reasons };
}

const calls: { call: string; act: (target: Target, signal: AbortSignal) => Promise<unknown> }[] = [
  { call: 'identify', act: (target, signal) => target.identify(signal) },
  { call: 'tryWriting', act: (target, signal) => target.tryWriting(signal) },
  { call: 'clockAheadMs', act: (target, signal) => target.clockAheadMs(signal) },
  { call: 'put', act: (target, signal) => target.put(name, record, signal) },
  { call: 'get', act: (target, signal) => target.get(name, signal) },
  { call: 'list', act: (target, signal) => namesIn(target, signal) },
  { call: 'remove', act: (target, signal) => target.remove(name, signal) },
];

describe('a target with a timeout', () => {
  it.each(calls)('ends a $call that hangs, and aborts it', async ({ act }) => {
    const { target, reasons } = hangingTarget();
    const error = await expectTargetError(act(withTimeout(target, limit), never), 'TIMEOUT');
    expect(error.hint).toEqual(expect.any(String));
    expect(reasons).toEqual([error]);
  });

  it('ends a close that hangs', async () => {
    const { target } = hangingTarget();
    await expectTargetError(withTimeout(target, limit).close(), 'TIMEOUT');
  });

  it.each(calls)('passes an abort on to a $call that hangs', async ({ act }) => {
    const { target, reasons } = hangingTarget();
    const controller = new AbortController();
    const reason = new Error('stopped by the test');
    const call = act(withTimeout(target, { limitMs: 3_600_000 }), controller.signal);
    for (let turn = 0; turn < 5; turn += 1) await nextTurn();
    controller.abort(reason);
    expect(await rejection(call)).toBe(reason);
    expect(reasons).toEqual([reason]);
  });

  it.each(calls)('makes no $call under a signal that is aborted', async ({ act }) => {
    const { target, reasons } = hangingTarget();
    const reason = new Error('stopped by the test');
    const call = act(withTimeout(target, limit), AbortSignal.abort(reason));
    expect(await rejection(call)).toBe(reason);
    expect(reasons).toEqual([]);
  });

  it('hands on answers and errors as they are', async () => {
    const target = withTimeout(memoryTarget(new Map()), { limitMs: 3_600_000 });
    await expectTargetError(target.get(name, never), 'NOT_FOUND');
    await target.put(name, record, never);
    expect(await target.get(name, never)).toEqual(new Uint8Array(record));
    expect(await namesIn(target)).toEqual([name]);
  });

  it('closes a listing that is left off', async () => {
    let closed = false;
    const endless = memoryTarget(new Map(), {
      list: async function* () {
        try {
          for (;;) {
            await nextTurn();
            yield name;
          }
        } finally {
          closed = true;
        }
      },
    });
    for await (const listed of withTimeout(endless, limit).list(never)) {
      expect(listed).toBe(name);
      break;
    }
    expect(closed).toBe(true);
  });

  it('lets many calls share one signal without a warning', async () => {
    const warnings: unknown[] = [];
    const onWarning = (warning: unknown): unknown => warnings.push(warning);
    process.on('warning', onWarning);
    const target = withTimeout(memoryTarget(new Map()), { limitMs: 3_600_000 });
    const samples = manySamples();
    const { signal } = new AbortController();
    await Promise.all(samples.map((one) => target.put(one.name, one.record, signal)));
    expect(await namesIn(target, signal)).toEqual(sortedNames(samples));
    await nextTurn();
    process.off('warning', onWarning);
    expect(warnings).toEqual([]);
  });
});

describe('withinTime', () => {
  it('resolves to what the action resolves to', async () => {
    expect(await withinTime(limit, never, () => Promise.resolve('done'))).toBe('done');
  });

  it('rejects with what the action throws', async () => {
    const error = new TypeError('a mistake');
    const thrown = rejection(
      withinTime(limit, never, () => {
        throw error;
      }),
    );
    expect(await thrown).toBe(error);
  });
});
