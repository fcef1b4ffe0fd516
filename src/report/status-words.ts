// The status in one sentence: who is safe in how many places, then what a person should see to.
import { type PcNamer, pcNamer } from '../vault/planning/pc-names.js';
import type { CellState, StatusMatrix, StatusPc } from '../vault/planning/status-plan.js';
import { daysBetween } from './age-words.js';

/** How the whole looks at a glance. */
export type StatusTone = 'good' | 'caution' | 'bad';

/** One part of the sentence. */
interface Clause {
  readonly tone: StatusTone;
  /** A name stands first where `isNamed`, and keeps its letters as they are. */
  readonly isNamed: boolean;
  readonly text: string;
}

/** What each clause is told with. */
interface Told {
  readonly now: string;
  readonly nameOf: PcNamer;
  /** The names of the places. */
  readonly places: readonly string[];
}

/** A PC that was not pushed for longer than this is named. */
const staleDays = 180;

/** What was confirmed longer ago than this is not counted as safe any more. */
const trustedDays = 365;

/** The sentence, and how the whole looks. */
export function statusSentence(
  { pcs, places }: StatusMatrix,
  now: string,
): { readonly text: string; readonly tone: StatusTone } {
  const proven = pcs.filter(({ isProven }) => isProven);
  const told: Told = { now, nameOf: pcNamer(pcs), places: places.map(({ name }) => name) };
  const clauses = [
    ...safeClauses(proven, told),
    ...unsafeClauses(proven, told),
    ...proven.flatMap((pc) => troubles(pc, told)),
    ...unprovenClause(pcs.length - proven.length, proven.length),
  ];
  const text = clauses.map((clause, i) => (i === 0 ? begun(clause) : clause.text)).join('; ');
  const tones: readonly StatusTone[] = ['bad', 'caution', 'good'];
  const tone = tones.find((one) => clauses.some((clause) => clause.tone === one)) ?? 'caution';
  return { text: `${text}.`, tone };
}

/** In how many places the PC's newest backup is safe. */
export function safePlaces({ cells }: Pick<StatusPc, 'cells'>, now: string): number {
  return cells.filter(({ state, confirmedAt }) => state === 'safe' && isTrusted(confirmedAt, now))
    .length;
}

function isTrusted(confirmedAt: string | null, now: string): boolean {
  return confirmedAt !== null && daysBetween(confirmedAt, now) <= trustedDays;
}

function isStale({ pushedAt }: StatusPc, now: string): boolean {
  return pushedAt !== null && daysBetween(pushedAt, now) > staleDays;
}

/** The PCs that are safe and nothing else is to be said of, by the number of places. */
function safeClauses(pcs: readonly StatusPc[], { now, nameOf }: Told): Clause[] {
  const fine = pcs.filter((pc) => safePlaces(pc, now) > 0 && !isStale(pc, now));
  const counts = [...new Set(fine.map((pc) => safePlaces(pc, now)))].sort((a, b) => b - a);
  return counts.map((count) => {
    const group = fine.filter((pc) => safePlaces(pc, now) === count);
    const where = count === 1 ? '1 place' : `${count} places`;
    const verb = group.length === 1 ? `is safe in ${where}` : `are safe in ${where} each`;
    return { tone: 'good', isNamed: true, text: `${listed(group, nameOf)} ${verb}` };
  });
}

function listed(pcs: readonly StatusPc[], nameOf: PcNamer): string {
  const names = pcs.map(nameOf);
  if (names.length > 3) return `${names.length} PCs`;
  const last = names.pop() ?? '';
  return names.length === 0 ? last : `${names.join(', ')} and ${last}`;
}

/** What there is to see to of one PC. */
function troubles(pc: StatusPc, { now, nameOf, places }: Told): Clause[] {
  const name = nameOf(pc);
  const inState = (state: CellState): string =>
    places.filter((_, i) => pc.cells[i]?.state === state).join(', ');
  const [damaged, earlier] = [inState('damaged'), inState('earlier')];
  const ofCopies: Clause[] = [];
  if (damaged !== '')
    ofCopies.push({ tone: 'bad', isNamed: true, text: `${name}'s copy in ${damaged} is damaged` });
  if (earlier !== '' && safePlaces(pc, now) > 0) {
    const text = `${name}'s copy in ${earlier} is still under an earlier passphrase`;
    ofCopies.push({ tone: 'caution', isNamed: true, text });
  }
  if (safePlaces(pc, now) === 0 || !isStale(pc, now) || pc.pushedAt === null) return ofCopies;
  const days = daysBetween(pc.pushedAt, now);
  const text = `${name} has not pushed for ${days} days`;
  return [{ tone: 'caution', isNamed: true, text }, ...ofCopies];
}

/** Why a PC is safe nowhere, from the best that there is to the worst, each with its words. */
const reasons = {
  fleeting: {
    isNamed: true,
    words: (names: string, isOne: boolean) =>
      `${names} ${isOne ? 'is' : 'are'} backed up only where a reinstall destroys it`,
  },
  safe: {
    isNamed: false,
    words: (names: string) => `no copy of ${names} was seen for more than a year`,
  },
  earlier: {
    isNamed: false,
    words: (names: string) => `only an earlier passphrase opens the backup of ${names}`,
  },
  older: {
    isNamed: false,
    words: (names: string) => `the newest backup of ${names} is in none of these places`,
  },
  none: {
    isNamed: false,
    words: (names: string) => `no good backup of ${names} is in these places`,
  },
} as const;

type Reason = keyof typeof reasons;

/** The PCs that are safe nowhere, by the reason. */
function unsafeClauses(pcs: readonly StatusPc[], { now, nameOf }: Told): Clause[] {
  const unsafe = pcs.filter((pc) => safePlaces(pc, now) === 0);
  return (Object.keys(reasons) as Reason[]).flatMap((reason): Clause[] => {
    const group = unsafe.filter((pc) => reasonOf(pc) === reason);
    if (group.length === 0) return [];
    const { isNamed, words } = reasons[reason];
    return [{ tone: 'bad', isNamed, text: words(listed(group, nameOf), group.length === 1) }];
  });
}

function reasonOf({ cells }: StatusPc): Reason {
  const told: readonly Reason[] = ['fleeting', 'safe', 'earlier', 'older'];
  return told.find((reason) => cells.some(({ state }) => state === reason)) ?? 'none';
}

function unprovenClause(count: number, proven: number): Clause[] {
  if (count === 0) return [];
  const more = proven > 0 ? ' more' : '';
  const text =
    count === 1
      ? `1${more} PC has backups there that nobody has opened here`
      : `${count}${more} PCs have backups there that nobody has opened here`;
  return [{ tone: 'caution', isNamed: true, text }];
}

function begun({ isNamed, text }: Clause): string {
  return isNamed ? text : `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
