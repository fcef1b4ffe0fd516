// Whether a folder lies on the volume that a reinstall wipes, or is gone with the next start.
// Sources: statfs names of file systems in mount(8).
import * as nativePath from 'node:path';
import type { MountedVolume } from './volume.js';

/** File systems that are gone with the next start of the PC. */
const volatileTypes = new Set(['tmpfs', 'ramfs', 'rootfs', 'overlay', 'aufs']);

/** Folders on the volume that holds the running system. */
export function systemRootsOfThisPc(): string[] {
  if (process.platform === 'win32') return [`${process.env['SystemDrive'] ?? 'C:'}\\`];
  // macOS keeps its own files and everybody's files on two volumes that are wiped together.
  return process.platform === 'darwin' ? ['/', '/System/Volumes/Data'] : ['/'];
}

/** Where a folder is. */
export interface Placement {
  readonly realPath: string;
  /** The number of its device; 0 where the system gives none. */
  readonly device: bigint;
}

/**
 * Whether a reinstall, or even a restart, takes the folder with it: the device, drive letter or
 * volume is that of a system root, or the file system lives in memory.
 */
export function isOnSystemVolume(
  folder: Placement,
  systemRoots: readonly Placement[],
  volumes: readonly MountedVolume[],
  rules: nativePath.PlatformPath = nativePath,
): boolean {
  const volume = volumeOf(folder.realPath, volumes, rules);
  if (volume?.type != null && volatileTypes.has(volume.type)) return true;
  return systemRoots.some((root) => {
    if (folder.device !== 0n && folder.device === root.device) return true;
    if (sameDrive(folder.realPath, root.realPath, rules)) return true;
    // Subvolumes (btrfs) have device numbers of their own on one and the same disk partition.
    const device = volumeOf(root.realPath, volumes, rules)?.device ?? null;
    return device !== null && device === volume?.device;
  });
}

function sameDrive(a: string, b: string, rules: nativePath.PlatformPath): boolean {
  const drive = rules.parse(a).root.toLowerCase();
  return drive !== '/' && drive === rules.parse(b).root.toLowerCase();
}

/** The volume with the longest root above the path; of two at the same root, the later covers. */
export function volumeOf(
  path: string,
  volumes: readonly MountedVolume[],
  { sep }: nativePath.PlatformPath = nativePath,
): MountedVolume | null {
  let best: MountedVolume | null = null;
  for (const volume of volumes) {
    const prefix = volume.root.endsWith(sep) ? volume.root : volume.root + sep;
    const above = path === volume.root || path.startsWith(prefix);
    if (above && volume.root.length >= (best?.root.length ?? 0)) best = volume;
  }
  return best;
}
