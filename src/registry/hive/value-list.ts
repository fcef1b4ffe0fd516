// The list of a key's values: nothing but the offsets of its key values. Source: msuhanov/regf, "Key
// values list".
import { FormatError } from '../../bytes.js';
import { baseBlockBytes } from './base-block.js';
import { openCell } from './cell.js';
import type { Damage } from './damage.js';
import type { Bins } from './hive-bin.js';
import type { KeyNode } from './key-node.js';

const elementBytes = 4;
/** How much of a long list is in memory at a time. */
const elementsAtATime = 1024;

/** Where a key's values are, each once; offsets are not checked. */
export function* readValueList(bins: Bins, node: KeyNode, damage: Damage): Generator<number> {
  if (node.valueCount === 0) return;
  const cell = damage.salvage(() => openCell(bins, node.valueList, 'value list'));
  if (cell === null) return;
  const count = Math.min(node.valueCount, Math.floor(cell.length / elementBytes));
  if (count < node.valueCount) {
    const at = { offset: baseBlockBytes + cell.offset, expected: `at most ${count} values` };
    damage.add(new FormatError('value list', { ...at, actual: `${node.valueCount}` }).message);
  }
  const seen = new Set<number>();
  for (let first = 0; first < count; first += elementsAtATime) {
    const length = Math.min(elementsAtATime, count - first);
    const part = damage.salvage(() => cell.read(first * elementBytes, length * elementBytes));
    // too much damage ends the list here as well
    if (part === null) return;
    for (let i = 0; i < length; i += 1) {
      const value = part.u32le(i * elementBytes);
      if (seen.has(value)) damage.add(`its value ${first + i} is listed twice`);
      else yield value;
      seen.add(value);
    }
  }
}
