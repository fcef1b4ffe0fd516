// One thing that a doctor found.
import type { Hint } from '../errors.js';

/** What is looked at. */
export const findingSubjects = [
  'program',
  'node',
  'native-part',
  'config',
  'state',
  'place',
  'contract',
  'clock',
  'recovery',
  'schedule',
] as const;

/** One thing that was found. */
export interface Finding {
  readonly subject: (typeof findingSubjects)[number];
  /** `ok` is good, `advice` could be better, `problem` has to be mended. */
  readonly level: 'ok' | 'advice' | 'problem';
  /** The place that it is about. */
  readonly place: string | null;
  readonly message: string;
  /** What to do about it. */
  readonly hint: Hint | null;
}

type Subject = Finding['subject'];

/** What is good. */
export function ok(subject: Subject, message: string, place: string | null = null): Finding {
  return { subject, level: 'ok', place, message, hint: null };
}

/** What could be better, or has to be mended. */
export function finding(
  level: 'advice' | 'problem',
  subject: Subject,
  message: string,
  rest: { readonly place?: string; readonly hint?: Hint | undefined } = {},
): Finding {
  return { subject, level, message, place: rest.place ?? null, hint: rest.hint ?? null };
}
