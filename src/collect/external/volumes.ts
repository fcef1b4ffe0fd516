// The volumes that are attached to this PC, besides the one that it runs from: drive letters on
// Windows, mounts on Linux, /Volumes on a Mac. What cannot be read is named for what it is as far as
// that can be told: locked by BitLocker, or not mounted.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCode } from '../../errors.js';
import type { CollectWarning } from '../collector.js';
import { bootSector } from './boot-sector.js';
import { linuxVolumes } from './linux-volumes.js';
import { locked, type Volumes } from './volume.js';

/** The volumes of the running system. */
export function attachedVolumes(): Promise<Volumes> {
  if (process.platform === 'win32') return windowsVolumes();
  return process.platform === 'darwin' ? macVolumes() : linuxVolumes();
}

const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');

async function windowsVolumes(): Promise<Volumes> {
  const own = (process.env['SystemDrive'] ?? 'C:').toUpperCase();
  const drives = letters.map((letter) => `${letter}:`).filter((drive) => drive !== own);
  const looked = await Promise.all(drives.map(lookAtDrive));
  return {
    paths: looked.filter((each) => typeof each === 'string'),
    warnings: looked.filter((each) => each !== null && typeof each !== 'string'),
  };
}

/** Its root; null where there is no such drive. */
async function lookAtDrive(drive: string): Promise<string | CollectWarning | null> {
  const root = `${drive}\\`;
  try {
    await readdir(root);
    return root;
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    if (code === 'ENOENT') return null;
    const sector = await bootSector(`\\\\.\\${drive}`);
    return sector === 'bitlocker' ? locked(root) : unreadable(root, code);
  }
}

async function macVolumes(): Promise<Volumes> {
  const folder = '/Volumes';
  const entries = await readdir(folder, { withFileTypes: true });
  // The volume that the system runs from is a link there.
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return { paths: names.map((name) => join(folder, name)), warnings: [] };
}

function unreadable(location: string, code: string): CollectWarning {
  const message = `this drive cannot be read (${code}): it is locked by BitLocker, or nothing is in it`;
  return { code: 'volume-unreadable', message, location };
}
