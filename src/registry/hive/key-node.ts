// The key node (nk): one key with its name and the places of its lists. Source: msuhanov/regf, "Key
// node".
import { openCell, readFields } from './cell.js';
import type { Bins } from './hive-bin.js';
import { readName } from './name.js';

const fixedBytes = 76;
const isOneByteFlag = 0x20;
/** Windows keeps a handle where the count of values would be; such a key has none. */
const isHandleFlag = 0x40;

/** One key as stored. Offsets are relative to the first bin and not checked yet. */
export interface KeyNode {
  readonly cell: number;
  readonly name: string;
  readonly subkeyCount: number;
  readonly subkeyList: number;
  readonly valueCount: number;
  readonly valueList: number;
}

/**
 * The key node in a cell.
 * @throws FormatError when there is none, or its name is longer than the cell.
 */
export function readKeyNode(bins: Bins, offset: number): KeyNode {
  const cell = openCell(bins, offset, 'key node');
  const node = readFields(cell, { signature: 'nk', length: fixedBytes, what: 'key node' });
  const flags = node.u16le(2);
  const isOneByte = (flags & isOneByteFlag) !== 0;
  return {
    cell: offset,
    name: readName(cell, { at: fixedBytes, length: node.u16le(72), isOneByte }),
    subkeyCount: node.u32le(20),
    subkeyList: node.u32le(28),
    valueCount: (flags & isHandleFlag) === 0 ? node.u32le(36) : 0,
    valueList: node.u32le(40),
  };
}
