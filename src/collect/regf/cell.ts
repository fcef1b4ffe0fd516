// The cell: a signed size (negative when in use) and data. Every structure of a hive lies in one, and
// every read of it is checked against the cell that holds it. Source: msuhanov/regf, "Cell".
import { type ByteReader, byteReader, FormatError } from '../../bytes.js';
import { baseBlockBytes } from './base-block.js';
import { binHeaderBytes, type Bins } from './hive-bin.js';

const sizeFieldBytes = 4;
const alignmentBytes = 8;

/** In an offset field: points nowhere. */
export const noCell = 0xffffffff;

/** A cell in use. Nothing of its data has been read yet. */
export interface Cell {
  /** Relative to the first bin. */
  readonly offset: number;
  /** How many bytes of data it holds. */
  readonly length: number;
  /**
   * Part of its data.
   * @throws FormatError when the part does not lie within the cell.
   */
  read(at: number, length: number): ByteReader;
}

/**
 * The cell at an offset.
 * @param what the structure that is looked for, for errors: "key node".
 * @throws FormatError when the offset lies outside of the bins or is misaligned, or the cell there is
 * not in use or reaches past the bins.
 */
export function openCell(bins: Bins, offset: number, what: string): Cell {
  const start = baseBlockBytes + offset;
  const isInside = offset >= binHeaderBytes && offset + alignmentBytes <= bins.length;
  if (!isInside || offset % alignmentBytes !== 0) {
    const expected = `an aligned offset within ${bins.length} bytes of bins`;
    throw new FormatError(what, { offset: start, expected, actual: `offset ${offset}` });
  }
  const size = byteReader(bins.pages.read(start, sizeFieldBytes), what).i32le(0);
  const isWhole = -size >= alignmentBytes && offset - size <= bins.length;
  if (!isWhole || size % alignmentBytes !== 0) {
    const expected = 'the negative size of a cell in use';
    throw new FormatError(what, { offset: start, expected, actual: `a size of ${size}` });
  }
  return {
    offset,
    length: -size - sizeFieldBytes,
    read: (at, length) => {
      if (at + length > -size - sizeFieldBytes) {
        const expected = `${length} bytes within the cell`;
        const actual = `${Math.max(0, -size - sizeFieldBytes - at)} bytes`;
        throw new FormatError(what, { offset: start + sizeFieldBytes + at, expected, actual });
      }
      return byteReader(bins.pages.read(start + sizeFieldBytes + at, length), what);
    },
  };
}

/**
 * Checks the two letters that a structure begins with.
 * @throws FormatError when others stand there.
 */
export function expectSignature(cell: Cell, signature: string, what: string): void {
  const actual = cell.read(0, 2).latin1(0, 2);
  if (actual === signature) return;
  const offset = baseBlockBytes + cell.offset + sizeFieldBytes;
  throw new FormatError(what, {
    offset,
    expected: `"${signature}"`,
    actual: JSON.stringify(actual),
  });
}
