// The volumes of a Linux, a rescue system above all: what is mounted, from /proc/self/mounts, and the
// partitions that are not, from /proc/partitions, as far as they look like those of a Windows.
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCode } from '../../errors.js';
import type { CollectWarning } from '../collector.js';
import { bootSector } from './boot-sector.js';
import { locked, type Volumes } from './volume.js';

/** Where the kernel tells of itself. */
export interface KernelFolders {
  readonly proc: string;
  readonly dev: string;
  readonly sys: string;
}

const kernelFolders: KernelFolders = { proc: '/proc', dev: '/dev', sys: '/sys' };
/** Images of programs, read-only by nature. */
const ignoredTypes = ['squashfs', 'iso9660', 'erofs'];

/** @param folders those of the running system unless told. */
export async function linuxVolumes(folders: KernelFolders = kernelFolders): Promise<Volumes> {
  const mounts = await readMounts(folders);
  const devices = await Promise.all(mounts.map(({ device }) => resolved(device)));
  const warnings = await unmounted(folders, new Set(devices));
  return { paths: await distinctFolders(mounts.map(({ path }) => path)), warnings };
}

interface Mount {
  readonly device: string;
  readonly path: string;
}

async function readMounts({ proc, dev }: KernelFolders): Promise<Mount[]> {
  const text = await readFile(join(proc, 'self', 'mounts'), 'utf8');
  return text.split('\n').flatMap((line) => {
    const [device = '', path = '', type = ''] = line.split(' ').map(unescapeOctal);
    const isDisk = device.startsWith(`${dev}/`) && path !== '/' && !ignoredTypes.includes(type);
    return isDisk ? [{ device, path }] : [];
  });
}

/** The kernel writes blanks and tabs in names as `\040` and `\011`. */
function unescapeOctal(text: string): string {
  return text.replaceAll(/\\([0-7]{3})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 8)),
  );
}

/** One path of each folder: a file system may be mounted in several places. */
async function distinctFolders(paths: readonly string[]): Promise<string[]> {
  const byIdentity = new Map<string, string>();
  for (const path of paths) {
    const stats = await stat(path).catch(ignoreSystemError);
    if (stats?.isDirectory() !== true) continue;
    const identity = `${stats.dev}:${stats.ino}`;
    if (!byIdentity.has(identity)) byIdentity.set(identity, path);
  }
  return [...byIdentity.values()];
}

/** What is to be said of the partitions that nothing has mounted or unlocked. */
async function unmounted(
  { proc, dev, sys }: KernelFolders,
  mounted: ReadonlySet<string>,
): Promise<CollectWarning[]> {
  const warnings: CollectWarning[] = [];
  let refused = 0;
  for (const name of await partitions(proc)) {
    const device = join(dev, name);
    if (mounted.has(await resolved(device)) || (await isHeld(sys, name))) continue;
    const sector = await bootSector(device);
    if (sector === 'bitlocker') warnings.push(locked(device));
    if (sector === 'ntfs') warnings.push(notMounted(device));
    if (sector === 'refused') refused += 1;
  }
  return refused === 0 ? warnings : [...warnings, notLookedAt(refused, dev)];
}

async function partitions(proc: string): Promise<string[]> {
  const text = await readFile(join(proc, 'partitions'), 'utf8').catch(ignoreSystemError);
  const rows = (text ?? '').split('\n').map((line) => line.trim().split(/\s+/));
  const names = rows.flatMap(([major = '', , , name = '']) => (/^\d+$/.test(major) ? [name] : []));
  return names.filter((name) => name !== '' && !/^(?:ram|zram|loop)\d+$/.test(name));
}

/** Whether something lies upon a device: an unlocked disk shows as another device. */
async function isHeld(sys: string, name: string): Promise<boolean> {
  const holders = await readdir(join(sys, 'class', 'block', name, 'holders')).catch(
    ignoreSystemError,
  );
  return (holders ?? []).length > 0;
}

async function resolved(device: string): Promise<string> {
  return (await realpath(device).catch(ignoreSystemError)) ?? device;
}

function ignoreSystemError(error: unknown): undefined {
  if (systemCode(error) === undefined) throw error;
}

function notMounted(location: string): CollectWarning {
  const message =
    'this disk may hold a Windows but is not mounted: mount it read-only, then try again';
  return { code: 'disk-not-mounted', message, location };
}

function notLookedAt(count: number, location: string): CollectWarning {
  const message = `disks that are not mounted and need sudo to be looked at: ${count}`;
  return { code: 'disks-refused', message, location };
}
