// The matrix of PCs and places out of what was found now and what was noted before. Pure. A name alone proves
// nothing: only what was opened or read, now or earlier, says which backup is the newest, or that it is safe.
import { isLasting } from '../memory/seen.js';
import type { VaultError } from '../../errors.js';
import { parseRecordName } from '../../record/name.js';
import type { Durability } from '../../targets/target.js';
import type { SeenPlace } from '../memory/state.js';

/** Of one PC, the newest copy that a place has now. */
export interface FoundCopy {
  readonly tag: string;
  /** The PC's name, where the copy was opened. */
  readonly name: string | null;
  /** When the backup was made; null where none of them could be read. */
  readonly takenAt: string | null;
  /** `good`: opened, or read and known by its name. `named`: nobody has looked into it. */
  readonly proof: 'good' | 'named';
  /** Only an earlier passphrase opens it, as far as this PC or its header tells. */
  readonly isEarlier: boolean;
  /** A newer copy there is damaged. */
  readonly isDamaged: boolean;
  /** A newer one is listed, which was not looked into. */
  readonly newerNamedAt: string | null;
}

/** What is known of one place. */
export interface PlaceFacts {
  readonly name: string;
  /** Why it did not answer; null where it did. */
  readonly error: VaultError | null;
  /** Null where it did not answer and was never seen. */
  readonly durability: Durability | null;
  readonly noted: SeenPlace | null;
  /** Whether it was away while the passphrase was changed, and nobody has seen it brought over. */
  readonly isBehind: boolean;
  readonly found: readonly FoundCopy[];
}

/** What this PC noted of one PC. */
export interface NotedPc {
  readonly tag: string;
  readonly name: string | null;
  readonly pushedAt: string | null;
  /** Its newest backup; null where none was noted. */
  readonly takenAt: string | null;
}

/** How a PC stands in one place. */
export type CellState =
  /** The newest backup, in a place that outlives the PC. */
  | 'safe'
  /** The newest backup, where a reinstall destroys it. */
  | 'fleeting'
  | 'older'
  /** The backup there opens with an earlier passphrase alone. */
  | 'earlier'
  | 'damaged'
  /** There by its name alone: not opened. */
  | 'named'
  | 'none'
  /** The place did not answer, and nothing was noted of it. */
  | 'unknown';

export interface StatusCell {
  readonly state: CellState;
  readonly backupAt: string | null;
  /** When the copy was last read and found good. */
  readonly confirmedAt: string | null;
  readonly outlives: boolean | null;
  /** A newer backup that the place names, and that was not opened. */
  readonly newerNamedAt: string | null;
}

export interface StatusPc {
  readonly tag: string;
  readonly name: string | null;
  /** The newest backup that is known of; by its name alone where `isProven` is false. */
  readonly newestAt: string | null;
  readonly isProven: boolean;
  /** The last push that is known of. */
  readonly pushedAt: string | null;
  /** In the order of the places. */
  readonly cells: readonly StatusCell[];
}

export interface StatusPlace {
  readonly name: string;
  readonly error: VaultError | null;
  readonly durability: Durability | null;
  readonly rehearsal: SeenPlace['rehearsal'];
}

export interface StatusMatrix {
  readonly pcs: readonly StatusPc[];
  readonly places: readonly StatusPlace[];
}

/** The matrix: PCs that are known before those that are names alone, by name. */
export function statusMatrix(
  places: readonly PlaceFacts[],
  noted: readonly NotedPc[],
  now: string,
): StatusMatrix {
  const tags = new Set([
    ...noted.map(({ tag }) => tag),
    ...places.flatMap(({ found }) => found.map(({ tag }) => tag)),
    ...places.flatMap((place) => rememberedIn(place).flatMap(({ tag }) => tag)),
  ]);
  const pcs = [...tags].map((tag) => statusPc(tag, places, { noted, now }));
  return {
    pcs: pcs.filter(({ newestAt }) => newestAt !== null).sort(byRank),
    places: places.map(({ name, error, durability, noted: seen }) => {
      return { name, error, durability, rehearsal: seen?.rehearsal ?? null };
    }),
  };
}

function byRank(a: StatusPc, b: StatusPc): number {
  if (a.isProven !== b.isProven) return a.isProven ? -1 : 1;
  return (a.name ?? '~').localeCompare(b.name ?? '~', 'en') || (a.tag < b.tag ? -1 : 1);
}

function statusPc(
  tag: string,
  places: readonly PlaceFacts[],
  { noted, now }: { readonly noted: readonly NotedPc[]; readonly now: string },
): StatusPc {
  const pc = noted.find((one) => one.tag === tag);
  const found = places.flatMap((place) => place.found.filter((one) => one.tag === tag));
  const remembered = places.flatMap((place) =>
    rememberedIn(place).filter((one) => one.tag === tag),
  );
  const good = found.filter(({ proof }) => proof === 'good');
  const proven = latest([
    pc?.takenAt ?? null,
    ...good.map(({ takenAt }) => takenAt),
    ...remembered.map(({ takenAt }) => takenAt),
  ]);
  const newestAt = proven ?? latest(found.map(({ takenAt }) => takenAt));
  return {
    tag,
    name: good.find(({ name }) => name !== null)?.name ?? pc?.name ?? null,
    newestAt,
    isProven: proven !== null,
    pushedAt: latest([pc?.pushedAt ?? null, newestAt]),
    cells: places.map((place) => cellOf(place, tag, { newestAt, now })),
  };
}

const noCell: Omit<StatusCell, 'state'> = {
  backupAt: null,
  confirmedAt: null,
  outlives: null,
  newerNamedAt: null,
};

function cellOf(
  place: PlaceFacts,
  tag: string,
  { newestAt, now }: { readonly newestAt: string | null; readonly now: string },
): StatusCell {
  const remembered = rememberedIn(place).find((one) => one.tag === tag);
  const outlives = remembered?.outlives ?? isLasting(place.durability);
  if (place.error !== null) {
    if (remembered === undefined) {
      return { ...noCell, state: place.noted === null ? 'unknown' : 'none' };
    }
    const { takenAt, confirmedAt } = remembered;
    const state = place.isBehind ? 'earlier' : standing(takenAt, newestAt, outlives);
    return { ...noCell, state, outlives, backupAt: takenAt, confirmedAt };
  }
  const found = place.found.find((one) => one.tag === tag);
  if (found === undefined) return { ...noCell, state: 'none' };
  const { takenAt, proof, isEarlier, isDamaged, newerNamedAt } = found;
  const cell = { backupAt: takenAt, outlives, newerNamedAt };
  if (isDamaged) return { ...cell, state: 'damaged', confirmedAt: takenAt === null ? null : now };
  if (isEarlier) return { ...cell, state: 'earlier', confirmedAt: proof === 'good' ? now : null };
  if (proof === 'named') return { ...cell, state: 'named', confirmedAt: null };
  return { ...cell, state: standing(takenAt, newestAt, outlives), confirmedAt: now };
}

function standing(takenAt: string | null, newestAt: string | null, outlives: boolean): CellState {
  if (takenAt === null || (newestAt !== null && isBefore(takenAt, newestAt))) return 'older';
  return outlives ? 'safe' : 'fleeting';
}

interface Remembered {
  readonly tag: string;
  readonly takenAt: string;
  readonly confirmedAt: string;
  readonly outlives: boolean;
}

function rememberedIn({ noted }: PlaceFacts): Remembered[] {
  return (noted?.copies ?? []).flatMap(({ record, confirmedAt, outlives }) => {
    const name = parseRecordName(record);
    return name === null ? [] : [{ tag: name.tag, takenAt: name.takenAt, confirmedAt, outlives }];
  });
}

/** The latest of some times; null where there is none. */
function latest(times: readonly (string | null)[]): string | null {
  return times.reduce((last, one) => {
    if (one === null) return last;
    return last === null || isBefore(last, one) ? one : last;
  }, null);
}

function isBefore(a: string, b: string): boolean {
  return Date.parse(a) < Date.parse(b);
}
