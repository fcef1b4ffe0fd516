// The hive writer's key values: the list, the key value cells, and their data (inline, in a cell of
// its own, or as big data).
import type { HiveArena } from './hive-arena.js';
import { encodeName, type NameEncoding } from './hive-name.js';

/** The most that one data segment of a big data record holds. */
const segmentBytes = 16_344;
const inlineFlag = 0x80000000;

interface ValueSettings {
  readonly names: NameEncoding;
  readonly minorVersion: number;
}

interface Value {
  readonly name: string;
  readonly type: number;
  readonly data: Uint8Array;
}

/** Writes the values of one key; the cell of the list. */
export function writeValues(
  arena: HiveArena,
  values: readonly Value[],
  settings: ValueSettings,
): number {
  const list = arena.allocate(4 * values.length);
  values.forEach((value, i) => {
    arena.u32(list, 4 * i, writeValue(arena, value, settings));
  });
  return list;
}

function writeValue(arena: HiveArena, value: Value, settings: ValueSettings): number {
  const name = encodeName(value.name, settings.names);
  const cell = arena.allocate(20 + name.bytes.length);
  arena.ascii(cell, 0, 'vk');
  arena.u16(cell, 2, name.bytes.length);
  arena.u32(cell, 12, value.type);
  arena.u16(cell, 16, name.isOneByte && value.name !== '' ? 1 : 0);
  arena.put(cell, 20, name.bytes);
  const { length } = value.data;
  if (length <= 4) {
    arena.u32(cell, 4, (inlineFlag | length) >>> 0);
    arena.put(cell, 8, value.data);
    return cell;
  }
  const isBig = length > segmentBytes && settings.minorVersion > 3;
  arena.u32(cell, 4, length);
  arena.u32(cell, 8, isBig ? writeBigData(arena, value.data) : writeData(arena, value.data));
  return cell;
}

function writeData(arena: HiveArena, data: Uint8Array): number {
  const cell = arena.allocate(data.length);
  arena.put(cell, 0, data);
  return cell;
}

function writeBigData(arena: HiveArena, data: Uint8Array): number {
  const segments: number[] = [];
  for (let at = 0; at < data.length; at += segmentBytes) {
    // Windows gives the last segment a whole cell too, and other readers count on it
    const segment = arena.allocate(segmentBytes);
    arena.put(segment, 0, data.subarray(at, at + segmentBytes));
    segments.push(segment);
  }
  const list = arena.allocate(4 * segments.length);
  segments.forEach((segment, i) => {
    arena.u32(list, 4 * i, segment);
  });
  const cell = arena.allocate(8);
  arena.ascii(cell, 0, 'db');
  arena.u16(cell, 2, segments.length);
  arena.u32(cell, 4, list);
  return cell;
}
