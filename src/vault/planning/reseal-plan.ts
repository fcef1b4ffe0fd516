// What is sealed again of one PC's records when the vault has another card, out of the records that opened.
// Pure: nothing is read or written here.
import { toHex } from '../../bytes.js';
import { encodeContent } from '../../record/canonical.js';
import type { RecordName } from '../../record/name.js';
import type { RecordContent } from '../../record/schema.js';

/** A record that opened in this run. */
export interface OpenedUnder {
  readonly name: RecordName;
  /** 32 hex digits; kept when it is sealed again. */
  readonly recordId: string;
  readonly content: RecordContent;
  /** Whether it is under the vault's card. */
  readonly isCurrent: boolean;
}

/** One record of which some place holds a copy under another card. */
export interface Reseal<Record extends OpenedUnder> {
  /** The names that it has under other cards. */
  readonly from: readonly RecordName[];
  /** What it says, and its id: it is sealed of this. */
  readonly source: Record;
  /** The same record under the vault's card, where it was sealed again before; null where it is yet to be. */
  readonly done: Record | null;
}

/**
 * What is to be sealed again, in the order of the records. Two records of one id that say different things are
 * two records: neither stands in for the other.
 */
export function planReseal<Record extends OpenedUnder>(
  records: readonly Record[],
): Reseal<Record>[] {
  const groups = new Map<string, Record[]>();
  for (const record of records) {
    const key = `${record.recordId} ${toHex(encodeContent(record.content))}`;
    groups.set(key, [...(groups.get(key) ?? []), record]);
  }
  return [...groups.values()].flatMap((group) => {
    const [source] = group;
    const from = group.filter(({ isCurrent }) => !isCurrent).map(({ name }) => name);
    if (source === undefined || from.length === 0) return [];
    return [{ from, source, done: group.find(({ isCurrent }) => isCurrent) ?? null }];
  });
}
