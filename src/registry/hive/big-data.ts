// Big data (db): the data of a value that is too long for one cell, in segments. Source:
// msuhanov/regf, "Big data".
import { type Cell, openCell } from './cell.js';
import type { Bins } from './hive-bin.js';

/** Every segment holds as much, but for the last. */
const segmentBytes = 16_344;

/** Whether a cell holds the list of segments for data of this length, and not the data itself. */
export function isBigData(cell: Cell, length: number): boolean {
  // hives of Windows 2000 and older keep long data in one cell
  return length > segmentBytes && cell.length < length && cell.read(0, 2).latin1(0, 2) === 'db';
}

/**
 * The data put together.
 * @param length was checked against the bins by the caller.
 * @throws FormatError when there are too few segments, or one does not lie within its cell.
 */
export function readBigData(bins: Bins, cell: Cell, length: number): Uint8Array {
  const count = Math.ceil(length / segmentBytes);
  const header = cell.read(0, 8);
  const list = openCell(bins, header.u32le(4), 'big data list').read(0, 4 * header.u16le(2));
  const segments = Array.from({ length: count }, (_, i) => {
    const segment = openCell(bins, list.u32le(4 * i), 'data segment');
    const part = Math.min(segmentBytes, length - i * segmentBytes);
    return { segment, part };
  });
  const data = new Uint8Array(length);
  segments.forEach(({ segment, part }, i) => {
    data.set(segment.bytes(0, part), i * segmentBytes);
  });
  return data;
}
