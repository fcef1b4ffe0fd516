// Waiting for a server that is busy. Providers answer 503 or 429 by design, for some seconds at a time,
// and say when to come back; trying again at once makes it worse. The wait ends within the time that a
// call may take, so that a place which stays busy is told as that.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html
import type { Sleep } from '../abortable-sleep.js';
import type { S3Wire } from './client.js';
import { S3Failure } from './failure.js';

/** How long, and by which clock, a busy server is waited for. */
export interface Patience {
  /** No wait begins that would end later than this after the call began. */
  readonly limitMs: number;
  readonly sleep: Sleep;
  /** A clock that only runs forward, in milliseconds. */
  readonly clock: () => number;
  /** From 0 up to 1. */
  readonly random: () => number;
}

/** Whether an answer says that the server would do it, but not now. */
export function isBusy({ status, code }: S3Failure): boolean {
  return status === 503 || status === 429 || busyCodes.has(code);
}

const busyCodes: ReadonlySet<string> = new Set([
  ...['SlowDown', 'SlowDownRead', 'SlowDownWrite', 'ServiceUnavailable', 'TooManyRequests'],
  ...['Throttling', 'ThrottlingException', 'RequestLimitExceeded', 'BandwidthLimitExceeded'],
]);

/**
 * The wire for one call: a busy answer is waited out, as long as the server asks for or ever longer. Of a
 * listing each page is a call of its own.
 */
export function patientWire(wire: S3Wire, patience: Patience): S3Wire {
  let startedMs = patience.clock();
  const asked = async <T>(signal: AbortSignal, request: () => Promise<T>): Promise<T> => {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await request();
      } catch (error) {
        if (!(error instanceof S3Failure) || !isBusy(error)) throw error;
        const triedMs = patience.clock() - startedMs;
        const waitMs = waitFor(error, attempt, patience);
        if (triedMs + waitMs > patience.limitMs) throw error.afterTrying(triedMs);
        await patience.sleep(waitMs, signal);
      }
    }
  };
  return {
    get: (key, maximumBytes, signal) => asked(signal, () => wire.get(key, maximumBytes, signal)),
    put: (key, bytes, request, signal) =>
      asked(signal, () => wire.put(key, bytes, request, signal)),
    page: async (prefix, request, signal) => {
      const page = await asked(signal, () => wire.page(prefix, request, signal));
      startedMs = patience.clock();
      return page;
    },
    remove: (key, signal) => asked(signal, () => wire.remove(key, signal)),
    putPartNowhere: (key, signal) => asked(signal, () => wire.putPartNowhere(key, signal)),
    putBroken: (key, signal) => asked(signal, () => wire.putBroken(key, signal)),
    close: () => {
      wire.close();
    },
  };
}

const firstWaitMs = 1_000;
const longestWaitMs = 8_000;

/** Differs by chance, so that several PCs do not come back in step. */
function waitFor(
  { retryAfterMs }: S3Failure,
  attempt: number,
  { random }: Pick<Patience, 'random'>,
): number {
  const ownMs = Math.min(longestWaitMs, firstWaitMs * 2 ** attempt) * (0.5 + random() / 2);
  // One that asks to be asked again at once is not taken at its word.
  return Math.max(ownMs, (retryAfterMs ?? 0) + random() * 500);
}
