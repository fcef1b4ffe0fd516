// Waiting for a busy bucket without waiting: a clock that only runs while somebody sleeps.
import type { Patience } from '../../src/targets/s3/patience.js';

/** A patience of 40 s that takes none, and how long each wait was. */
export function sleepless(): Patience & { readonly waitsMs: readonly number[] } {
  const waitsMs: number[] = [];
  return {
    waitsMs,
    limitMs: 40_000,
    clock: () => waitsMs.reduce((sum, waitMs) => sum + waitMs, 0),
    sleep: (ms, signal) => {
      signal.throwIfAborted();
      waitsMs.push(ms);
      return Promise.resolve();
    },
    random: () => 0,
  };
}
