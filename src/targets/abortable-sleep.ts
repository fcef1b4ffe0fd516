// Waiting that an abort signal ends. Everything in src/targets that waits takes such a function, so
// that tests wait for nothing.
import { setTimeout as timer } from 'node:timers/promises';

/** Resolves after `ms` milliseconds; rejects with the signal's reason when it is aborted. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

/** Waits by the clock. */
export const abortableSleep: Sleep = async (ms, signal) => {
  try {
    await timer(ms, undefined, { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
};
