// Where a file or folder really is: through links and mounts, down to the disks that its bytes lie on. Two
// names of one folder come to the same, and so do two partitions of one disk.
import { readFile, readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { systemCode } from '../../errors.js';
import { ignoreSystemError } from '../system-error.js';
import { systemRootsOfThisPc, volumeOf } from './system-volume.js';
import { mountedVolumes } from './volumes.js';

/** Where something is. */
interface Whereabouts {
  /** Without links. */
  readonly realPath: string;
  /** The same for every name of one file or folder; null where the system gives it no number. */
  readonly file: string | null;
  readonly isFolder: boolean;
  /** The whole disks under it, by names that mean something on this PC alone. */
  readonly disks: readonly string[];
  /** Whether it is on the volume that this system runs from. */
  readonly isOnSystem: boolean;
}

/** How deep disks lie upon each other: a partition in an unlocked volume in an image on a disk. */
const deepest = 8;

/** Looks where it is. Rejects with the system's own errors. */
export async function whereaboutsOf(path: string): Promise<Whereabouts> {
  const { dev, ino, ...status } = await stat(path, { bigint: true });
  const realPath = await realpath(path).catch((error: unknown) => {
    // Windows refuses this for RAM disks and some network drives, where there is nothing to resolve.
    if (systemCode(error) !== 'EISDIR') throw error;
    return path;
  });
  const roots = await Promise.all(
    systemRootsOfThisPc().map((root) => stat(root, { bigint: true }).catch(ignoreSystemError)),
  );
  return {
    realPath,
    file: ino === 0n ? null : `${dev}:${ino}`,
    isFolder: (Number(status.mode) & 0o170000) === 0o040000,
    disks: await disksUnder(realPath, dev, deepest),
    isOnSystem: roots.some((root) => root?.dev === dev),
  };
}

async function disksUnder(realPath: string, dev: bigint, depth: number): Promise<string[]> {
  const numbers = new Set([linuxNumber(dev)]);
  // btrfs and FUSE tell another number than that of the device that is mounted.
  const device = volumeOf(realPath, await mountedVolumes())?.device ?? null;
  const mac = /^\/dev\/(disk\d+)/.exec(device ?? '')?.[1];
  if (mac !== undefined) return [mac];
  const status =
    device === null ? undefined : await stat(device, { bigint: true }).catch(ignoreSystemError);
  if (status !== undefined && status.rdev !== 0n) numbers.add(linuxNumber(status.rdev));
  const found =
    process.platform === 'linux'
      ? await Promise.all([...numbers].map((one) => wholeDisks(`/sys/dev/block/${one}`, depth)))
      : [];
  const disks = [...new Set(found.flat())].sort();
  return disks.length > 0 ? disks : [`volume ${dev}`];
}

/** As sysfs writes it: `8:17`. */
function linuxNumber(dev: bigint): string {
  const major = ((dev >> 8n) & 0xfffn) | ((dev >> 32n) & ~0xfffn);
  const minor = (dev & 0xffn) | ((dev >> 12n) & ~0xffn);
  return `${major}:${minor}`;
}

/**
 * The whole disks that a block device comes to: that of a partition, those under an unlocked or joined
 * volume, and beside an attached image that which the image lies on.
 * @param device its folder in sysfs.
 */
export async function wholeDisks(device: string, depth: number = deepest): Promise<string[]> {
  const folder = await realpath(device).catch(ignoreSystemError);
  if (folder === undefined || depth === 0) return [];
  const slaves = (await readdir(join(folder, 'slaves')).catch(ignoreSystemError)) ?? [];
  if (slaves.length > 0) {
    const under = slaves.map((slave) => wholeDisks(join(folder, 'slaves', slave), depth - 1));
    return (await Promise.all(under)).flat();
  }
  const isPartition = (await readFile(join(folder, 'partition')).catch(ignoreSystemError)) != null;
  if (isPartition) return wholeDisks(dirname(folder), depth - 1);
  const image = await readFile(join(folder, 'loop', 'backing_file'), 'utf8').catch(
    ignoreSystemError,
  );
  return [basename(folder), ...(image === undefined ? [] : await disksOfImage(image, depth))];
}

async function disksOfImage(text: string, depth: number): Promise<string[]> {
  const path = text.replace(/\n$/, '');
  const status = await stat(path, { bigint: true }).catch(ignoreSystemError);
  return status === undefined ? [] : disksUnder(path, status.dev, depth - 1);
}
