// What a check makes of the records of one place. Pure: what was read, and what opened, is given to it.
import type { VaultError } from '../../errors.js';
import type { FailedRecord } from '../opening/opener.js';
import { type Problem, grouped } from './problems.js';

/** What there is to say of one place. */
export interface CheckedPlace {
  readonly target: string;
  /** How many records it lists. */
  readonly records: number;
  /** How many of them are whole; where what unlocks was given, how many of them open. */
  readonly good: number;
  /** What is wrong with the others. */
  readonly problems: readonly Problem[];
  /** Why some could not be judged: the place stopped to answer, or asks for too much. */
  readonly unread: readonly Problem[];
}

/** What is the place's and not the record's: it tells nothing of the record. */
const ofPlace: readonly VaultError['code'][] = [
  'DENIED',
  'LOCKED',
  'WRONG_TARGET',
  'UNAVAILABLE',
  'TIMEOUT',
  'TOO_MUCH',
];

/** The verdict on a place that lists so many records, of which these are not good. */
export function checkedPlace(
  target: string,
  records: number,
  failed: readonly FailedRecord[],
): CheckedPlace {
  // What another run removed meanwhile is not missing.
  const bad = failed.filter(({ error }) => error.code !== 'NOT_FOUND');
  const isUnread = ({ error, isUntried }: FailedRecord): boolean =>
    isUntried || ofPlace.includes(error.code);
  const gone = failed.length - bad.length;
  return {
    target,
    records: records - gone,
    good: records - failed.length,
    problems: grouped(bad.filter((record) => !isUnread(record))),
    unread: grouped(bad.filter(isUnread)),
  };
}
