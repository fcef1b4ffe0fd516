// The folder of one PC in that of a place: held while something is done in it, and nothing but a folder.
import { join } from 'node:path';
import { systemCode } from '../../errors.js';
import type { DirectoryFileSystem } from './file-system.js';
import type { HeldFolder } from './held-folder.js';

/** What `action` resolves to; null where the file or folder is not there. */
export async function unlessAbsent<T>(action: Promise<T>): Promise<T | null> {
  try {
    return await action;
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
    return null;
  }
}

/** What `work` makes of a PC's folder, held; null where there is none, but nothing or something else. */
export async function inTagFolder<T>(
  fileSystem: DirectoryFileSystem,
  folder: HeldFolder,
  tag: string,
  work: (tagFolder: HeldFolder) => Promise<T>,
): Promise<T | null> {
  let held: HeldFolder;
  try {
    held = await fileSystem.hold(join(folder.path, tag), { followsLink: false });
  } catch (error) {
    if (!['ENOENT', 'ENOTDIR', 'ELOOP'].includes(systemCode(error) ?? '')) throw error;
    return null;
  }
  try {
    return await work({ ...held, shown: join(folder.shown, tag) });
  } finally {
    await held.close();
  }
}
