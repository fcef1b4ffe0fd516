// The volumes of a Mac: what is mounted shows as a folder in /Volumes. The one that the system runs from
// is a link there. macOS mounts NTFS by itself, read-only, and BitLocker not at all.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { MountedVolume } from './volume.js';

/** @param folder `/Volumes` unless told. */
export async function macVolumes(folder = '/Volumes'): Promise<MountedVolume[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  // Hidden ones are Time Machine's, with the Mac's own files.
  const names = entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name);
  return names.sort().map((name) => {
    const root = join(folder, name);
    return { root, device: null, type: null, name: root };
  });
}
