// Registry paths with wildcards: `*` stands for any run of characters within one part. Used both ways:
// to find the keys that a pattern names, and to tell whether a path is one that a pattern names.
import type { RegistryKey, RegistryValue } from '../registry.js';

/** A key that was found, and its path below the root that the search began at. */
export interface LocatedKey {
  readonly path: string;
  readonly key: RegistryKey;
}

/** Every key that the pattern names, in the order of the source. */
export function* findKeys(root: RegistryKey, pattern: string): Generator<LocatedKey> {
  yield* descend({ path: '', key: root }, pattern.split('\\'));
}

/** Every value of a key that the pattern names. */
export function* findValues(key: RegistryKey, pattern: string): Generator<RegistryValue> {
  if (!pattern.includes('*')) {
    const value = key.value(pattern);
    if (value !== null) yield value;
    return;
  }
  const expression = wildcard(pattern);
  for (const value of key.values()) if (expression.test(value.name)) yield value;
}

/** A test for paths that one of the patterns names, whatever the case. */
export function pathMatcher(patterns: readonly string[]): (path: string) => boolean {
  const expression = new RegExp(`^(?:${patterns.map(source).join('|')})$`, 'i');
  return (path) => expression.test(path);
}

function* descend(from: LocatedKey, parts: readonly string[]): Generator<LocatedKey> {
  const [part, ...rest] = parts;
  if (part === undefined) {
    yield from;
    return;
  }
  for (const key of children(from.key, part)) {
    const path = from.path === '' ? key.name : `${from.path}\\${key.name}`;
    yield* descend({ path, key }, rest);
  }
}

function* children(parent: RegistryKey, part: string): Generator<RegistryKey> {
  if (!part.includes('*')) {
    const child = parent.subkey(part);
    if (child !== null) yield child;
    return;
  }
  const expression = wildcard(part);
  for (const child of parent.subkeys()) if (expression.test(child.name)) yield child;
}

function wildcard(pattern: string): RegExp {
  return new RegExp(`^${source(pattern)}$`, 'i');
}

function source(pattern: string): string {
  const literals = pattern.split('*');
  return literals.map((text) => text.replaceAll(/[\\^$.|?+()[\]{}]/g, '\\$&')).join('[^\\\\]*');
}
