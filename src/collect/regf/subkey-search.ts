// Finding one subkey by name among many. Hints of the list first; where they do not lead to it, the
// order of the list; where that is broken too, every key node. A key is never missed because one of
// these is wrong, and a key that is not there costs a few reads, not one for each of its siblings.
import type { KeyNode } from './key-node.js';
import { foldCase, type WantedName, wantedName } from './name.js';
import { couldBeNamed, type SubkeyEntry } from './subkey-list.js';

/** So few that reading each is no dearer than searching. */
const shortList = 32;

/** The key node of an entry, or null where it cannot be read. */
export type NodeReader = (entry: SubkeyEntry) => KeyNode | null;

/** The subkey of that name, or null when there is none. */
export function findSubkey(
  entries: readonly SubkeyEntry[],
  wanted: WantedName,
  read: NodeReader,
): KeyNode | null {
  const [likely, others] = partition(entries, (entry) => couldBeNamed(entry, wanted));
  const found = scan(likely, wanted, read);
  if (found !== null || others.length === 0) return found;
  if (others.length <= shortList) return scan(others, wanted, read);
  const searched = searchInOrder(entries, wanted, read);
  return searched === 'unsound' ? scan(others, wanted, read) : searched;
}

function scan(
  entries: readonly SubkeyEntry[],
  wanted: WantedName,
  read: NodeReader,
): KeyNode | null {
  for (const entry of entries) {
    const node = read(entry);
    if (node !== null && foldCase(node.name) === wanted.folded) return node;
  }
  return null;
}

/** Binary search. `unsound` when a node on the way shows that order or hints are not to be trusted. */
function searchInOrder(
  entries: readonly SubkeyEntry[],
  wanted: WantedName,
  read: NodeReader,
): KeyNode | 'unsound' | null {
  let low = 0;
  let high = entries.length - 1;
  let below = '';
  let above: string | null = null;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const entry = entries[middle];
    const node = entry === undefined ? null : read(entry);
    if (entry === undefined || node === null) return 'unsound';
    const name = wantedName(node.name);
    if (name.folded === wanted.folded) return node;
    const isInOrder = name.folded >= below && (above === null || name.folded <= above);
    if (!isInOrder || !couldBeNamed(entry, name)) return 'unsound';
    if (name.folded < wanted.folded) [low, below] = [middle + 1, name.folded];
    else [high, above] = [middle - 1, name.folded];
  }
  return null;
}

function partition<T>(items: readonly T[], belongs: (item: T) => boolean): [T[], T[]] {
  const inside: T[] = [];
  const outside: T[] = [];
  for (const item of items) (belongs(item) ? inside : outside).push(item);
  return [inside, outside];
}
