// How long ago something was, as a person says it: in days of the calendar where that person is.

const dayMs = 24 * 60 * 60 * 1000;

/** How many midnights lie between the two moments; less than 0 where the first is later. */
export function daysBetween(from: string, to: string): number {
  return Math.round((midnightOf(to) - midnightOf(from)) / dayMs);
}

/** `today`, `3 weeks ago`. A clock that was set wrong gives `in the future`. */
export function ageWords(from: string, now: string): string {
  const days = daysBetween(from, now);
  if (days < -1) return 'in the future';
  if (days < 1) return 'today';
  if (days === 1) return 'yesterday';
  return `${spanWords(days)} ago`;
}

/** So many days in the largest unit that says enough: `13 days`, `3 weeks`, `5 months`, `2 years`. */
function spanWords(days: number): string {
  if (days < 14) return `${days} days`;
  if (days < 61) return `${Math.floor(days / 7)} weeks`;
  if (days < 731) return `${Math.floor(days / 30.44)} months`;
  return `${Math.floor(days / 365.25)} years`;
}

function midnightOf(time: string): number {
  const at = new Date(time);
  return Date.UTC(at.getFullYear(), at.getMonth(), at.getDate());
}
