// The newest good record of each PC. Names and times are only an order to try in: what counts is that
// a record opens.
import { VaultError } from '../errors.js';
import { type FailedRecord, type OpenedRecord, type Opener, isOpened } from './opener.js';
import { saltName, saltOrder } from './keyring.js';
import type { Keyring } from './keyring.js';
import type { Holding, ReachedTarget } from './reach.js';

/** The newest good record of each PC, and every newer one that could not be opened. */
export interface NewestRecords {
  readonly opened: readonly OpenedRecord[];
  readonly failed: readonly FailedRecord[];
}

/** Opens each PC's newest record; where that fails, the one before it, and so on. */
export async function openNewest(
  byTag: ReadonlyMap<string, readonly Holding[]>,
  opener: Opener,
): Promise<NewestRecords> {
  const failed: FailedRecord[] = [];
  const newestGood = async (holdings: readonly Holding[]): Promise<OpenedRecord | null> => {
    for (const holding of holdings) {
      const record = await opener.open(holding);
      if (isOpened(record)) return record;
      failed.push(record);
    }
    return null;
  };
  const newest = await Promise.all([...byTag.values()].map(newestGood));
  const opened = newest.filter((record) => record !== null);
  return { opened: await preferCurrent(opened, byTag, opener), failed };
}

/**
 * Derives the keys of the salts that the targets' newest records name, each target having its turn,
 * before any record is opened: otherwise forged records could use up the limit of foreign salts.
 */
export async function unlockSalts(
  reached: readonly ReachedTarget[],
  byTag: ReadonlyMap<string, readonly Holding[]>,
  { opener, keyring }: { opener: Opener; keyring: Keyring },
): Promise<void> {
  const newestIn = (target: ReachedTarget): Holding[] =>
    [...byTag.values()].flatMap((all) => all.find((one) => one.holders.includes(target)) ?? []);
  const cards = await Promise.all(
    reached.map(async (target) => {
      const parsed = await Promise.all(newestIn(target).map((one) => opener.parse(one)));
      return parsed.flatMap((record) => (record instanceof VaultError ? [] : [record.card]));
    }),
  );
  for (const salt of saltOrder(cards.map((ofTarget) => ofTarget.map(saltName)))) {
    const card = cards.flat().find((candidate) => saltName(candidate) === salt);
    if (card !== undefined) await keyring.keyFor(card);
  }
}

/**
 * A record sealed before the vault's last passphrase change never stands in for one sealed after it,
 * however new it claims to be.
 */
async function preferCurrent(
  newest: readonly OpenedRecord[],
  byTag: ReadonlyMap<string, readonly Holding[]>,
  opener: Opener,
): Promise<OpenedRecord[]> {
  const current = highestGeneration(newest);
  const replaced = newest.map(async (record) => {
    if (record.parsed.card.generation === current) return record;
    for (const holding of byTag.get(record.holding.tag) ?? []) {
      const other = await opener.open(holding);
      if (isOpened(other) && other.parsed.card.generation === current) return other;
    }
    return record;
  });
  return Promise.all(replaced);
}

/** The highest generation among opened records, 0 for none. */
export function highestGeneration(opened: readonly OpenedRecord[]): number {
  return Math.max(0, ...opened.map((record) => record.parsed.card.generation));
}
