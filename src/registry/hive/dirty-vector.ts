// The dirty vector (DIRT) of transaction logs before Windows 8.1: one bit for each 512 bytes of bins,
// and behind it the sectors whose bits are set. Source: msuhanov/regf, "Dirty vector".
import { byteReader, FormatError } from '../../bytes.js';
import { baseBlockSectorBytes } from './base-block.js';
import type { DirtyPages } from './log-entry.js';
import { sectorBytes } from './overlay-pages.js';
import type { PageSource } from './page-source.js';

const what = 'dirty vector';
const signatureBytes = 4;

/** Whether a log holds a dirty vector. */
export function isDirtyVector(log: PageSource): boolean {
  const start = byteReader(log.read(baseBlockSectorBytes, signatureBytes), what);
  return start.length === signatureBytes && start.latin1(0, signatureBytes) === 'DIRT';
}

/**
 * Which sectors the log replaces, and where in the log they are.
 * @throws FormatError when the log ends before the last of them.
 */
export function readDirtyVector(log: PageSource, binsBytes: number): readonly DirtyPages[] {
  const bitmapBytes = Math.ceil(binsBytes / sectorBytes / 8);
  const bitmapStart = baseBlockSectorBytes + signatureBytes;
  const bitmap = log.read(bitmapStart, bitmapBytes);
  const fail = (offset: number, expected: string): FormatError =>
    new FormatError(what, { offset, expected, actual: `a log of ${log.length} bytes` });
  if (bitmap.length < bitmapBytes) throw fail(bitmapStart, `${bitmapBytes} bytes of bits`);
  const pages: DirtyPages[] = [];
  let logOffset = Math.ceil((bitmapStart + bitmapBytes) / sectorBytes) * sectorBytes;
  for (const { sector, count } of dirtyRuns(bitmap, Math.ceil(binsBytes / sectorBytes))) {
    const length = count * sectorBytes;
    if (logOffset + length > log.length) throw fail(logOffset, `${count} dirty sectors`);
    pages.push({ offset: sector * sectorBytes, length, logOffset });
    logOffset += length;
  }
  return pages;
}

/** Where bits are set, neighbours together. */
function* dirtyRuns(
  bitmap: Uint8Array,
  sectors: number,
): Generator<{ readonly sector: number; readonly count: number }> {
  const isDirty = (sector: number): boolean =>
    sector < sectors && (((bitmap[sector >>> 3] ?? 0) >>> (sector & 7)) & 1) !== 0;
  for (let sector = 0; sector < sectors; sector += 1) {
    if (!isDirty(sector)) continue;
    const start = sector;
    while (isDirty(sector)) sector += 1;
    yield { sector: start, count: sector - start };
  }
}
