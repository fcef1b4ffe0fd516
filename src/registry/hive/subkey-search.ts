// Finding one subkey by name among many. Hints of the list first; where they do not lead to it, the
// order of the list; where that is broken too, every key node. A key is never missed because one of
// these is wrong, and a key that is not there costs a few reads, not one for each of its siblings.
import { foldCase } from '../name-case.js';
import type { KeyNode } from './key-node.js';
import { type WantedName, wantedName } from './name.js';
import type { SubkeyList } from './subkey-list.js';

/** So few that reading each is no dearer than searching. */
const shortList = 32;

/** The key node in a cell, or null where it cannot be read. */
export type NodeReader = (cell: number) => KeyNode | null;

/** The subkey of that name, or null when there is none. */
export function findSubkey(list: SubkeyList, wanted: WantedName, read: NodeReader): KeyNode | null {
  const isLikely = (i: number): boolean => list.kinds[i] !== 'li' && couldBeNamed(list, i, wanted);
  const likely = scan(list, { wanted, read, where: isLikely });
  if (likely.found !== null || likely.read === list.cells.length) return likely.found;
  const others = { wanted, read, where: (i: number) => !isLikely(i) };
  if (list.cells.length - likely.read <= shortList) return scan(list, others).found;
  const searched = searchInOrder(list, wanted, read);
  return searched === 'unsound' ? scan(list, others).found : searched;
}

/** Reads those that `where` tells of one after the other, and how many it read. */
function scan(
  list: SubkeyList,
  search: { readonly wanted: WantedName; read: NodeReader; where: (i: number) => boolean },
): { readonly found: KeyNode | null; readonly read: number } {
  let read = 0;
  for (const [i, cell] of list.cells.entries()) {
    if (!search.where(i)) continue;
    read += 1;
    const node = search.read(cell);
    if (node !== null && isNamed(node, search.wanted)) return { found: node, read };
  }
  return { found: null, read };
}

/** Binary search. `unsound` when a node on the way shows that order or hints are not to be trusted. */
function searchInOrder(
  list: SubkeyList,
  wanted: WantedName,
  read: NodeReader,
): KeyNode | 'unsound' | null {
  let low = 0;
  let high = list.cells.length - 1;
  let below = '';
  let above: string | null = null;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const cell = list.cells[middle];
    const node = cell === undefined ? null : read(cell);
    if (node === null) return 'unsound';
    const name = wantedName(node.name);
    if (name.folded === wanted.folded) return node;
    const isInOrder = name.folded >= below && (above === null || name.folded <= above);
    if (!isInOrder || !couldBeNamed(list, middle, name)) return 'unsound';
    if (name.folded < wanted.folded) [low, below] = [middle + 1, name.folded];
    else [high, above] = [middle - 1, name.folded];
  }
  return null;
}

/** Folding keeps the length, and takes long for the long names of a hostile hive. */
function isNamed({ name }: KeyNode, { folded }: WantedName): boolean {
  return name.length === folded.length && foldCase(name) === folded;
}

/** Whether the hint allows for this name. A wrong hint may deny the name that is there. */
function couldBeNamed({ kinds, hints }: SubkeyList, i: number, wanted: WantedName): boolean {
  const hint = hints[i] ?? 0;
  if (kinds[i] === 'lh') return hint === wanted.hash;
  if (kinds[i] === 'lf') return wanted.folded.startsWith(foldCase(hintText(hint)));
  return true;
}

/** The up to four characters of an lf hint; empty where the name's do not fit into bytes. */
function hintText(hint: number): string {
  let text = '';
  for (let bits = hint; bits !== 0 && (bits & 0xff) !== 0; bits >>>= 8) {
    text += String.fromCharCode(bits & 0xff);
  }
  return text;
}
