// One PC under two tags: it pushed into two vaults before they became one. Pure, and told by opened records and
// this PC's own notes alone. Its next push carries on both rows under one tag; the other's records stay readable.
import { isSameLicence } from '../../record/licence.js';
import { parseRecordName } from '../../record/name.js';
import { isRemoved } from '../../record/removed.js';
import type { RecordContent } from '../../record/schema.js';
import type { VaultState } from '../memory/state.js';
import { type KnownMachine, isOnePc } from './machine-match.js';

/** What a row of records has come to: the newest that opened under a tag, or one of them. */
export interface RowEnd {
  readonly tag: string;
  readonly content: RecordContent;
}

/** The other rows of the PC of this tag, out of the newest of each. */
export function twinsOf<Known extends KnownMachine>(
  tag: string,
  own: KnownMachine | undefined,
  newest: readonly Known[],
): Known[] {
  if (own === undefined) return [];
  return newest.filter((other) => other.machine.tag !== tag && isOnePc(own, other));
}

/** Which tag carries on which: all that the other's records hold is in its own newest. */
export function carriedTags(newest: readonly RowEnd[]): Map<string, string> {
  const carried = new Map<string, string>();
  for (const { tag, content } of [...newest].sort(laterFirst)) {
    if (carried.has(tag)) continue;
    for (const other of newest) {
      const isOther = other.tag !== tag && !carried.has(other.tag);
      if (isOther && isOnePc(content, other.content) && carriesOn(content, other.content))
        carried.set(other.tag, tag);
    }
  }
  // One that is carried on may itself have carried on a third.
  for (const [tag, by] of carried) carried.set(tag, carried.get(by) ?? by);
  return carried;
}

/** The same by what this PC noted: the names that a PC's newest carries on. */
export function carriedByNotes(vaults: readonly VaultState[]): Map<string, string> {
  const carried = new Map<string, string>();
  for (const { tag, folded } of vaults.flatMap(({ machines }) => machines)) {
    for (const name of folded) {
      const other = parseRecordName(name)?.tag;
      if (other !== undefined && other !== tag) carried.set(other, tag);
    }
  }
  return carried;
}

/** The PCs that have two rows of which neither carries on the other, by name. */
export function twiceNamed(newest: readonly RowEnd[]): string[] {
  const carried = carriedTags(newest);
  const left = newest.filter(({ tag }) => !carried.has(tag));
  const twice = left.filter(({ tag, content }, i) =>
    left.slice(0, i).some((other) => other.tag !== tag && isOnePc(content, other.content)),
  );
  return [...new Set(twice.map(({ tag, content }) => content.machine.name ?? tag))];
}

function laterFirst({ content: a }: RowEnd, { content: b }: RowEnd): number {
  return Date.parse(b.takenAt) - Date.parse(a.takenAt);
}

function carriesOn({ licences, removed = [] }: RecordContent, other: RecordContent): boolean {
  return other.licences.every(
    (one) =>
      licences.some((own) => isSameLicence(one, own)) || isRemoved(one, other.takenAt, removed),
  );
}
