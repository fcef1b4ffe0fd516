// Times as records write them: UTC, whole seconds.

/** The last time that a record may be of: one that follows it still has a time of four digits. */
export const lastTime = '9998-12-31T23:59:59Z';

/** `2026-11-21T19:55:01Z` for a moment; fractions of a second are cut off. */
export function formatTime(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

/** Whether the text is a moment that there is: no 30th of February, no hour 25. */
export function isTime(text: string): boolean {
  const ms = Date.parse(text);
  return !Number.isNaN(ms) && formatTime(new Date(ms)) === text;
}

const dayMs = 24 * 60 * 60 * 1000;

/** Whether the time lies more than a day ahead: some clock was set wrong, for no time zone is so far off. */
export function isAhead(time: string, now: Date): boolean {
  return Date.parse(time) > now.getTime() + dayMs;
}

/**
 * When a record was taken, as far as one can tell: one that followed a record of the future must be later
 * than that, and so tells in `clock` what the clock said.
 */
export function toldTime(
  { takenAt, clock }: { readonly takenAt: string; readonly clock?: string | undefined },
  now: Date,
): string {
  const isBetter = clock !== undefined && isAhead(takenAt, now) && !isAhead(clock, now);
  return isBetter ? clock : takenAt;
}
