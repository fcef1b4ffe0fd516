// The two hives of an offline Windows, opened together. One that is missing or unreadable is a
// warning; what is lost without it is said there.
import { FormatError } from '../bytes.js';
import { VaultError } from '../errors.js';
import type { CollectWarning } from './collector.js';
import type { OpenHives } from './hive-registry.js';
import type { Registry, RegistryKey } from './registry.js';
import type { ConfigFolder } from './windows-folders.js';

/** What could be opened. */
export interface ConfigHives {
  readonly registry: Registry;
  /** Why nothing could be opened; null where one hive or both are there. */
  readonly failure: VaultError | null;
  readonly warnings: readonly CollectWarning[];
}

/** Opens the hives of a folder; whoever made `hives` closes them. */
export function openConfigHives(hives: OpenHives, folder: ConfigFolder): ConfigHives {
  const software = openHiveFile(hives, folder, 'software');
  const system = openHiveFile(hives, folder, 'system');
  const isNone = software.root === null && system.root === null;
  return {
    registry: { software: software.root, system: system.root, users: [] },
    failure: isNone ? (software.failure ?? system.failure) : null,
    warnings: [...software.warnings, ...system.warnings],
  };
}

interface OpenedHive {
  readonly root: RegistryKey | null;
  readonly failure: VaultError | null;
  readonly warnings: readonly CollectWarning[];
}

function openHiveFile(
  hives: OpenHives,
  folder: ConfigFolder,
  kind: 'software' | 'system',
): OpenedHive {
  const path = folder[kind];
  if (path === null) {
    const warning = { code: 'hive-missing', message: missing[kind], location: folder.windows };
    return { root: null, failure: null, warnings: [warning] };
  }
  try {
    return { root: hives.open(path).root, failure: null, warnings: [] };
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    const code = error instanceof FormatError ? 'damaged-hive' : 'hive-unreadable';
    const warning = { code, message: `${error.message}. ${missing[kind]}`, location: path };
    return { root: null, failure: error, warnings: [warning] };
  }
}

/** What is not known without each of the hives. */
const missing = {
  software: 'Without the SOFTWARE hive the installed Windows and its key cannot be read.',
  system: 'Without the SYSTEM hive the name of the PC and keys from before upgrades are not known.',
} as const;
