// Not waiting for the search of a place that gives nothing while the others have given enough. It goes on,
// and whoever called waits for its end when all else is done.
import type { PlaceSearch } from './search.js';
import { patienceMs } from '../places/slow.js';

/** How searches are waited for. */
export interface SearchPatience {
  /** Whether what has opened by now is enough to go on with; never unless told. */
  readonly isEnough?: (opened: readonly string[]) => boolean;
  /** Told of each place that lets the others wait. */
  readonly onSlow?: (search: PlaceSearch) => void;
}

/** A search, and when it has ended; it rejects only for an abort or an error that nobody expected. */
export interface LateSearch {
  readonly search: PlaceSearch;
  readonly ended: Promise<void>;
}

/** Waits for the searches; those that have not ended when the others are enough. */
export async function lateOf(
  searches: readonly LateSearch[],
  { isEnough = () => false, onSlow, isLight }: SearchPatience & { isLight: () => Promise<void> },
): Promise<LateSearch[]> {
  const open = new Set(searches);
  const noted = new Map(searches.map((one) => [one, one.ended.then(() => open.delete(one))]));
  // Whoever is not waited for any more is heard of by its caller.
  for (const end of noted.values()) end.catch(() => undefined);
  const opened = (): string[] =>
    searches
      .filter((one) => !open.has(one))
      .flatMap(({ search }) => search.opened().map(({ holding }) => holding.name));
  try {
    while (open.size > 0) {
      const next = Promise.race([...open].flatMap((one) => noted.get(one) ?? []));
      if (!(await isOverFirst(next, isLight))) continue;
      for (const { search } of open) onSlow?.(search);
      if (isEnough(opened())) break;
      await next;
    }
  } catch (error) {
    await Promise.allSettled(noted.values());
    throw error;
  }
  return [...open];
}

/** Whether the grace is over before the next has ended; a derivation is no fault of a place. */
async function isOverFirst(next: Promise<unknown>, isLight: () => Promise<void>): Promise<boolean> {
  const grace = new AbortController();
  const over = isLight().then(
    () =>
      new Promise<true>((resolve) => {
        const timer = setTimeout(resolve, patienceMs, true);
        grace.signal.addEventListener('abort', () => {
          clearTimeout(timer);
        });
        if (grace.signal.aborted) clearTimeout(timer);
      }),
  );
  try {
    return await Promise.race([over, next.then(() => false)]);
  } finally {
    grace.abort();
  }
}
