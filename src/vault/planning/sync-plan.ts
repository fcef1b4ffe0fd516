// What each place lacks of the union of all records that opened, out of their names and what was seen of
// each copy. Pure: nothing is read or written here.
import { type RecordName, parseRecordName } from '../../record/name.js';

/** What was seen of one copy in one place. */
export type CopyState =
  /** Read: its bytes are those that its name was made from. */
  | 'sound'
  /** Read: they are others. */
  | 'damaged'
  /** It is listed and could not be read. */
  | 'unread';

/** One place, and the copies that it lists. */
export interface CopiesInPlace {
  readonly copies: ReadonlyMap<RecordName, CopyState>;
  /** Whether it is to get what it lacks; one with little room only gives. */
  readonly isFilled: boolean;
}

/** What one place needs, the newest first: what is stored before an interruption is what matters most. */
export interface Needs {
  readonly lacks: readonly RecordName[];
  /** Copies to be replaced by a good one of another place. */
  readonly damaged: readonly RecordName[];
  /** How many of the records lie there, whole. */
  readonly there: number;
}

/**
 * The needs of each place, in their order. After they are met each place that is filled holds every record
 * that opened and of which some place has a sound copy, but for those that are left where they are.
 * @param opened the names of the records that opened: no other one is copied or replaced.
 * @param isLeft records that are not brought to any place.
 */
export function planSync(
  opened: ReadonlySet<RecordName>,
  places: readonly CopiesInPlace[],
  isLeft: (name: RecordName) => boolean = () => false,
): Needs[] {
  const isSound = (name: RecordName): boolean =>
    places.some(({ copies }) => copies.get(name) === 'sound');
  const given = [...opened].filter((name) => !isLeft(name) && isSound(name)).sort(newestNameFirst);
  return places.map(({ copies, isFilled }) => ({
    lacks: isFilled ? given.filter((name) => !copies.has(name)) : [],
    damaged: given.filter((name) => copies.get(name) === 'damaged'),
    there: [...opened].filter((name) => copies.get(name) === 'sound').length,
  }));
}

function newestNameFirst(a: RecordName, b: RecordName): number {
  const [timeA, timeB] = [a, b].map((name) => parseRecordName(name)?.takenAt ?? '');
  if (timeA !== timeB) return (timeA ?? '') < (timeB ?? '') ? 1 : -1;
  return a < b ? -1 : a > b ? 1 : 0;
}
