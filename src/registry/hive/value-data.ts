// The data of a value: in the key value itself, in a cell of its own, or in segments (big-data.ts).
// Source: msuhanov/regf, "Data size".
import { FormatError } from '../../bytes.js';
import { baseBlockBytes } from './base-block.js';
import { isBigData, readBigData } from './big-data.js';
import { openCell } from './cell.js';
import type { Bins } from './hive-bin.js';
import type { KeyValue } from './key-value.js';

const isInlineFlag = 0x80000000;
const longestInlineBytes = 4;
/** Nothing that this program looks for comes near it; what claims more is not read. */
const longestValueBytes = 16 * 1024 * 1024;

/**
 * A copy of the value's data.
 * @throws FormatError when it does not lie within its cells, or is longer than the bins or 16 MiB.
 */
export function readValueData(bins: Bins, value: KeyValue): Uint8Array {
  const length = value.dataSize % isInlineFlag;
  if (value.dataSize >= isInlineFlag) return inlineData(value, length);
  if (length === 0) return new Uint8Array(0);
  const most = Math.min(bins.length, longestValueBytes);
  if (length > most) throw dataError(value, `at most ${most} bytes of data`, `${length}`);
  const cell = openCell(bins, value.dataOffset, 'value data');
  if (isBigData(cell, length)) return readBigData(bins, cell, length);
  return cell.bytes(0, length).slice();
}

function inlineData(value: KeyValue, length: number): Uint8Array {
  if (length > longestInlineBytes) {
    throw dataError(value, `at most ${longestInlineBytes} bytes inline`, `${length}`);
  }
  const field = new Uint8Array(longestInlineBytes);
  new DataView(field.buffer).setUint32(0, value.dataOffset, true);
  return field.slice(0, length);
}

function dataError(value: KeyValue, expected: string, actual: string): FormatError {
  const offset = baseBlockBytes + value.cell;
  return new FormatError('value data', { offset, expected, actual });
}
