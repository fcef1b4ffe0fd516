// Where the bytes of a hive come from: a file read a few pages at a time, bytes in memory, or pages
// laid over one of them. It knows nothing of what the bytes mean.

/** Bytes that are read by position. Reading is synchronous. */
export interface PageSource {
  /** How many bytes there are. */
  readonly length: number;
  /**
   * The bytes at `offset`: `length` of them, or fewer at the end. May be a view into a cache: not to
   * be written to.
   * @throws FormatError where the medium gives the bytes no more.
   */
  read(offset: number, length: number): Uint8Array;
  close(): void;
}

/** The bytes themselves as a source. */
export function memoryPages(bytes: Uint8Array): PageSource {
  return {
    length: bytes.length,
    read: (offset, length) => bytes.subarray(offset, offset + length),
    close: () => undefined,
  };
}
