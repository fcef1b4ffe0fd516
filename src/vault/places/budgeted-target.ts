// A target that is read only as far as its budget goes. What is stored is not counted: that is never more
// than this run has to store.
import type { Target } from '../../targets/target.js';
import type { PlaceBudget } from './budget.js';

/** The target, everything that is read of it counted. */
export function budgetedTarget(target: Target, budget: PlaceBudget): Target {
  return {
    identify: (signal) => budget.inTime(signal, (inner) => target.identify(inner)),
    tryWriting: (signal) => target.tryWriting(signal),
    clockAheadMs: (signal) => target.clockAheadMs(signal),
    put: (name, record, signal) => target.put(name, record, signal),
    get: async (name, signal) => {
      budget.spend('records', 1);
      const bytes = await budget.inTime(signal, (inner) => target.get(name, inner));
      budget.spend('bytes', bytes.length);
      return bytes;
    },
    list: (signal) => listWithin(target, budget, signal),
    remove: (name, signal) => target.remove(name, signal),
    close: () => target.close(),
  };
}

/** One signal for the whole listing: the time of one name is not that of the next. */
async function* listWithin(
  target: Target,
  budget: PlaceBudget,
  signal: AbortSignal,
): ReturnType<Target['list']> {
  const listing = new AbortController();
  const names = target.list(listing.signal)[Symbol.asyncIterator]();
  let count = 0;
  try {
    for (;;) {
      const next = await budget.inTime(signal, () => names.next());
      if (next.done === true) return;
      count += 1;
      budget.allowNames(count);
      yield next.value;
    }
  } catch (error) {
    listing.abort(error);
    throw error;
  } finally {
    // A listing that hangs would not end for being asked to; its signal is aborted already.
    if (!listing.signal.aborted) await names.return?.();
  }
}
