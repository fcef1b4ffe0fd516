// The volumes of a Linux, a rescue system above all: what is mounted, and the partitions that are not.
import { attachedMounts, readMounts } from './linux-mounts.js';
import { type KernelFolders, unmountedPartitions } from './linux-partitions.js';
import type { Volumes } from './volume.js';

const kernelFolders: KernelFolders = { proc: '/proc', dev: '/dev', sys: '/sys' };

/** @param folders those of the running system unless told. */
export async function linuxVolumes(folders: KernelFolders = kernelFolders): Promise<Volumes> {
  const mounts = await readMounts(folders.proc);
  const mounted = attachedMounts(mounts, folders.dev).map(({ path, source }) => {
    const isDevice = source.startsWith(`${folders.dev}/`);
    return { path, device: isDevice ? source : null, name: `${path} (${source})` };
  });
  const partitions = await unmountedPartitions(folders, mounts);
  const unmounted = partitions.map((device) => ({ path: null, device, name: device }));
  return { volumes: [...mounted, ...unmounted], warnings: [] };
}
