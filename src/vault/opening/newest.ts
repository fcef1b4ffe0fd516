// The newest good record of each PC, out of the searches of all places. Each place is searched for itself,
// all at the same time.
import { toHex } from '../../bytes.js';
import type { VaultCard } from '../../crypto/card.js';
import type { FailedRecord, OpenedRecord } from './opener.js';
import type { LeftOut } from '../run.js';
import { newestOfEach } from './rank.js';
import { type ReachedTarget, holdingsByTag } from '../places/reach.js';
import type { Opening } from './looked-at.js';
import { saltName } from './passphrase-keys.js';
import { type LateSearch, type SearchPatience, lateOf } from './late-search.js';
import { offerMore } from './offer-more.js';
import { type PlaceSearch, searchPlace } from './search.js';

/** The newest good record of each PC, and what was met on the way to it. */
export interface NewestRecords {
  readonly opened: readonly OpenedRecord[];
  /** What a target holds as a PC's newest where another holds a newer one: it was away for a while. */
  readonly older: readonly OpenedRecord[];
  /** The cards of all that opened: one record may lie here under one and there under another. */
  readonly cards: readonly VaultCard[];
  /** Every newer record that could not be opened. */
  readonly failed: readonly FailedRecord[];
  /** The targets that hold a record that opened. */
  readonly holders: ReadonlySet<ReachedTarget>;
}

/** Who is asked where not all was tried; unless told nobody is, and it is not. */
interface Offer {
  readonly mayGoOn?: (left: readonly LeftOut[]) => Promise<boolean>;
}

/** Opens each PC's newest record in each target; where that fails, the one before it, and so on. */
export async function openNewest(
  reached: readonly ReachedTarget[],
  opening: Opening,
  patience: SearchPatience & Offer = {},
): Promise<NewestRecords & { readonly late: readonly LateSearch[] }> {
  const searches = reached.map((target) => {
    return searchPlace(target, opening, { wanted: 'newest', reached });
  });
  const isLight = (): Promise<void> => opening.keys.whenLight();
  const told = new Set<PlaceSearch>();
  const onSlow = (search: PlaceSearch): void => {
    if (!told.has(search)) patience.onSlow?.(search);
    told.add(search);
  };
  const waiting = { ...patience, onSlow, isLight };
  const begun = searches.map((search) => ({ search, ended: search.begin() }));
  const slow = await lateOf(begun, waiting);
  const others = begun.filter((one) => !slow.includes(one));
  const slower = await lateOf(
    others.map(({ search }) => ({ search, ended: search.goOn() })),
    waiting,
  );
  const goneOn = slow.map(({ search, ended }) => {
    return { search, ended: ended.then(() => search.goOn()) };
  });
  const late = [...goneOn, ...slower];
  // Whoever waits for one hears of its failure.
  for (const { ended } of late) ended.catch(() => undefined);
  const isLate = (search: PlaceSearch): boolean => late.some((one) => one.search === search);
  const done = searches.filter((search) => !isLate(search));
  if (patience.mayGoOn !== undefined) await offerMore(done, patience.mayGoOn);
  return { ...(await newestOf(done, opening)), late };
}

/** What the searches came to, taken together. */
export async function newestOf(
  searches: readonly PlaceSearch[],
  opening: Opening,
): Promise<NewestRecords> {
  const reached = searches.map(({ target }) => target);
  const found = [...new Set(searches.flatMap((search) => search.opened()))];
  const opened = await newestOfEach(found, holdingsByTag(reached), opening);
  const ids = new Set(opened.map((record) => record.parsed.header.recordId));
  return {
    opened,
    older: found.filter((record) => !ids.has(record.parsed.header.recordId)),
    cards: cardsOfRecords([...found, ...opened]),
    failed: failedOf(searches, [...found, ...opened]),
    holders: holdersOf(searches),
  };
}

/** Each once: two of one salt are two where their recovery codes are. */
function cardsOfRecords(records: readonly OpenedRecord[]): VaultCard[] {
  const cards = records.map(({ parsed: { card } }) => card);
  const nameOf = (card: VaultCard): string =>
    `${saltName(card)} ${card.generation} ${toHex(card.recoverySlot ?? new Uint8Array())}`;
  return [...new Map(cards.map((card) => [nameOf(card), card])).values()];
}

/** What opens in no place, each record once. */
export function failedOf(
  searches: readonly PlaceSearch[],
  opened: readonly OpenedRecord[],
): FailedRecord[] {
  const isOpen = new Set(opened.map(({ holding }) => holding.name));
  const failed = new Map<string, FailedRecord>();
  for (const record of searches.flatMap((search) => search.failed())) {
    const { name } = record.holding;
    const before = failed.get(name);
    // One that was tried tells more than one that was not.
    const tellsMore = before === undefined || (before.isUntried && !record.isUntried);
    if (!isOpen.has(name) && tellsMore) failed.set(name, record);
  }
  return [...failed.values()];
}

/** The targets in which something opened. */
function holdersOf(searches: readonly PlaceSearch[]): Set<ReachedTarget> {
  const holding = searches.filter((search) => search.opened().length > 0);
  return new Set(holding.map(({ target }) => target));
}
