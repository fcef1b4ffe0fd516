// The signal of a run that nobody stops.

/** Never aborted. */
export const never: AbortSignal = new AbortController().signal;
