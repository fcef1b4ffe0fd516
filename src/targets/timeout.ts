// A target whose every call ends in time. A call that hangs (a network drive that is gone, a keyring
// that waits for a click) is left behind: its signal is aborted, and its outcome no longer matters.
import { setMaxListeners } from 'node:events';
import { type Target, TargetError } from './target.js';

/** How long a call may take. */
export interface TimeoutOptions {
  readonly limitMs: number;
}

/**
 * The target, each call bounded; of a listing, each name. A call that takes longer rejects with
 * `TIMEOUT`; one whose own signal is aborted rejects with its reason at once.
 */
export function withTimeout(target: Target, options: TimeoutOptions): Target {
  return {
    identify: (signal) => withinTime(options, signal, (inner) => target.identify(inner)),
    tryWriting: (signal) => withinTime(options, signal, (inner) => target.tryWriting(inner)),
    clockAheadMs: (signal) => withinTime(options, signal, (inner) => target.clockAheadMs(inner)),
    put: (name, record, signal) =>
      withinTime(options, signal, (inner) => target.put(name, record, inner)),
    get: (name, signal) => withinTime(options, signal, (inner) => target.get(name, inner)),
    list: (signal) => listWithinTime(target, options, signal),
    remove: (name, signal) => withinTime(options, signal, (inner) => target.remove(name, inner)),
    close: () => withinTime(options, new AbortController().signal, () => target.close()),
  };
}

/**
 * What `action` resolves to.
 * @param action is handed a signal that is aborted with `signal`, and when the time is over.
 * @throws TargetError `TIMEOUT`
 */
export async function withinTime<T>(
  options: TimeoutOptions,
  signal: AbortSignal,
  action: (inner: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = stopper();
  return untilStopped(options, signal, stop, () => action(stop.controller.signal));
}

/** A way to stop what is under way, and a promise that rejects when it is stopped. */
interface Stopper {
  readonly controller: AbortController;
  readonly stopped: Promise<never>;
}

function stopper(): Stopper {
  const controller = new AbortController();
  const { signal } = controller;
  const stopped = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error);
    });
  });
  // Nobody may be waiting when it happens; whoever is hears of it all the same.
  stopped.catch(() => undefined);
  return { controller, stopped };
}

async function untilStopped<T>(
  { limitMs }: TimeoutOptions,
  signal: AbortSignal,
  { controller, stopped }: Stopper,
  action: () => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const timer = setTimeout(() => {
    controller.abort(tooSlow(limitMs));
  }, limitMs);
  const onAbort = (): void => {
    controller.abort(signal.reason);
  };
  // Dozens of calls at once under one signal are no leak: each takes its listener away.
  setMaxListeners(0, signal);
  signal.addEventListener('abort', onAbort);
  try {
    return await Promise.race([stopped, action()]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
}

async function* listWithinTime(
  target: Target,
  options: TimeoutOptions,
  signal: AbortSignal,
): ReturnType<Target['list']> {
  const stop = stopper();
  const inner = stop.controller.signal;
  const names = target.list(inner)[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await untilStopped(options, signal, stop, () => names.next());
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    // A listing that hangs would not end for being asked to; its signal is aborted already.
    if (!inner.aborted) await names.return?.();
  }
}

function tooSlow(limitMs: number): TargetError {
  const seconds = Math.ceil(limitMs / 1000);
  return new TargetError('TIMEOUT', `the place did not answer within ${seconds} s`, {
    hint: 'Look whether it is plugged in or connected, and does not wait for an answer on the screen.',
  });
}
