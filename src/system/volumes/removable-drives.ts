// Sticks and external disks that are plugged in now: what a person may be offered as a place. It only
// looks; nothing is written, and a drive that cannot be asked is left out.
// Sources: Linux Documentation/ABI/stable/sysfs-block (`removable`); Microsoft Learn, GetDriveTypeW.
import { readFile, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { loadKernel32 } from '../kernel32.js';
import { ignoreSystemError } from '../system-error.js';
import { systemRootsOfThisPc } from './system-volume.js';
import type { MountedVolume } from './volume.js';
import { mountedVolumes } from './volumes.js';
import { driveLetters } from './windows-volumes.js';

/** A drive that can be unplugged. */
export interface RemovableDrive {
  /** Its topmost folder. */
  readonly root: string;
  /** What it is called where its root does not say it: null on Windows. */
  readonly label: string | null;
}

/** What a drive is looked up in. */
export interface DriveSurroundings {
  readonly platform: NodeJS.Platform;
  /** `/sys` on Linux. */
  readonly sysFolder: string;
  readonly volumes: () => Promise<readonly MountedVolume[]>;
  /** The result of GetDriveTypeW for `E:\`; 2 is removable, 0 unknown. */
  readonly driveType: (root: string) => Promise<number>;
}

const removableDriveType = 2;

/** The drives that can be unplugged, in the order of the system. */
export async function removableDrives(
  surroundings: Partial<DriveSurroundings> = {},
): Promise<RemovableDrive[]> {
  const given = { ...usualSurroundings, ...surroundings };
  switch (given.platform) {
    case 'linux':
      return linuxDrives(given);
    case 'win32':
      return windowsDrives(given);
    case 'darwin':
      return macDrives(given);
    default:
      return [];
  }
}

const usualSurroundings: DriveSurroundings = {
  platform: process.platform,
  sysFolder: '/sys',
  volumes: mountedVolumes,
  driveType: driveTypeOf,
};

async function driveTypeOf(root: string): Promise<number> {
  try {
    return (await loadKernel32()).driveType(root);
  } catch (error) {
    // koffi is optional: without it no drive is offered, and a folder can still be typed.
    if (error instanceof Error) return 0;
    throw error;
  }
}

async function linuxDrives({ volumes, sysFolder }: DriveSurroundings): Promise<RemovableDrive[]> {
  const drives: RemovableDrive[] = [];
  for (const { root, device } of await volumes()) {
    if (device !== null && (await canBeUnplugged(basename(device), sysFolder)))
      drives.push({ root, label: basename(root) });
  }
  return drives;
}

/** External disks say that they are fixed; the bus that they hang on tells. */
async function canBeUnplugged(device: string, sysFolder: string): Promise<boolean> {
  const folder = await ifThere(() => realpath(join(sysFolder, 'class/block', device)));
  if (folder === null) return false;
  if (folder.includes('/usb')) return true;
  // A partition lies in the folder of its disk, which has the flag.
  for (const at of [folder, join(folder, '..')]) {
    const flag = await ifThere(() => readFile(join(at, 'removable'), 'utf8'));
    if (flag !== null) return flag.trim() === '1';
  }
  return false;
}

async function windowsDrives({ driveType }: DriveSurroundings): Promise<RemovableDrive[]> {
  const drives: RemovableDrive[] = [];
  for (const { root } of driveLetters()) {
    if ((await driveType(root)) === removableDriveType) drives.push({ root, label: null });
  }
  return drives;
}

async function macDrives({ volumes }: DriveSurroundings): Promise<RemovableDrive[]> {
  const system = await Promise.all(systemRootsOfThisPc().map((root) => ifThere(() => stat(root))));
  const drives: RemovableDrive[] = [];
  for (const { root } of await volumes()) {
    const device = (await ifThere(() => stat(root)))?.dev;
    const isSystem = system.some((one) => one?.dev === device);
    if (device !== undefined && !isSystem) drives.push({ root, label: basename(root) });
  }
  return drives;
}

async function ifThere<Result>(read: () => Promise<Result>): Promise<Result | null> {
  return (await read().catch(ignoreSystemError)) ?? null;
}
