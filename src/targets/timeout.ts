// A target whose every call ends in time. A call that hangs (a network drive that is gone, a keyring
// that waits for a click) is left behind: its signal is aborted, and its outcome no longer matters.
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
    probe: (signal) => withinTime(options, signal, (inner) => target.probe(inner)),
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
  return untilStopped(options, signal, new AbortController(), action);
}

async function untilStopped<T>(
  { limitMs }: TimeoutOptions,
  signal: AbortSignal,
  stop: AbortController,
  action: (inner: AbortSignal) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const stopped = rejectionOf(stop.signal);
  const timer = setTimeout(() => {
    stop.abort(tooSlow(limitMs));
  }, limitMs);
  const onAbort = (): void => {
    stop.abort(signal.reason);
  };
  signal.addEventListener('abort', onAbort);
  try {
    return await Promise.race([stopped, action(stop.signal)]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
}

async function rejectionOf(signal: AbortSignal): Promise<never> {
  await new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => {
      resolve();
    });
  });
  throw signal.reason;
}

async function* listWithinTime(
  target: Target,
  options: TimeoutOptions,
  signal: AbortSignal,
): ReturnType<Target['list']> {
  const stop = new AbortController();
  const names = target.list(stop.signal)[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await untilStopped(options, signal, stop, () => names.next());
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    // A listing that hangs would not end for being asked to; its signal is aborted already.
    if (!stop.signal.aborted) await names.return?.();
  }
}

function tooSlow(limitMs: number): TargetError {
  const seconds = Math.ceil(limitMs / 1000);
  return new TargetError('TIMEOUT', `the place did not answer within ${seconds} s`, {
    hint: 'Look whether it is plugged in or connected, and does not wait for an answer on the screen.',
  });
}
