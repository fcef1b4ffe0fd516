// A target that tries again where that may help, and only there: the table of target.ts says which
// errors pass by themselves. Waits grow, and differ by chance so that several PCs do not come back in
// step.
import type { RecordName } from '../record/name.js';
import { abortableSleep, type Sleep } from './abortable-sleep.js';
import { type Target, TargetError } from './target.js';

/** How often and how patiently a call is tried. */
export interface RetryOptions {
  /** How often a call is made at most, the first time included. */
  readonly attempts: number;
  /** The first wait is at most this long, each later one at most twice as long as the one before. */
  readonly firstWaitMs: number;
  readonly sleep: Sleep;
  /** From 0 up to 1. */
  readonly random: () => number;
}

const usualOptions: RetryOptions = {
  attempts: 3,
  firstWaitMs: 300,
  sleep: abortableSleep,
  random: Math.random,
};

/**
 * The target, calls that failed in a passing way made again. `close` is never made again. A listing
 * that breaks off is begun anew, and every name is still given once; what counts are the attempts
 * since the last new name.
 */
export function withRetry(target: Target, options: Partial<RetryOptions> = {}): Target {
  const chosen = { ...usualOptions, ...options };
  return {
    identify: (signal) => retried(chosen, signal, () => target.identify(signal)),
    tryWriting: (signal) => retried(chosen, signal, () => target.tryWriting(signal)),
    clockAheadMs: (signal) => retried(chosen, signal, () => target.clockAheadMs(signal)),
    put: (name, record, signal) => retried(chosen, signal, () => target.put(name, record, signal)),
    get: (name, signal) => retried(chosen, signal, () => target.get(name, signal)),
    list: (signal) => listAnew(target, chosen, signal),
    remove: (name, signal) => retried(chosen, signal, () => target.remove(name, signal)),
    close: () => target.close(),
  };
}

async function retried<T>(
  options: RetryOptions,
  signal: AbortSignal,
  call: () => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      await waitOrThrow(options, signal, { error, attempt });
    }
  }
}

/** Waits before the next attempt, or throws what the last one failed with. */
async function waitOrThrow(
  options: RetryOptions,
  signal: AbortSignal,
  failed: { readonly error: unknown; readonly attempt: number },
): Promise<void> {
  signal.throwIfAborted();
  const { error, attempt } = failed;
  if (attempt >= Math.min(options.attempts, mostAttempts(error)) || !mayPass(error)) throw error;
  const longestMs = options.firstWaitMs * 2 ** (attempt - 1);
  await options.sleep(longestMs * (0.5 + options.random() / 2), signal);
}

/** Each try of a place that is silent takes as long as the first: one more is for a connection that was lost. */
function mostAttempts(error: unknown): number {
  return error instanceof TargetError && error.code === 'TIMEOUT' ? 2 : Infinity;
}

function mayPass(error: unknown): boolean {
  return error instanceof TargetError && error.mayPass;
}

async function* listAnew(
  target: Target,
  options: RetryOptions,
  signal: AbortSignal,
): ReturnType<Target['list']> {
  const seen = new Set<RecordName>();
  for (let attempt = 1; ; attempt += 1) {
    try {
      for await (const name of target.list(signal)) {
        if (seen.has(name)) continue;
        seen.add(name);
        attempt = 1;
        yield name;
      }
      return;
    } catch (error) {
      await waitOrThrow(options, signal, { error, attempt });
    }
  }
}
