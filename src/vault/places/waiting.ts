// Waiting for calls of a place: how long in all, and giving them up.

/** A clock that runs while anything is waited for. */
function stoppedClock(): { readonly ms: () => number; readonly start: () => () => void } {
  let waiting = 0;
  let since = 0;
  let before = 0;
  return {
    ms: () => before + (waiting > 0 ? performance.now() - since : 0),
    start: () => {
      if (waiting === 0) since = performance.now();
      waiting += 1;
      return () => {
        waiting -= 1;
        if (waiting === 0) before += performance.now() - since;
      };
    },
  };
}

/** How long something may be waited for in all, and how much of that is left. */
export interface TimeAccount {
  /** In seconds. */
  readonly limit: () => number;
  readonly leftMs: () => number;
  /** Gives it one more share of time. */
  readonly earn: () => void;
  /** Runs until the result is called. */
  readonly start: () => () => void;
}

/** An account of these seconds, and so many milliseconds more for each share that is earned. */
export function timeAccount(seconds: number, shareMs: number): TimeAccount {
  const clock = stoppedClock();
  let earned = 0;
  const limit = (): number => seconds + (earned * shareMs) / 1000;
  return {
    limit,
    leftMs: () => Math.max(0, limit() * 1000 - clock.ms()),
    earn: () => {
      earned += 1;
    },
    start: clock.start,
  };
}

/** Ends calls that are waited for; one listener serves all that are waited for under one signal. */
export function stops(): {
  readonly add: (signal: AbortSignal, stop: (reason: Error) => void) => () => void;
  /** Ends all of them, whatever their signals say. */
  readonly endAll: (reason: Error) => void;
} {
  const bySignal = new Map<AbortSignal, { stops: Set<(reason: Error) => void>; end: () => void }>();
  const listenTo = (signal: AbortSignal) => {
    const all = new Set<(reason: Error) => void>();
    const end = (): void => {
      for (const stop of [...all]) stop(signal.reason as Error);
    };
    signal.addEventListener('abort', end);
    return { stops: all, end };
  };
  return {
    endAll: (reason) => {
      for (const { stops: all } of [...bySignal.values()])
        for (const stop of [...all]) stop(reason);
    },
    add: (signal, stop) => {
      const heard = bySignal.get(signal) ?? listenTo(signal);
      bySignal.set(signal, heard);
      heard.stops.add(stop);
      return () => {
        heard.stops.delete(stop);
        if (heard.stops.size > 0) return;
        signal.removeEventListener('abort', heard.end);
        bySignal.delete(signal);
      };
    },
  };
}

/** What the call resolves to; `late` is thrown, and the call given up, when that takes longer. */
export async function within<T>(
  ms: number,
  call: (inner: AbortSignal) => Promise<T>,
  { late, onAbort }: { late: () => Error; onAbort: (stop: (reason: Error) => void) => () => void },
): Promise<T> {
  const inner = new AbortController();
  let forget = (): void => undefined;
  const stopped = new Promise<never>((_, reject) => {
    const stop = (reason: Error): void => {
      reject(reason);
      inner.abort(reason);
    };
    const timer = setTimeout(() => {
      stop(late());
    }, ms);
    const unheard = onAbort(stop);
    forget = () => {
      clearTimeout(timer);
      unheard();
    };
  });
  try {
    return await Promise.race([stopped, call(inner.signal)]);
  } finally {
    forget();
  }
}
