// The partitions of a Linux that nothing has mounted or unlocked, from /proc/partitions and sysfs. Disk
// images that losetup has attached are among them. What is on them is not looked at here.
import { readdir, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { ignoreSystemError } from '../system-error.js';
import type { Mount } from './linux-mounts.js';

/** Where the kernel tells of itself. */
export interface KernelFolders {
  readonly proc: string;
  readonly dev: string;
  readonly sys: string;
}

/** The device files, by their usual names. */
export async function unmountedPartitions(
  folders: KernelFolders,
  mounts: readonly Mount[],
): Promise<string[]> {
  const mounted = new Set(mounts.map(({ device }) => device));
  // btrfs tells another number than that of its device.
  const devices = mounts.filter(({ source }) => source.startsWith(`${folders.dev}/`));
  const sources = new Set(await Promise.all(devices.map(({ source }) => resolved(source))));
  const found: string[] = [];
  for (const { number, name } of await partitions(folders.proc)) {
    const device = join(folders.dev, name);
    if (mounted.has(number) || sources.has(await resolved(device))) continue;
    if (!(await isHeld(folders.sys, name))) found.push(await usualName(folders, name));
  }
  return found;
}

interface Partition {
  /** `8:17` */
  readonly number: string;
  readonly name: string;
}

async function partitions(proc: string): Promise<Partition[]> {
  const text = await readFile(join(proc, 'partitions'), 'utf8').catch(ignoreSystemError);
  const rows = (text ?? '').split('\n').map((line) => line.trim().split(/\s+/));
  return rows.flatMap(([major = '', minor = '', , name = '']) => {
    const isPartition = /^\d+$/.test(major) && name !== '' && !/^z?ram\d+$/.test(name);
    // sysfs writes a / in a name as !, and so does the kernel here.
    return isPartition ? [{ number: `${major}:${minor}`, name: name.replaceAll('!', '/') }] : [];
  });
}

/** Whether something lies upon a device: an unlocked disk shows as another device. */
async function isHeld(sys: string, name: string): Promise<boolean> {
  const holders = await readdir(join(blockFolder(sys, name), 'holders')).catch(ignoreSystemError);
  return (holders ?? []).length > 0;
}

/** `/dev/mapper/windows` for what the kernel calls `dm-0`. */
async function usualName({ dev, sys }: KernelFolders, name: string): Promise<string> {
  const file = join(blockFolder(sys, name), 'dm', 'name');
  const mapped = await readFile(file, 'utf8').catch(ignoreSystemError);
  return mapped === undefined ? join(dev, name) : join(dev, 'mapper', mapped.trim());
}

function blockFolder(sys: string, name: string): string {
  return join(sys, 'class', 'block', name.replaceAll('/', '!'));
}

async function resolved(device: string): Promise<string> {
  return (await realpath(device).catch(ignoreSystemError)) ?? device;
}
