// A registry in memory, filled value by value: what an export is read into. Names compare without
// case; a value set twice holds what was set last, as when an export is imported.
import { foldCase } from './name-case.js';
import type { RegistryKey, RegistryValue } from './registry.js';

/** A key that can be filled. */
export interface TreeKey extends RegistryKey {
  /** The key at a path below this one, made where there is none. */
  ensure(path: string): TreeKey;
  set(value: RegistryValue): void;
}

/** An empty key. */
export function treeKey(name: string): TreeKey {
  const subkeys = new Map<string, TreeKey>();
  const values = new Map<string, RegistryValue>();
  const child = (part: string): TreeKey => {
    const known = subkeys.get(foldCase(part));
    if (known !== undefined) return known;
    const made = treeKey(part);
    subkeys.set(foldCase(part), made);
    return made;
  };
  const key: TreeKey = {
    name,
    subkey: (path) => {
      const [first = '', ...rest] = path.split('\\');
      const found = subkeys.get(foldCase(first)) ?? null;
      return rest.length === 0 ? found : (found?.subkey(rest.join('\\')) ?? null);
    },
    subkeys: () => subkeys.values(),
    value: (wanted) => values.get(foldCase(wanted)) ?? null,
    values: () => values.values(),
    ensure: (path) => {
      const [first = '', ...rest] = path.split('\\');
      return rest.length === 0 ? child(first) : child(first).ensure(rest.join('\\'));
    },
    set: (value) => {
      values.set(foldCase(value.name), value);
    },
  };
  return key;
}
