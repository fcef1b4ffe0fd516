// How much work a hive is worth. Lists that overlap, values that share their data and the like make a
// hostile hive of a few megabytes as dear as one of terabytes; whoever reads it must come to an end.
import { FormatError } from '../../bytes.js';
import type { HiveWarnings } from './damage.js';
import type { Bins } from './hive-bin.js';
import type { PageSource } from './page-source.js';

/**
 * In units of about a microsecond, one for each read. A walk through all of a real hive takes one for
 * 16 bytes of it, and all that is looked up for product keys a few thousand.
 */
const leastUnits = 4_000_000;
const mostUnits = 10_000_000;
const bytesOfHivePerUnit = 24;
const bytesReadPerUnit = 64;

/** The bins of a hive, read until it was too much: then the hive is given up. */
export function boundedBins(pages: PageSource, length: number, warnings: HiveWarnings): Bins {
  let left = Math.min(leastUnits + length / bytesOfHivePerUnit, mostUnits);
  const spend = (units: number): void => {
    left -= units;
    if (left >= 0) return;
    warnings.giveUp('reading it takes far longer than a hive of its size should');
    const at = { offset: 0, expected: 'an end of what is to be read', actual: 'ever more' };
    throw new FormatError('hive', at);
  };
  return {
    length,
    spend,
    pages: {
      ...pages,
      read: (offset, wanted) => {
        spend(1 + wanted / bytesReadPerUnit);
        return pages.read(offset, wanted);
      },
    },
  };
}
