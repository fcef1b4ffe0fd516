// The hive writer's subkey lists: index leaf (li), fast leaf (lf), hash leaf (lh), and the index root
// (ri) above them where a key has many subkeys.
import type { HiveArena } from './hive-arena.js';

/** The kinds of leaf. */
export type SubkeyListKind = 'lf' | 'lh' | 'li';

/** A subkey that was written. */
export interface SubkeyEntry {
  readonly name: string;
  readonly cell: number;
}

interface ListSettings {
  readonly subkeyList: SubkeyListKind;
  readonly subkeysPerList: number;
  readonly order: 'sorted' | 'as-given';
}

/** Writes the list or lists of one key's subkeys; the cell to point the key node at. */
export function writeSubkeyList(
  arena: HiveArena,
  entries: readonly SubkeyEntry[],
  settings: ListSettings,
): number {
  const ordered = settings.order === 'sorted' ? entries.toSorted(byUpperCaseName) : entries;
  if (ordered.length <= settings.subkeysPerList) {
    return writeLeaf(arena, ordered, settings.subkeyList);
  }
  const leaves: number[] = [];
  for (let at = 0; at < ordered.length; at += settings.subkeysPerList) {
    const part = ordered.slice(at, at + settings.subkeysPerList);
    leaves.push(writeLeaf(arena, part, settings.subkeyList));
  }
  const cell = arena.allocate(4 + 4 * leaves.length);
  arena.ascii(cell, 0, 'ri');
  arena.u16(cell, 2, leaves.length);
  leaves.forEach((leaf, i) => {
    arena.u32(cell, 4 + 4 * i, leaf);
  });
  return cell;
}

function writeLeaf(
  arena: HiveArena,
  entries: readonly SubkeyEntry[],
  kind: SubkeyListKind,
): number {
  const step = kind === 'li' ? 4 : 8;
  const cell = arena.allocate(4 + step * entries.length);
  arena.ascii(cell, 0, kind);
  arena.u16(cell, 2, entries.length);
  entries.forEach((entry, i) => {
    arena.u32(cell, 4 + step * i, entry.cell);
    if (kind === 'lh') arena.u32(cell, 8 + step * i, nameHash(entry.name));
    if (kind === 'lf') arena.ascii(cell, 8 + step * i, nameHint(entry.name));
  });
  return cell;
}

function nameHash(name: string): number {
  let hash = 0;
  for (let i = 0; i < name.length; i += 1) {
    // Windows has no upper case that is longer than one character: there ß stays ß
    const upper = name.charAt(i).toUpperCase();
    const unit = upper.length === 1 ? upper.charCodeAt(0) : name.charCodeAt(i);
    hash = (Math.imul(hash, 37) + unit) >>> 0;
  }
  return hash;
}

/** The first four characters; empty (NULs) where one of them does not fit into a byte. */
function nameHint(name: string): string {
  const start = name.slice(0, 4);
  return Array.from(start).every((character) => character.charCodeAt(0) < 256) ? start : '';
}

function byUpperCaseName(a: SubkeyEntry, b: SubkeyEntry): number {
  const [left, right] = [a.name.toUpperCase(), b.name.toUpperCase()];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
