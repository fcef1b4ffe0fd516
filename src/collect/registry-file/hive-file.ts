// Collector: one registry hive on its own, SOFTWARE, SYSTEM or a user's NTUSER.DAT, told by its content
// and not by its name: backups and rescued copies are called anything.
import { VaultError } from '../../errors.js';
import type { CollectContext, Collection, Collector, Source } from '../collector.js';
import { startsAsHive } from '../files/file-head.js';
import { hiveKind, openHives } from '../windows-disk/hive-registry.js';
import type { Registry, RegistryKey } from '../../registry/registry.js';
import { readWindows } from '../../windows/windows-snapshot.js';

/** Reads what a single hive says of its Windows. */
export const hiveFile: Collector = {
  name: 'hive-file',
  collect: (source, context) =>
    // A hive is read by calls that do not wait; what they throw is a rejection all the same.
    new Promise((resolve) => {
      resolve(startsAsHive(source.head) ? readHiveFile(source, context) : null);
    }),
};

function readHiveFile({ path, fd }: Source, { now, products }: CollectContext): Collection {
  const hives = openHives();
  try {
    const registry = asRegistry(hives.open(path, fd).root, path);
    const { snapshot, warnings } = readWindows(registry, {
      collector: hiveFile.name,
      now,
      products,
    });
    return {
      findings: [{ snapshot, origin: 'elsewhere', source: path }],
      warnings: [...hives.warnings(), ...warnings],
    };
  } finally {
    hives.close();
  }
}

function asRegistry(root: RegistryKey, path: string): Registry {
  const nothing: Registry = { software: null, system: null, users: [] };
  switch (hiveKind(root)) {
    case 'software':
      return { ...nothing, software: root };
    case 'system':
      return { ...nothing, system: root };
    case 'user':
      return { ...nothing, users: [{ name: 'HKCU', root }] };
    case null:
      throw new VaultError('SOURCE_UNKNOWN', `${path} is a registry hive, but of another kind`, {
        hint:
          'Windows keeps its keys in the hives SOFTWARE and SYSTEM, in Windows\\System32\\config, and ' +
          'programs some in the NTUSER.DAT of each user.',
      });
  }
}
