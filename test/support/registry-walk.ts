// Reads everything that can be reached from a registry key, as a test's view of it.
import type { RegistryKey } from '../../src/registry/registry.js';
import type { HiveKeySpec } from './hive-writer.js';

/** A key with all below it, as plain data that can be compared. */
export interface KeyPicture {
  readonly name: string;
  readonly values: readonly { readonly name: string; type: number; data: string }[];
  readonly subkeys: readonly KeyPicture[];
}

/** What a reader sees. */
export function pictureOf(key: RegistryKey): KeyPicture {
  return {
    name: key.name,
    values: Array.from(key.values(), (value) => ({
      name: value.name,
      type: value.type,
      data: Buffer.from(value.data).toString('hex'),
    })),
    subkeys: Array.from(key.subkeys(), pictureOf),
  };
}

/** What a reader should see of a hive written from this description, in the writer's order. */
export function pictureOfSpec(key: HiveKeySpec): KeyPicture {
  const subkeys = Array.from(key.subkeys ?? [], pictureOfSpec);
  return {
    name: key.name,
    values: (key.values ?? []).map(({ name, type, data }) => ({
      name,
      type,
      data: Buffer.from(data).toString('hex'),
    })),
    subkeys: subkeys.toSorted((a, b) => (a.name.toUpperCase() < b.name.toUpperCase() ? -1 : 1)),
  };
}

/** Every key's path below this one, depth first. */
export function* pathsBelow(key: RegistryKey, prefix = ''): Generator<string> {
  for (const subkey of key.subkeys()) {
    const path = `${prefix}${subkey.name}`;
    yield path;
    yield* pathsBelow(subkey, `${path}\\`);
  }
}
