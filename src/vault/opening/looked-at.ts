// The records of one place that were looked at: read, the keys for their salts derived as far as the place's
// budget goes, and opened. Between the two only their salts are kept, and the bytes while there is room.
import { keptBytes } from '../places/budget.js';
import { mapParallel } from '../places/parallel.js';
import type { Holding, ReachedTarget } from '../places/reach.js';
import { mostFrequentFirst } from './derivations.js';
import {
  type FailedRecord,
  type OpenedRecord,
  type Opener,
  type ReadRecord,
  fetchLimit,
  isFailed,
} from './opener.js';
import { type PassphraseKeys, type SaltOfCard, saltName } from './passphrase-keys.js';

/** What opens records in one run. */
export interface Opening {
  readonly opener: Opener;
  readonly keys: PassphraseKeys;
}

/** A record that was read, and that there is no key for yet; its bytes are forgotten. */
export interface ShutRecord {
  readonly holding: Holding;
  readonly card: SaltOfCard;
}

/** Where it is looked at, and with what. */
export interface InPlace {
  readonly target: ReachedTarget;
  readonly opening: Opening;
}

/** A record that was read, and, while there is room for it, what was read. */
export interface SeenRecord extends ShutRecord {
  readonly kept: ReadRecord | null;
}

/** The records that were looked at, and why those that could not be read were not. */
export type Seen = ReadonlyMap<Holding, SeenRecord | FailedRecord>;

/** The salts that they name. */
export function cardsOf(seen: Seen): SaltOfCard[] {
  return [...seen.values()].flatMap((one) => (isFailed(one) ? [] : one.card));
}

/** Reads all of them; what is read is kept while there is room. */
export async function readAll(
  holdings: readonly Holding[],
  { target, opening }: InPlace,
  room = keptBytes,
): Promise<Seen> {
  const seen = new Map<Holding, SeenRecord | FailedRecord>();
  let left = room;
  await mapParallel(holdings, fetchLimit, async (holding) => {
    const read = await opening.opener.read(holding, target);
    if (isFailed(read)) {
      seen.set(holding, read);
      return;
    }
    const { salt, cost } = read.parsed.card;
    const isKept = read.parsed.record.length <= left;
    if (isKept) left -= read.parsed.record.length;
    seen.set(holding, { holding, card: { salt, cost }, kept: isKept ? read : null });
  });
  return seen;
}

/** How many salts a place may name before it is looked at which of them is in most of its records. */
const fewSalts = 4;

/** Derives the keys of salts that this PC knows, or that cost what vaults cost. */
export async function obtainUsual(
  cards: readonly SaltOfCard[],
  wider: readonly Holding[],
  { target, opening }: InPlace,
): Promise<void> {
  const { keys } = opening;
  const usual = cards.filter((card) => !keys.isStranger(card));
  const isMany = new Set(usual.map(saltName)).size > fewSalts;
  const more = isMany ? cardsOf(await readAll(wider, { target, opening }, 0)) : [];
  const all = [...usual, ...more.filter((card) => !keys.isStranger(card))];
  await obtainAll(all, { target, opening });
}

/** Derives the keys, the most frequent salt first, as far as the budget of the place goes. */
export async function obtainAll(
  cards: readonly SaltOfCard[],
  { target, opening: { keys } }: InPlace,
): Promise<void> {
  const byName = new Map(cards.map((card) => [saltName(card), card]));
  for (const name of mostFrequentFirst(cards.map(saltName))) {
    const card = byName.get(name);
    if (card !== undefined) await keys.obtain(card, target.named.budget);
  }
}

/** The record opened, or why it does not open; null while there is no key for it. */
export async function openSeen(
  { holding, card, kept }: SeenRecord,
  { target, opening: { opener, keys } }: InPlace,
): Promise<OpenedRecord | FailedRecord | null> {
  // A derivation that failed is told of by the record, when it is opened.
  const hasKey = await keys.keyFor(card).then(
    (key) => key !== null,
    () => true,
  );
  if (!hasKey) return null;
  const read = kept ?? (await opener.read(holding, target));
  return isFailed(read) ? read : opener.openRead(read);
}

/** Opens these records, whichever places they are in, and derives for them as far as the budgets go. */
export async function openEach(
  holdings: readonly Holding[],
  opening: Opening,
): Promise<(OpenedRecord | FailedRecord)[]> {
  const { opener, keys } = opening;
  const open = async (holding: Holding): Promise<OpenedRecord | FailedRecord> => {
    const before = opener.openedBefore(holding);
    if (before !== null) return before;
    const read = await opener.read(holding);
    if (isFailed(read)) return read;
    if ((await keys.keyFor(read.parsed.card).catch(() => null)) === null)
      await keys.obtain(read.parsed.card, read.giver.named.budget);
    return opener.openRead(read);
  };
  return mapParallel(holdings, fetchLimit, open);
}
