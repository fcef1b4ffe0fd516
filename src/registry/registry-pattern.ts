// Registry paths with wildcards: `*` stands for any run of characters within one part. Here the keys and
// values that a pattern names are found; path-matcher.ts tells whether a path is one that a pattern names.
import { foldCase } from './name-case.js';
import type { RegistryKey, RegistryValue } from './registry.js';
import { namePattern } from './name-pattern.js';

/** A key that was found, and its path below the root that the search began at. */
export interface LocatedKey {
  readonly path: string;
  readonly key: RegistryKey;
}

/** Every key that a pattern names, in the order of the source. */
export type KeyFinder = (pattern: string) => Iterable<LocatedKey>;

/**
 * Finds keys below a root. What was looked up before is remembered, up to the first wildcard: hundreds of
 * programs have a place, and most makers have nothing in this registry, which is asked once for each.
 */
export function keyFinder(root: RegistryKey): KeyFinder {
  const known = new Map<string, LocatedKey | null>();
  const at = (path: string): LocatedKey | null => {
    if (path === '') return { path, key: root };
    const id = foldCase(path);
    const seen = known.get(id);
    if (seen !== undefined) return seen;
    const cut = path.lastIndexOf('\\');
    const parent = at(path.slice(0, Math.max(cut, 0)));
    const key = parent?.key.subkey(path.slice(cut + 1)) ?? null;
    const found = parent === null || key === null ? null : below(parent, key);
    known.set(id, found);
    return found;
  };
  return function* (pattern) {
    const star = pattern.indexOf('*');
    const cut = star === -1 ? pattern.length : pattern.lastIndexOf('\\', star);
    const start = at(pattern.slice(0, Math.max(cut, 0)));
    const rest = star === -1 ? [] : pattern.slice(cut + 1).split('\\');
    if (start !== null) yield* descend(start, rest);
  };
}

/** Every value of a key that the pattern names. */
export function* findValues(key: RegistryKey, pattern: string): Generator<RegistryValue> {
  if (!pattern.includes('*')) {
    const value = key.value(pattern);
    if (value !== null) yield value;
    return;
  }
  const expression = namePattern(pattern);
  for (const value of key.values()) if (expression.test(value.name)) yield value;
}

function* descend(from: LocatedKey, parts: readonly string[]): Generator<LocatedKey> {
  const [part, ...rest] = parts;
  if (part === undefined) {
    yield from;
    return;
  }
  for (const key of children(from.key, part)) yield* descend(below(from, key), rest);
}

function below(parent: LocatedKey, key: RegistryKey): LocatedKey {
  return { path: parent.path === '' ? key.name : `${parent.path}\\${key.name}`, key };
}

function* children(parent: RegistryKey, part: string): Generator<RegistryKey> {
  if (!part.includes('*')) {
    const child = parent.subkey(part);
    if (child !== null) yield child;
    return;
  }
  const expression = namePattern(part);
  for (const child of parent.subkeys()) if (expression.test(child.name)) yield child;
}
