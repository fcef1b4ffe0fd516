// Which of a PC's opened records is its newest. A record sealed before the vault's last passphrase
// change never stands in for one sealed after it, however new it claims to be; of one record that was
// sealed twice, the one with a recovery code counts.
import { parseRecordName } from '../../record/name.js';
import { type OpenedRecord, fetchLimit, isFailed, isOpened } from './opener.js';
import { mapParallel } from '../places/parallel.js';
import type { Holding } from '../places/reach.js';
import { type Opening, openEach } from './looked-at.js';

/** The highest generation among opened records, 0 for none. */
export function highestGeneration(opened: readonly OpenedRecord[]): number {
  return opened.reduce((highest, { parsed }) => Math.max(highest, parsed.card.generation), 0);
}

/** Of each PC the opened record that counts as its newest. */
export async function newestOfEach(
  found: readonly OpenedRecord[],
  byTag: ReadonlyMap<string, readonly Holding[]>,
  opening: Opening,
): Promise<OpenedRecord[]> {
  const current = highestGeneration(found);
  const tags = [...new Set(found.map((record) => record.holding.tag))];
  const newest = tags.map(async (tag) => {
    const ofPc = found.filter((record) => record.holding.tag === tag);
    const more = await rivals(best(ofPc), byTag.get(tag) ?? [], { current, opening });
    return best([...ofPc, ...more]);
  });
  return (await Promise.all(newest)).flatMap((record) => record ?? []);
}

/** The best of each PC, by what is known until now: a later look may find another. */
export function bestOfEach(found: readonly OpenedRecord[]): OpenedRecord[] {
  const tags = [...new Set(found.map((record) => record.holding.tag))];
  return tags.flatMap((tag) => best(found.filter(({ holding }) => holding.tag === tag)) ?? []);
}

function best(records: readonly OpenedRecord[]): OpenedRecord | undefined {
  return [...records].sort(newestFirst)[0];
}

/** The order of one PC's opened records, the one that counts as its newest first. */
export function newestFirst(a: OpenedRecord, b: OpenedRecord): number {
  return (
    b.parsed.card.generation - a.parsed.card.generation ||
    Date.parse(b.content.takenAt) - Date.parse(a.content.takenAt) ||
    b.content.sequence - a.content.sequence ||
    b.parsed.header.slots - a.parsed.header.slots ||
    (a.holding.name < b.holding.name ? 1 : -1)
  );
}

/** Records of the PC that may count before this one: of a later generation, or of the same moment. */
async function rivals(
  record: OpenedRecord | undefined,
  holdings: readonly Holding[],
  { current, opening }: { current: number; opening: Opening },
): Promise<OpenedRecord[]> {
  if (record === undefined) return [];
  if (record.parsed.card.generation < current) {
    return newestOfGeneration(current, holdings, opening);
  }
  const moment = parseRecordName(record.holding.name)?.takenAt;
  const twins = holdings.filter(({ name }) => parseRecordName(name)?.takenAt === moment);
  return (await openEach(twins, opening)).filter(isOpened);
}

/** Headers only tell which records are worth opening: one that claims too little does not open. */
async function newestOfGeneration(
  generation: number,
  holdings: readonly Holding[],
  opening: Opening,
): Promise<OpenedRecord[]> {
  for (let at = 0; at < holdings.length; at += fetchLimit) {
    const batch = holdings.slice(at, at + fetchLimit);
    const claims = await mapParallel(batch, fetchLimit, async (holding) => {
      const read = await opening.opener.read(holding);
      return isFailed(read) ? null : read.parsed.card.generation;
    });
    for (const holding of batch.filter((_, i) => claims[i] === generation)) {
      const [record] = await openEach([holding], opening);
      if (record !== undefined && isOpened(record)) return [record];
    }
  }
  return [];
}
