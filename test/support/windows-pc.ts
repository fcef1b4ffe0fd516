// A Windows installation to be told what is in it, as keys of its two hives: for tests of collectors.
// It can be read from memory, or written to a folder as a disk.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { treeKey, type TreeKey } from '../../src/registry/registry-tree.js';
import type { Registry } from '../../src/registry/registry.js';
import {
  type HiveKeySpec,
  type HiveOptions,
  type HiveValueSpec,
  regSz,
  writeHive,
} from './hive-writer.js';

/** Paths below a hive's root and the values that are there. */
export type KeysByPath = Readonly<Record<string, readonly HiveValueSpec[]>>;

/** A PC by the content of its hives. */
export interface WindowsPc {
  readonly software: KeysByPath;
  readonly system: KeysByPath;
  /** Those of its users by their names. */
  readonly users?: Readonly<Record<string, KeysByPath>>;
}

export const currentVersion = 'Microsoft\\Windows NT\\CurrentVersion';

/** What every Windows 11 Pro has in CurrentVersion besides its keys. */
export const windows11Pro: readonly HiveValueSpec[] = [
  regSz('ProductName', 'Windows 10 Pro'),
  regSz('EditionID', 'Professional'),
  regSz('CurrentBuild', '26100'),
  regSz('ProductId', '00330-80000-00000-AA123'),
];

/** The PC's registry in memory. */
export function registryOf(pc: Partial<WindowsPc>): Registry {
  return {
    software: pc.software === undefined ? null : filled(pc.software),
    system: pc.system === undefined ? null : filled(pc.system),
    users: Object.entries(pc.users ?? {}).map(([name, keys]) => ({
      name: `HKU\\${name}`,
      root: filled(keys),
    })),
  };
}

/** Writes the PC's hives where a disk has them; the folder of the hives. */
export function writeDisk(
  root: string,
  pc: Partial<WindowsPc>,
  options: HiveOptions & { readonly folders?: readonly string[] } = {},
): string {
  const { folders = ['Windows', 'System32', 'config'], ...hiveOptions } = options;
  const config = join(root, ...folders);
  mkdirSync(config, { recursive: true });
  for (const hive of ['software', 'system'] as const) {
    const keys = pc[hive];
    if (keys === undefined) continue;
    writeFileSync(join(config, hive.toUpperCase()), hiveOf(keys, hiveOptions));
  }
  for (const [name, keys] of Object.entries(pc.users ?? {})) {
    const profile = join(root, 'Users', name);
    mkdirSync(profile, { recursive: true });
    writeFileSync(join(profile, 'NTUSER.DAT'), hiveOf(keys, hiveOptions));
  }
  return config;
}

/** A hive file of these keys. */
export function hiveOf(keys: KeysByPath, options: HiveOptions = {}): Uint8Array {
  return writeHive(specOf('ROOT', keys), options);
}

function specOf(name: string, keys: KeysByPath): HiveKeySpec {
  const below = new Map<string, Record<string, readonly HiveValueSpec[]>>();
  for (const [path, values] of Object.entries(keys)) {
    if (path === '') continue;
    const [first = '', ...rest] = path.split('\\');
    below.set(first, { ...below.get(first), [rest.join('\\')]: values });
  }
  const subkeys = [...below].map(([subkey, inner]) => specOf(subkey, inner));
  return { name, values: keys[''] ?? [], subkeys };
}

function filled(keys: KeysByPath): TreeKey {
  const root = treeKey('ROOT');
  for (const [path, values] of Object.entries(keys)) {
    const key = root.ensure(path);
    for (const value of values) key.set(value);
  }
  return root;
}
