// Collector: an offline Windows, named by its disk's root, its Windows folder or the folder with its
// hives, with what lies beside it; or setup media and recovery partitions, which have a key but no
// Windows. One hive that is missing or unreadable is a warning; the rest is read.
import { dirname } from 'node:path';
import { answersInRoot } from './answer-files.js';
import type { CollectContext, Collection, Collector } from '../collector.js';
import { openConfigHives } from './config-hives.js';
import type { ConfinedSearch } from '../files/confined-folder.js';
import { hibernationWarnings } from './hibernation.js';
import { type OpenHives, openHives } from './hive-registry.js';
import { readSurroundings } from './surroundings.js';
import { setupSnapshot } from './setup-snapshot.js';
import { noUserHives, openUserHives } from './user-hives.js';
import { type ConfigFolder, findConfigFolders } from './windows-folders.js';
import { readWindows } from '../../windows/windows-snapshot.js';

/** Reads every Windows on a disk or in a folder. */
export const windowsDisk: Collector = {
  name: 'windows-disk',
  collect: async ({ path, kind }, context) => {
    if (kind !== 'folder') return null;
    const { folders, search } = await findConfigFolders(path);
    const readings: Collection[] = [];
    for (const [i, folder] of folders.entries()) {
      context.signal.throwIfAborted();
      // What is at the root of the disk is told of one Windows only.
      const root = i === 0 && folder.windows !== path ? path : null;
      readings.push(await readFolder(search, { folder, root }, context));
    }
    if (folders.length === 0) {
      const media = await readMedia(search, path, context);
      if (media === null) return null;
      readings.push(media);
    }
    return {
      findings: readings.flatMap((reading) => reading.findings),
      warnings: [...search.warnings, ...readings.flatMap((reading) => reading.warnings)],
    };
  },
};

async function readFolder(
  search: ConfinedSearch,
  where: { readonly folder: ConfigFolder; readonly root: string | null },
  context: CollectContext,
): Promise<Collection> {
  const hives = openHives();
  try {
    return await readOpen(search, { ...where, hives }, context);
  } finally {
    hives.close();
  }
}

async function readOpen(
  search: ConfinedSearch,
  where: {
    readonly folder: ConfigFolder;
    readonly root: string | null;
    readonly hives: OpenHives;
  },
  { now, products }: CollectContext,
): Promise<Collection> {
  const { folder, root, hives } = where;
  const { failure, warnings, ...opened } = openConfigHives(hives, folder);
  // With neither hive there is nothing to go on with: the first failure is the answer.
  if (failure !== null) throw failure;
  const { windows, earlier } = folder;
  const people = root === null ? noUserHives : await openUserHives(search, dirname(windows), hives);
  const registry = { ...opened.registry, users: people.users };
  const beside = await readSurroundings(search, { windows, root, earlier }, hives);
  const asleep = root === null ? [] : await hibernationWarnings(search, root, registry);
  const reading = readWindows(registry, { collector: windowsDisk.name, now, beside, products });
  return {
    findings: [{ snapshot: reading.snapshot, origin: 'elsewhere', source: windows }],
    warnings: [
      ...asleep,
      ...warnings,
      ...people.warnings,
      ...beside.warnings,
      ...hives.warnings(),
      ...reading.warnings,
    ],
  };
}

/** Setup media and recovery partitions: null without a key. */
async function readMedia(
  search: ConfinedSearch,
  path: string,
  { now }: CollectContext,
): Promise<Collection | null> {
  const { answers, warnings } = await answersInRoot(search, path);
  if (answers.length === 0) return null;
  const snapshot = setupSnapshot(answers, { collector: windowsDisk.name, now });
  return { findings: [{ snapshot, origin: 'elsewhere', source: path }], warnings };
}
