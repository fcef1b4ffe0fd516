// The newest good record of each PC. Names and times are only an order to try in: what counts is that
// a record opens. Each target is searched for itself, so that what lies in one, forged or old, hides
// nothing of another.
import { type FailedRecord, type OpenedRecord, fetchLimit, isFailed, isOpened } from './opener.js';
import { newestOfEach } from './rank.js';
import type { Holding, ReachedTarget } from '../places/reach.js';
import { type Opening, unlockSalts } from './salts.js';

/** The newest good record of each PC, and what was met on the way to it. */
export interface NewestRecords {
  readonly opened: readonly OpenedRecord[];
  /** What a target holds as a PC's newest where another holds a newer one: it was away for a while. */
  readonly older: readonly OpenedRecord[];
  /** Every newer record that could not be opened. */
  readonly failed: readonly FailedRecord[];
  /** The targets that hold a record that opened. */
  readonly holders: ReadonlySet<ReachedTarget>;
}

/** Looks for a PC's newest good record in one target. */
interface Search {
  readonly target: ReachedTarget;
  /** What is still to be tried, newest name first. */
  readonly rest: readonly Holding[];
  readonly failed: readonly FailedRecord[];
  readonly found: OpenedRecord | null;
}

/** Opens each PC's newest record in each target; where that fails, the one before it, and so on. */
export async function openNewest(
  reached: readonly ReachedTarget[],
  byTag: ReadonlyMap<string, readonly Holding[]>,
  opening: Opening,
): Promise<NewestRecords> {
  const ended: Search[] = [];
  let going = startSearches(reached, byTag);
  // One record is enough as a rule; where it does not open, many are tried at once.
  for (let depth = 1; going.length > 0; depth = fetchLimit) {
    const searches = await searchOn(going, depth, opening);
    ended.push(...searches.filter(isOver));
    going = searches.filter((search) => !isOver(search));
  }
  const found = [...new Set(ended.flatMap((search) => search.found ?? []))];
  const opened = await newestOfEach(found, byTag, opening.opener);
  const ids = new Set(opened.map((record) => record.parsed.header.recordId));
  return {
    opened,
    older: found.filter((record) => !ids.has(record.parsed.header.recordId)),
    failed: [...new Set(ended.flatMap((search) => search.failed))],
    holders: new Set(ended.filter((one) => one.found !== null).map((one) => one.target)),
  };
}

function startSearches(
  reached: readonly ReachedTarget[],
  byTag: ReadonlyMap<string, readonly Holding[]>,
): Search[] {
  return [...byTag.values()].flatMap((holdings) =>
    reached.flatMap((target) => {
      const rest = holdings.filter((holding) => holding.holders.includes(target));
      return rest.length === 0 ? [] : [{ target, rest, failed: [], found: null }];
    }),
  );
}

function isOver({ found, rest }: Search): boolean {
  return found !== null || rest.length === 0;
}

/** Tries the next records of each search. */
async function searchOn(
  searches: readonly Search[],
  depth: number,
  opening: Opening,
): Promise<Search[]> {
  const groups = byTarget(searches, depth);
  await unlockSalts(groups, { ...opening, wider: byTarget(searches, fetchLimit) });
  await opening.opener.openAll([...new Set(groups.flat())]);
  return Promise.all(
    searches.map(async (search) => {
      const records = await Promise.all(search.rest.slice(0, depth).map(opening.opener.open));
      const found = records.find(isOpened) ?? null;
      const before = found === null ? records : records.slice(0, records.indexOf(found));
      const failed = [...search.failed, ...before.filter(isFailed)];
      return { ...search, rest: search.rest.slice(depth), failed, found };
    }),
  );
}

function byTarget(searches: readonly Search[], depth: number): Holding[][] {
  const groups = new Map<ReachedTarget, Holding[]>();
  for (const { target, rest } of searches) {
    const group = groups.get(target) ?? [];
    group.push(...rest.slice(0, depth));
    groups.set(target, group);
  }
  return [...groups.values()];
}
