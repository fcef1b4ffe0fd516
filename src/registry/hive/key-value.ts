// The key value (vk): one value's name, type and where its data is. Source: msuhanov/regf, "Key value".
import { openCell, readFields } from './cell.js';
import type { Bins } from './hive-bin.js';
import { readName } from './name.js';

const fixedBytes = 20;
const isOneByteFlag = 1;

/** One value as stored; the data is not read or checked yet. */
export interface KeyValue {
  readonly cell: number;
  readonly name: string;
  readonly type: number;
  /** With the top bit that says that the data is in the offset field itself. */
  readonly dataSize: number;
  readonly dataOffset: number;
}

/**
 * The key value in a cell.
 * @throws FormatError when there is none, or its name is longer than the cell.
 */
export function readKeyValue(bins: Bins, offset: number): KeyValue {
  const cell = openCell(bins, offset, 'key value');
  const value = readFields(cell, { signature: 'vk', length: fixedBytes, what: 'key value' });
  const isOneByte = (value.u16le(16) & isOneByteFlag) !== 0;
  return {
    cell: offset,
    name: readName(cell, { at: fixedBytes, length: value.u16le(2), isOneByte }),
    type: value.u32le(12),
    dataSize: value.u32le(4),
    dataOffset: value.u32le(8),
  };
}
