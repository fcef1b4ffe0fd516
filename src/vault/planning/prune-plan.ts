// Which of a PC's records in one place may go: all but the newest so many, as far as one that stays carries
// on what they hold. Pure.
import { isSameLicence } from '../../record/licence.js';
import type { RecordName } from '../../record/name.js';
import { isRemoved, joinRemovals } from '../../record/removed.js';
import type { Licence, RecordContent } from '../../record/schema.js';

/** An opened record, as far as it matters here. */
export interface PrunableRecord {
  readonly name: RecordName;
  /** The same for a record that was sealed twice: those count as one, and stay or go together. */
  readonly recordId: string;
  readonly content: Pick<RecordContent, 'licences' | 'removed' | 'takenAt'>;
}

/** What becomes of each record. */
export interface PrunePlan {
  /** Newest first. */
  readonly stay: readonly RecordName[];
  /** Of those that stay: older than the newest, and with something that no newer one has. */
  readonly needed: readonly RecordName[];
  /** Oldest first: an interruption leaves the newer ones. */
  readonly go: readonly RecordName[];
}

/** The least that is kept of each PC: one that goes bad must not be the only one. */
export const leastKept = 2;

/**
 * What may go.
 * @param records those of one PC that lie whole in one place and opened, the newest first.
 * @param keep how many stay in any case, at least {@link leastKept}.
 */
export function planPrune(records: readonly PrunableRecord[], keep: number): PrunePlan {
  const stay: PrunableRecord[] = [];
  const needed: PrunableRecord[] = [];
  const go: PrunableRecord[] = [];
  const ids = [...new Set(records.map(({ recordId }) => recordId))];
  const newest = new Set(ids.slice(0, keep > leastKept ? keep : leastKept));
  for (const id of ids) {
    const group = records.filter(({ recordId }) => recordId === id);
    const isCarried = group.every((record) => isCarriedOn(record, stay));
    if (!newest.has(id) && isCarried) go.push(...group);
    else stay.push(...group);
    if (!newest.has(id) && !isCarried) needed.push(...group);
  }
  const namesOf = (some: readonly PrunableRecord[]): RecordName[] => some.map(({ name }) => name);
  return { stay: namesOf(stay), needed: namesOf(needed), go: namesOf(go).reverse() };
}

/** Whether each licence of it is in one that stays, or was removed since; and what it says was removed. */
function isCarriedOn({ content }: PrunableRecord, stay: readonly PrunableRecord[]): boolean {
  const removed = stay.flatMap((other) => other.content.removed ?? []);
  const licences = stay.flatMap((other) => other.content.licences);
  const holdsNoMore =
    joinRemovals([...removed, ...(content.removed ?? [])]).length === joinRemovals(removed).length;
  return (
    holdsNoMore &&
    content.licences.every(
      (one) =>
        licences.some((other) => saysAll(other, one)) || isRemoved(one, content.takenAt, removed),
    )
  );
}

/** The same licence, with the whole key where the other has it. */
function saysAll(kept: Licence, one: Licence): boolean {
  const hasKey = one.productKey === null || kept.productKey === one.productKey;
  return hasKey && isSameLicence(kept, one);
}
