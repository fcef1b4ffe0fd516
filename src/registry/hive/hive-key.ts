// A key of a hive as the collectors see it. It never throws for damage: what cannot be read is left
// out and told as a warning. It reads nothing before it is asked.
import { maskKeys } from '../../text/key-mask.js';
import { foldCase } from '../name-case.js';
import type { RegistryKey, RegistryValue } from '../registry.js';
import { noCell } from './cell.js';
import { type Damage, damageAt, type HiveWarnings } from './damage.js';
import type { Bins } from './hive-bin.js';
import { type KeyNode, readKeyNode } from './key-node.js';
import { readKeyValue, type KeyValue } from './key-value.js';
import type { ListOwners } from './list-owners.js';
import { wantedName } from './name.js';
import { noSubkeys, readSubkeyList, type SubkeyList } from './subkey-list.js';
import { findSubkey } from './subkey-search.js';
import { readValueData } from './value-data.js';
import { readValueList } from './value-list.js';

/** Windows allows for no deeper keys. */
const deepestKey = 512;

/** Long enough to be kept. */
const longList = 1024;
/** How many subkeys can be looked through in the time of one read. */
const lookedThroughPerUnit = 64;
/** How much of a path or a name a warning tells. */
const longestTold = 400;

/** What all keys of one hive share. */
export interface HiveContext {
  readonly bins: Bins;
  readonly warnings: HiveWarnings;
  /**
   * Which key each key node handed out belongs to: the one that listed it first. So no key appears
   * twice, and none below itself, whatever the lists say.
   */
  readonly parents: Map<number, number>;
  readonly lists: ListOwners;
  /** Those that take long to read, by their key; `lists` bounds what they are together. */
  readonly longLists: Map<number, SubkeyList>;
}

interface KeyPlace {
  readonly path: string;
  readonly depth: number;
}

/**
 * The root key.
 * @throws FormatError when there is no key node at `cell`.
 */
export function rootKey(context: HiveContext, cell: number): RegistryKey {
  const node = readKeyNode(context.bins, cell);
  context.parents.set(cell, noCell);
  return hiveKey(context, node, { path: '', depth: 0 });
}

function hiveKey(context: HiveContext, node: KeyNode, place: KeyPlace): RegistryKey {
  const { bins, warnings } = context;
  const damage = damageAt(warnings, place.path, 'damaged-hive');
  const child = (found: KeyNode | null): RegistryKey | null => {
    if (found === null || !isOwnChild(context, node, found, damage)) return null;
    const path = place.path === '' ? found.name : `${place.path}\\${found.name}`;
    return hiveKey(context, found, { path: shortened(path), depth: place.depth + 1 });
  };
  let listed: SubkeyList | null = null;
  const list = (): SubkeyList => (listed ??= subkeyList(context, node, place, damage));
  const read = (cell: number): KeyNode | null => damage.salvage(() => readKeyNode(bins, cell));
  const data = (value: KeyValue): RegistryValue | null => {
    const name = value.name === '' ? '(default)' : shortened(value.name);
    const where = `${place.path}, value ${name}`;
    const bytes = damageAt(warnings, where, 'value-unreadable').salvage(() =>
      readValueData(bins, value),
    );
    return bytes === null ? null : { name: value.name, type: value.type, data: bytes };
  };

  return {
    name: node.name,
    subkey: (path) => {
      const [first = '', ...rest] = path.split('\\');
      const found = child(findSubkey(list(), wantedName(first), read));
      return found === null || rest.length === 0 ? found : found.subkey(rest.join('\\'));
    },
    *subkeys() {
      // a key node that comes again is left out
      for (const cell of new Set(list().cells)) {
        const subkey = child(read(cell));
        if (subkey !== null) yield subkey;
      }
    },
    value: (name) => {
      const wanted = foldCase(name);
      for (const value of keyValues(bins, node, damage)) {
        const isWanted = value.name.length === wanted.length && foldCase(value.name) === wanted;
        if (isWanted) return data(value);
      }
      return null;
    },
    *values() {
      for (const value of keyValues(bins, node, damage)) {
        const whole = data(value);
        if (whole !== null) yield whole;
      }
    },
  };
}

function subkeyList(
  context: HiveContext,
  node: KeyNode,
  place: KeyPlace,
  damage: Damage,
): SubkeyList {
  if (node.subkeyCount === 0 || node.subkeyList === noCell) return noSubkeys;
  if (place.depth === deepestKey) {
    damage.add(`keys more than ${deepestKey} deep are not read`);
    return noSubkeys;
  }
  const { bins, lists, longLists } = context;
  const known = longLists.get(node.cell);
  if (known !== undefined) return damage.salvage(() => looked(bins, known)) ?? noSubkeys;
  const list = readSubkeyList({ bins, lists, key: node.cell, damage }, node.subkeyList);
  if (list.cells.length >= longList) longLists.set(node.cell, list);
  return list;
}

/** A list that is looked through again. */
function looked(bins: Bins, list: SubkeyList): SubkeyList {
  bins.spend(list.cells.length / lookedThroughPerUnit);
  return list;
}

function isOwnChild(
  { parents }: HiveContext,
  node: KeyNode,
  found: KeyNode,
  damage: Damage,
): boolean {
  const parent = parents.get(found.cell) ?? node.cell;
  parents.set(found.cell, parent);
  if (parent !== node.cell)
    damage.add(`its subkey ${shortened(found.name)} belongs to another key`);
  return parent === node.cell;
}

/** For warnings, which nobody reads to the end of a megabyte. The cut must not make half a key of one. */
function shortened(text: string): string {
  return text.length <= longestTold ? text : `...${maskKeys(text).slice(-longestTold)}`;
}

function* keyValues(bins: Bins, node: KeyNode, damage: Damage): Generator<KeyValue> {
  for (const cell of readValueList(bins, node, damage)) {
    const value = damage.salvage(() => readKeyValue(bins, cell));
    if (value !== null) yield value;
  }
}
