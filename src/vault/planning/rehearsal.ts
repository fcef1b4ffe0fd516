// What a rehearsal makes of one place: whether everything that is known would come back from it alone. Pure.
import type { RecordContent } from '../../record/schema.js';
import type { Space } from '../../targets/target.js';

/** A PC, and the moment of a backup of it. */
export interface KnownBackup {
  readonly tag: string;
  readonly name: string | null;
  readonly takenAt: string;
}

/** What a place gives of one PC. */
interface GivenPc extends KnownBackup {
  /** What its backup says. */
  readonly content: RecordContent;
  /** The newest that is known of the PC, where what the place gives is older; null where it is that. */
  readonly newerAt: string | null;
}

/** What one place gives, if it were the only one left. */
export interface Rehearsed {
  readonly pcs: readonly GivenPc[];
  /** PCs that are known elsewhere, and of which it gives nothing. */
  readonly missing: readonly KnownBackup[];
}

/** The newest known backup of each PC, out of all that were opened or noted. */
export function newestKnown(all: readonly KnownBackup[]): KnownBackup[] {
  const newest = new Map<string, KnownBackup>();
  for (const one of all) {
    const before = newest.get(one.tag);
    const isNewer = before === undefined || isAfter(one.takenAt, before.takenAt);
    if (isNewer) newest.set(one.tag, { ...one, name: one.name ?? before?.name ?? null });
  }
  return [...newest.values()];
}

/**
 * What the place gives, held against what is known.
 * @param given the newest of each PC that opened there.
 * @param space where room is scarce, it keeps only the PC that it is on: others are not missing there.
 */
export function rehearsed(
  given: readonly RecordContent[],
  known: readonly KnownBackup[],
  space: Space,
): Rehearsed {
  const pcs = given.map((content): GivenPc => {
    const { tag, name } = content.machine;
    const { takenAt } = content;
    const newest = known.find((one) => one.tag === tag)?.takenAt ?? takenAt;
    const newerAt = isAfter(newest, takenAt) ? newest : null;
    return { tag, name, takenAt, content, newerAt };
  });
  const missing = known.filter(({ tag }) => !pcs.some((pc) => pc.tag === tag));
  const isKeeper = space === 'ample' || pcs.length === 0;
  return { pcs, missing: isKeeper ? missing : [] };
}

/** Whether everything comes back. */
export function givesAll({ pcs, missing }: Rehearsed): boolean {
  return pcs.length > 0 && missing.length === 0 && pcs.every(({ newerAt }) => newerAt === null);
}

function isAfter(a: string, b: string): boolean {
  return Date.parse(a) > Date.parse(b);
}
