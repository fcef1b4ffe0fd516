// Listing folders as Windows and Node need it. A volume without a drive letter is named
// `\\?\Volume{GUID}\`, and only with the backslash at its end: without it the name is that of the device
// (Microsoft Learn, "Naming a Volume"). Node takes that backslash away before it asks Windows, in every
// call of Node 20 and in all but readdir later on. So the root itself is never asked for: what may lie in
// it is asked for by name. Also, readdir('M:\\') says ENOENT where M: stands for a folder or a network
// drive (nodejs/node issue 58970).
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCode } from '../../errors.js';

/** What is in a folder. */
export interface FolderEntry {
  readonly name: string;
  isSymbolicLink(): boolean;
}

/** Whether the path is the root of a Windows volume by the volume's own name. */
export function isVolumeRoot(path: string): boolean {
  return /^\\\\\?\\Volume\{[0-9a-f-]{36}\}\\?$/i.test(path);
}

/**
 * What the folder holds of these names, whatever their case.
 * @throws the system's error where it cannot be listed.
 */
export async function entriesNamed(
  folder: string,
  names: readonly string[],
): Promise<FolderEntry[]> {
  const wanted = new Map(names.toReversed().map((name) => [name.toLowerCase(), name]));
  if (isVolumeRoot(folder)) return askedByName(folder, wanted.values());
  const entries = await readdir(listable(folder), { withFileTypes: true });
  return entries.filter((entry) => wanted.has(entry.name.toLowerCase()));
}

/** Windows finds a name in any case; how it is written on the disk is not known then. */
async function askedByName(root: string, names: Iterable<string>): Promise<FolderEntry[]> {
  const found: FolderEntry[] = [];
  for (const name of names) {
    const stats = await lstat(join(root, name)).catch(ifMissing);
    if (stats !== undefined) found.push({ name, isSymbolicLink: () => stats.isSymbolicLink() });
  }
  return found;
}

/** The path as readdir takes it. */
export function listable(folder: string): string {
  return /^[a-z]:\\$/i.test(folder) ? `${folder}.` : folder;
}

function ifMissing(error: unknown): undefined {
  if (systemCode(error) !== 'ENOENT') throw error;
}
