// Sets up a folder as a place: makes it, refuses one that something else lives in, marks it, and puts
// the page for people into it. Records are directory/records.ts's concern.
import { dirname, resolve } from 'node:path';
import { systemCode } from '../../errors.js';
import { judgeContents, unmarkedFolder } from './contents.js';
import type { DirectoryEffects, FolderEntry } from './file-system.js';
import { type HeldFolder, inHeld } from './held-folder.js';
import { markFolder, readMarker } from './marker.js';
import { ensureReadme } from './readme.js';
import { findFolder, type FoundFolder, type SoughtFolder } from './search.js';
import { TargetError } from '../target.js';

/**
 * Sets up the folder, or takes it up when it was set up before; resolves to where it is and its id.
 * Only the last part of the path is created. Backups that lie there without a marker are taken up
 * too. Two at once agree on one id.
 * @throws TargetError `WRONG_TARGET` when other files are in it; the system's own errors.
 */
export async function setUpFolder(
  effects: DirectoryEffects,
  sought: SoughtFolder,
  signal: AbortSignal,
): Promise<FoundFolder> {
  signal.throwIfAborted();
  if (sought.id !== undefined) return findMarked(effects, { ...sought, id: sought.id }, signal);
  const folder = resolve(sought.path);
  await makeIfAbsent(effects, folder);
  const id = await inHeld(effects.fileSystem, folder, (held) => idOf(effects, held, signal));
  return { folder, id };
}

/** A place by its id, which it gets back where its marker was lost. */
async function findMarked(
  effects: DirectoryEffects,
  sought: Required<SoughtFolder>,
  signal: AbortSignal,
): Promise<FoundFolder> {
  const { folder, isUnmarked } = await findFolder(effects, sought, signal);
  if (isUnmarked !== true) return { folder, id: sought.id };
  return inHeld(effects.fileSystem, folder, async (held) => {
    await held.check();
    const id = await markFolder({ ...effects, randomId: () => sought.id }, held.path, signal);
    await ensureReadme(effects.fileSystem, held.path);
    return { folder, id };
  });
}

/** The id of a folder, which it is given if it has none yet. */
async function idOf(
  effects: DirectoryEffects,
  held: HeldFolder,
  signal: AbortSignal,
): Promise<string> {
  const { fileSystem } = effects;
  const entries = await fileSystem.entries(held.path);
  const marker = await readMarker(fileSystem, held.path);
  if (typeof marker === 'object') return marker.id;
  if (judgeContents(entries) === 'other') throw unmarkedFolder(held.shown, entries);
  signal.throwIfAborted();
  await held.check();
  const id = await markFolder(effects, held.path, signal);
  await ensureReadme(fileSystem, held.path);
  return id;
}

/**
 * Where a place that is still to be set up would lie: the folder while it is empty, or the one above
 * it while it is absent. Null when the folder was set up before.
 * @throws TargetError `WRONG_TARGET` when anything is in it; the system's own errors.
 */
export async function prospectiveFolder(
  { fileSystem }: DirectoryEffects,
  path: string,
): Promise<string | null> {
  const folder = resolve(path);
  if (typeof (await readMarker(fileSystem, folder)) === 'object') return null;
  const entries = await entriesOrAbsent(fileSystem, folder);
  if (entries === null) {
    const above = dirname(folder);
    if ((await entriesOrAbsent(fileSystem, above)) === null) throw parentMissing(folder);
    return above;
  }
  if (judgeContents(entries) !== 'empty') throw unmarkedFolder(folder, entries);
  return folder;
}

async function entriesOrAbsent(
  fileSystem: DirectoryEffects['fileSystem'],
  folder: string,
): Promise<readonly FolderEntry[] | null> {
  try {
    return await fileSystem.entries(folder);
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
    return null;
  }
}

async function makeIfAbsent({ fileSystem }: DirectoryEffects, folder: string): Promise<void> {
  if ((await entriesOrAbsent(fileSystem, folder)) !== null) return;
  try {
    await fileSystem.makeFolder(folder);
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT') throw parentMissing(folder, error);
    if (code !== 'EEXIST') throw error;
  }
  await fileSystem.syncFolder(dirname(folder));
}

function parentMissing(folder: string, cause?: unknown): TargetError {
  const above = dirname(folder);
  const message =
    above === folder
      ? `the drive ${folder} is not there`
      : `the folder ${above} is not there, so ${folder} cannot be made in it`;
  const hint = 'Plug in the stick or disk, or make that folder first.';
  return new TargetError('UNAVAILABLE', message, { hint, cause });
}
