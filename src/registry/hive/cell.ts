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
   * Part of its data; not to be written to.
   * @throws FormatError when the part does not lie within the cell.
   */
  bytes(at: number, length: number): Uint8Array;
  /** The same, for reading fields of it. */
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
  const length = -size - sizeFieldBytes;
  const bytes = (at: number, wanted: number): Uint8Array => {
    const from = start + sizeFieldBytes + at;
    const isInside = at + wanted <= length;
    const part = isInside ? bins.pages.read(from, wanted) : null;
    // a file may be cut off while it is read
    if (part?.length === wanted) return part;
    const actual = `${part?.length ?? Math.max(0, length - at)} bytes`;
    throw new FormatError(what, {
      offset: from,
      expected: `${wanted} bytes within the cell`,
      actual,
    });
  };
  return { offset, length, bytes, read: (at, wanted) => byteReader(bytes(at, wanted), what) };
}

/**
 * The fixed fields of a structure that begins with two letters.
 * @throws FormatError when others stand there, or the cell is too short.
 */
export function readFields(
  cell: Cell,
  { signature, length, what }: { readonly signature: string; length: number; what: string },
): ByteReader {
  const fields = cell.read(0, Math.min(length, cell.length));
  const actual = fields.latin1(0, 2);
  if (actual === signature) return fields.length === length ? fields : cell.read(0, length);
  throw new FormatError(what, {
    offset: baseBlockBytes + cell.offset + sizeFieldBytes,
    expected: `"${signature}"`,
    actual: JSON.stringify(actual),
  });
}
