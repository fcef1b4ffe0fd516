// Windows' FILETIME: 100-nanosecond steps since 1601-01-01 UTC.

const millisecondsTo1970 = 11_644_473_600_000n;

/** The moment, or null for 0, which means that none was set. */
export function dateFromFiletime(ticks: bigint): Date | null {
  return ticks === 0n ? null : new Date(Number(ticks / 10_000n - millisecondsTo1970));
}
