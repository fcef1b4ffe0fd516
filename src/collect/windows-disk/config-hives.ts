// The two hives of an offline Windows, opened together. For one that is missing or unreadable there may
// be a copy that Windows made; else it is a warning, and what is lost without it is said there.
import { FormatError } from '../../bytes.js';
import { VaultError } from '../../errors.js';
import { type Warning, warning } from '../../record/warning.js';
import type { OpenHives } from './hive-registry.js';
import type { Registry, RegistryKey } from '../../registry/registry.js';
import type { ConfigFolder, HiveFiles } from './windows-folders.js';

/** What could be opened. */
export interface ConfigHives {
  readonly registry: Registry;
  /** Why nothing could be opened; null where one hive or both are there. */
  readonly failure: VaultError | null;
  readonly warnings: readonly Warning[];
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
  readonly warnings: readonly Warning[];
}

type HiveName = keyof HiveFiles;

/** The hive, or where it is not there or broken, the copy that Windows made of it. */
function openHiveFile(hives: OpenHives, folder: ConfigFolder, name: HiveName): OpenedHive {
  const { [name]: path, copies, windows } = folder;
  const own = path === null ? noFile(windows) : openOne(hives, path);
  if (own.root !== null) return own;
  const copy = copies[name];
  const copied = copy === null ? null : openOne(hives, copy);
  const instead = copied?.root == null ? missing[name] : `The copy in RegBack ${copyWords}`;
  const warnings = own.warnings.map(({ code, message, location }) =>
    warning(code, `${message}. ${instead}`, location),
  );
  return { ...own, root: copied?.root ?? null, warnings };
}

function openOne(hives: OpenHives, path: string): OpenedHive {
  try {
    return { root: hives.open(path).root, failure: null, warnings: [] };
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    const code = error instanceof FormatError ? 'damaged-hive' : 'hive-unreadable';
    const { message } = error;
    return { root: null, failure: error, warnings: [warning(code, message, path)] };
  }
}

function noFile(windows: string): OpenedHive {
  const isMissing = warning('hive-missing', 'a registry hive is missing', windows);
  return { root: null, failure: null, warnings: [isMissing] };
}

const copyWords = 'is read instead: what Windows changed since then is missing.';

/** What is not known without each of the hives. */
const missing = {
  software: 'Without the SOFTWARE hive the installed Windows and its key cannot be read.',
  system: 'Without the SYSTEM hive the name of the PC and keys from before upgrades are not known.',
} as const;
