// The volumes of a Linux: what is mounted, and, for a rescue system above all, the partitions that are
// not.
import { attachedMounts, type Mount, readMounts, userMounts } from './linux-mounts.js';
import { type KernelFolders, unmountedPartitions } from './linux-partitions.js';
import type { MountedVolume, Volume } from './volume.js';

const kernelFolders: KernelFolders = { proc: '/proc', dev: '/dev', sys: '/sys' };

/** @param folders those of the running system unless told. */
export async function mountedLinuxVolumes(
  folders: KernelFolders = kernelFolders,
): Promise<MountedVolume[]> {
  return userMounts(await readMounts(folders.proc)).map((mount) => volumeOf(mount, folders));
}

/** @param folders those of the running system unless told. */
export async function attachedLinuxVolumes(
  folders: KernelFolders = kernelFolders,
): Promise<Volume[]> {
  const mounts = await readMounts(folders.proc);
  const mounted = attachedMounts(mounts, folders.dev).map((mount) => volumeOf(mount, folders));
  const unmounted = await unmountedPartitions(folders, mounts);
  const partitions = unmounted.map((device) => ({ root: null, device, type: null, name: device }));
  return [...mounted, ...partitions];
}

function volumeOf({ path, source, type }: Mount, { dev }: KernelFolders): MountedVolume {
  const device = source.startsWith(`${dev}/`) ? source : null;
  return { root: path, device, type, name: `${path} (${source})` };
}
