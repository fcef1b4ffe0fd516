// Searching one place, for itself: what lies in another, forged, old or silent, neither hides nor delays
// what this one holds. Names and times are only an order to try in: what counts is that a record opens.
import { mapParallel } from '../places/parallel.js';
import { type Holding, type ReachedTarget, holdingsByTag } from '../places/reach.js';
import {
  type InPlace,
  type Opening,
  type SeenRecord,
  type ShutRecord,
  cardsOf,
  obtainAll,
  obtainUsual,
  openSeen,
  readAll,
} from './looked-at.js';
import {
  type FailedRecord,
  type OpenedRecord,
  fetchLimit,
  isFailed,
  isOpened,
  withoutKey,
} from './opener.js';
import { bestOfEach } from './rank.js';

/** How far the search of one PC's records in one place has come. */
interface PcSearch {
  /** What is still to be tried, newest name first. */
  rest: readonly Holding[];
  /** In the order of their names, newest first: those that opened, those that did not, and those shut. */
  opened: OpenedRecord[];
  failed: FailedRecord[];
  shut: ShutRecord[];
}

/** What a search is after. */
export type Wanted = 'newest' | 'all';

/** The search of one place. */
export interface PlaceSearch {
  readonly target: ReachedTarget;
  /** Reads and opens what opens with keys that are known, or are of the cost that vaults are made with. */
  readonly begin: () => Promise<void>;
  /** Tries what is left: first what opens by now, then the salts of strangers, as far as the budget goes. */
  readonly goOn: () => Promise<void>;
  readonly opened: () => OpenedRecord[];
  /** What does not open; of what is searched for the newest only what is newer than that. */
  readonly failed: () => FailedRecord[];
  /** How many records nobody looked at, or could look into. */
  readonly leftOut: () => number;
}

/** How many records are looked at in one round: all of a household's as a rule. */
const roundSize = 512;

/**
 * A search of the place.
 * @param options.reached all targets that have answered, for copies of what is bad here.
 */
export function searchPlace(
  target: ReachedTarget,
  opening: Opening,
  options: { readonly wanted: Wanted; readonly reached: readonly ReachedTarget[] },
): PlaceSearch {
  const { reached } = options;
  // A name that was made up orders nothing: where there may be such names, all is opened to find the newest.
  const isUnordered = options.wanted === 'newest' && target.status.loose !== undefined;
  const wanted = isUnordered ? 'all' : options.wanted;
  const pcs = [...holdingsByTag([target], reached).values()].map((rest): PcSearch => {
    return { rest, opened: [], failed: [], shut: [] };
  });
  const isOver = ({ rest, opened }: PcSearch): boolean =>
    rest.length === 0 || (wanted === 'newest' && opened.length > 0);
  const isBroken = (): boolean => target.named.budget.broken !== null;

  const shutOnes = ({ shut }: PcSearch): FailedRecord[] =>
    shut.map(({ holding }) => withoutKey(holding, opening.keys));

  const begin = async (): Promise<void> => {
    let going = pcs;
    // One record is enough as a rule; where it does not open, many are tried at once.
    for (let depth = 1; going.length > 0 && !isBroken(); depth = fetchLimit) {
      const size = Math.ceil(roundSize / depth);
      for (let at = 0; at < going.length && !isBroken(); at += size) {
        await searchRound(going.slice(at, at + size), depth, { target, opening, wanted });
      }
      going = going.filter((pc) => !isOver(pc));
    }
  };

  const goOn = async (): Promise<void> => {
    const shut = pcs.flatMap((pc) => pc.shut);
    await obtainAll(
      shut.map(({ card }) => card),
      { target, opening },
    );
    await mapParallel(
      pcs.filter((pc) => pc.shut.length > 0),
      fetchLimit,
      (pc) => openShut(pc, { target, opening, wanted }),
    );
  };

  return {
    target,
    begin,
    goOn,
    opened: () => {
      const all = pcs.flatMap((pc) => pc.opened);
      return isUnordered ? bestOfEach(all) : all;
    },
    failed: () => pcs.flatMap((pc) => [...pc.failed, ...shutOnes(pc)]),
    leftOut: () => {
      const unread = pcs.filter((pc) => !isOver(pc)).flatMap((pc) => pc.rest).length;
      const untried = pcs.flatMap((pc) => [...pc.failed, ...shutOnes(pc)]);
      return unread + untried.filter(({ isUntried }) => isUntried).length;
    },
  };
}

/** Tries the next records of each PC. */
async function searchRound(
  pcs: readonly PcSearch[],
  depth: number,
  { target, opening, wanted }: InPlace & { readonly wanted: Wanted },
): Promise<void> {
  const next = (pc: PcSearch, count: number): readonly Holding[] => pc.rest.slice(0, count);
  const seen = await readAll(
    pcs.flatMap((pc) => next(pc, depth)),
    { target, opening },
  );
  const most = Math.min(fetchLimit, Math.floor((2 * roundSize) / pcs.length));
  const wider = pcs.flatMap((pc) => next(pc, most).slice(depth));
  await obtainUsual(cardsOf(seen), wider, { target, opening });
  for (const pc of pcs) {
    for (const holding of next(pc, depth)) {
      const one = seen.get(holding);
      if (one === undefined) continue;
      await tryOne(pc, one, { target, opening });
      if (wanted === 'newest' && pc.opened.length > 0) break;
    }
    pc.rest = pc.rest.slice(depth);
  }
}

/** Opens the record where there is a key for it, or notes it as shut. */
async function tryOne(
  pc: PcSearch,
  one: SeenRecord | FailedRecord,
  { target, opening }: InPlace,
): Promise<void> {
  const record = isFailed(one) ? one : await openSeen(one, { target, opening });
  if (record === null) pc.shut.push({ holding: one.holding, card: (one as SeenRecord).card });
  else if (isOpened(record)) pc.opened.push(record);
  else pc.failed.push(record);
}

/** Tries again what was shut, newest first. */
async function openShut(
  pc: PcSearch,
  { target, opening, wanted }: InPlace & { readonly wanted: Wanted },
): Promise<void> {
  const shut = pc.shut;
  pc.shut = [];
  for (const one of shut) {
    await tryOne(pc, { ...one, kept: null }, { target, opening });
    const found = pc.opened.at(-1);
    if (wanted === 'all' || found?.holding !== one.holding) continue;
    // All that was found before is older, and what does not open counts only where it is newer.
    pc.opened = [found];
    pc.failed = pc.failed.filter(({ holding }) => holding.name > one.holding.name);
    break;
  }
}
