// Times as records write them: UTC, whole seconds.

/** `2026-11-21T19:55:01Z` for a moment; fractions of a second are cut off. */
export function formatTime(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
