import { describe, expect, it } from 'vitest';
import { FormatError } from '../../../src/bytes.js';
import { readDirtyVector } from '../../../src/registry/hive/dirty-vector.js';
import { memoryPages } from '../../../src/registry/hive/page-source.js';

const sector = 512;

/** A log whose base block is left out: only the bits are looked at, and how long it is. */
function logOf(bits: readonly number[], sectors: number): ReturnType<typeof memoryPages> {
  const log = new Uint8Array((2 + sectors) * sector);
  log.set(bits, sector + 4);
  return memoryPages(log);
}

describe('a dirty vector', () => {
  it('gives neighbouring sectors together, one behind the other in the log', () => {
    const log = logOf([0b1000_0111, 0b0000_0001], 5);
    expect(readDirtyVector(log, 16 * sector)).toEqual([
      { offset: 0, length: 3 * sector, logOffset: 2 * sector },
      { offset: 7 * sector, length: 2 * sector, logOffset: 5 * sector },
    ]);
  });

  it('ignores bits behind the end of the bins', () => {
    expect(readDirtyVector(logOf([0xff], 2), 2 * sector)).toEqual([
      { offset: 0, length: 2 * sector, logOffset: 2 * sector },
    ]);
  });

  it('is refused where the log is too short for its sectors', () => {
    const read = () => readDirtyVector(logOf([0b101], 1), 8 * sector);
    expect(read).toThrow(FormatError);
    expect(read).toThrow('expected 1 dirty sectors, found a log of 1536 bytes');
  });
});
