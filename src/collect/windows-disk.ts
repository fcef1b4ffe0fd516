// Collector: an offline Windows, named by its disk's root, its Windows folder or the folder with its
// hives. One hive that is missing or unreadable is a warning; the rest is read.
import { stat } from 'node:fs/promises';
import { FormatError } from '../bytes.js';
import { VaultError } from '../errors.js';
import type {
  CollectContext,
  Collection,
  Collector,
  CollectWarning,
  Finding,
} from './collector.js';
import { type OpenHives, openHives } from './hive-registry.js';
import type { KeyConfigurations } from './pkeyconfig/key-configurations.js';
import { readConfigurations } from './pkeyconfig/pkeyconfig-files.js';
import type { RegistryKey } from './registry.js';
import { sourceError } from './source-error.js';
import { type ConfigFolder, findConfigFolders } from './windows-folders.js';
import { readWindows } from './windows/windows-snapshot.js';

/** Reads every Windows on a disk or in a folder. */
export const windowsDisk: Collector = {
  name: 'windows-disk',
  collect: async (path, context) => {
    const stats = await stat(path).catch((error: unknown) => {
      throw sourceError(error, path);
    });
    if (!stats.isDirectory()) return null;
    const { folders, search } = await findConfigFolders(path);
    if (folders.length === 0) return null;
    const readings: Collection[] = [];
    for (const folder of folders) {
      const { configurations, warnings } = await readConfigurations(search, folder.windows);
      const reading = readFolder(folder, { ...context, configurations });
      readings.push({ ...reading, warnings: [...warnings, ...reading.warnings] });
    }
    return {
      findings: readings.flatMap((reading) => reading.findings),
      warnings: [...search.warnings, ...readings.flatMap((reading) => reading.warnings)],
    };
  },
};

function readFolder(
  folder: ConfigFolder,
  context: CollectContext & { readonly configurations: KeyConfigurations },
): Collection {
  context.signal.throwIfAborted();
  const hives = openHives();
  try {
    const software = openHiveFile(hives, folder, 'software');
    const system = openHiveFile(hives, folder, 'system');
    // With neither there is nothing to go on with: the first failure is the answer.
    if (software.root === null && system.root === null) {
      throw software.failure ?? system.failure ?? new RangeError('a folder without hives');
    }
    const reading = readWindows(
      { software: software.root, system: system.root },
      { collector: windowsDisk.name, now: context.now, configurations: context.configurations },
    );
    const finding: Finding = {
      snapshot: reading.snapshot,
      origin: 'elsewhere',
      source: folder.windows,
    };
    const ofOpening = [...software.warnings, ...system.warnings];
    return {
      findings: [finding],
      warnings: [...ofOpening, ...hives.warnings(), ...reading.warnings],
    };
  } finally {
    hives.close();
  }
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
