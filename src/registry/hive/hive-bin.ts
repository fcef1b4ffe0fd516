// The hive bin: a 32-byte header and the cells behind it. Cells are read by their own offsets, since
// real hives carry wrong bin headers; only the first bin's header is of use, for the copy of the time
// that it keeps. Source: msuhanov/regf, "Hive bin".
import { byteReader } from '../../bytes.js';
import { baseBlockBytes } from './base-block.js';
import type { PageSource } from './page-source.js';

/** No cell begins before it. */
export const binHeaderBytes = 32;

/** The bins of a hive as far as they can be read. */
export interface Bins {
  readonly pages: PageSource;
  /** How many bytes of bins there are: never more than the file holds. */
  readonly length: number;
  /**
   * Counts work that reading alone does not tell of; reading `pages` counts by itself.
   * @throws FormatError when it was more than any hive of this size is worth.
   */
  spend(units: number): void;
}

/** What the header of the first bin says, or null where there is none. */
export function readFirstBin(pages: PageSource): { readonly lastWrittenTicks: bigint } | null {
  const header = byteReader(pages.read(baseBlockBytes, binHeaderBytes), 'hive bin');
  if (header.length < binHeaderBytes || header.latin1(0, 4) !== 'hbin') return null;
  return { lastWrittenTicks: header.u64le(20) };
}
