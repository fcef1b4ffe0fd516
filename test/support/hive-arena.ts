// The space that the hive writer fills: hive bins holding cells one after the other, in one growing
// piece of memory. It knows bins and cells of the msuhanov/regf specification, not what is in them.

const baseBlockBytes = 4096;
const binAlignmentBytes = 4096;
const binHeaderBytes = 32;

/** Cells are named by their offset relative to the first bin, as inside a hive. */
export interface HiveArena {
  /** A new cell in use with room for `length` zeroed bytes of data. */
  allocate(length: number): number;
  u16(cell: number, offset: number, value: number): void;
  u32(cell: number, offset: number, value: number): void;
  /** Copies bytes into the cell's data. */
  put(cell: number, offset: number, data: Uint8Array): void;
  /** Copies one-byte characters into the cell's data. */
  ascii(cell: number, offset: number, text: string): void;
  /** The base block's room and all bins; nothing may be allocated after it. */
  finish(): Uint8Array;
}

/** An empty arena. */
export function hiveArena(): HiveArena {
  let bytes = new Uint8Array(64 * 1024);
  let view = new DataView(bytes.buffer);
  let at = baseBlockBytes;
  let binEnd = baseBlockBytes;

  const grow = (length: number): void => {
    if (length <= bytes.length) return;
    const larger = new Uint8Array(Math.max(length, 2 * bytes.length));
    larger.set(bytes);
    bytes = larger;
    view = new DataView(bytes.buffer);
  };
  const closeBin = (): void => {
    // what is left of a bin is one cell that is not in use: its size is positive
    if (at < binEnd) view.setInt32(at, binEnd - at, true);
    at = binEnd;
  };
  const openBin = (cellBytes: number): void => {
    closeBin();
    const size = alignUp(binHeaderBytes + cellBytes, binAlignmentBytes);
    grow(at + size);
    binEnd = at + size;
    bytes.set([0x68, 0x62, 0x69, 0x6e], at);
    view.setUint32(at + 4, at - baseBlockBytes, true);
    view.setUint32(at + 8, size, true);
    at += binHeaderBytes;
  };
  const dataAt = (cell: number, offset: number): number => baseBlockBytes + cell + 4 + offset;

  return {
    allocate: (length) => {
      const size = alignUp(4 + length, 8);
      if (at + size > binEnd) openBin(size);
      view.setInt32(at, -size, true);
      at += size;
      return at - size - baseBlockBytes;
    },
    u16: (cell, offset, value) => {
      view.setUint16(dataAt(cell, offset), value, true);
    },
    u32: (cell, offset, value) => {
      view.setUint32(dataAt(cell, offset), value, true);
    },
    put: (cell, offset, data) => {
      bytes.set(data, dataAt(cell, offset));
    },
    ascii: (cell, offset, text) => {
      const start = dataAt(cell, offset);
      for (let i = 0; i < text.length; i += 1) bytes[start + i] = text.charCodeAt(i);
    },
    finish: () => {
      closeBin();
      return bytes.subarray(0, binEnd);
    },
  };
}

function alignUp(length: number, alignment: number): number {
  return Math.ceil(length / alignment) * alignment;
}
