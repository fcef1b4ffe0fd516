// What a volume is at first sight: whether its files can be read, and if not, why not. Looking may take
// as long as the disk likes, or for ever: whoever asks sets the limit.
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCode } from '../../errors.js';
import { kindOfCode } from '../../system/system-error.js';
import type { Volume } from '../../system/volumes/volume.js';
import { isVolumeRoot, listable } from '../files/folder-entries.js';
import { bootSector } from './boot-sector.js';

/** What was seen. */
export type Sight =
  | { readonly kind: 'readable' }
  /** Nothing is there that could hold a Windows: no such drive, no disk in it, another file system. */
  | { readonly kind: 'absent' }
  /** Encrypted with BitLocker, and nothing has unlocked it. */
  | { readonly kind: 'locked' }
  /** NTFS that nothing has mounted. */
  | { readonly kind: 'not-mounted' }
  /** Only root, or an administrator, may look. */
  | { readonly kind: 'refused' }
  /** No answer came in time. */
  | { readonly kind: 'silent' }
  /** `reason` is a code of the system. */
  | { readonly kind: 'unreadable'; readonly reason: string };

/**
 * The number of Windows' own error at a root, where the code that Node makes of it says too little; 0
 * for none, null where it cannot be asked.
 */
export type WindowsError = (root: string) => Promise<number | null>;

/** Files that BitLocker To Go puts on a stick for PCs that cannot unlock it. */
const toGoFile = /^COV 0000\. (?:BL|ER)$/i;
/** Nothing is there, or no folder: a single file may be mounted too. */
const absent: readonly unknown[] = ['missing', 'no-folder', 'unplugged'];
/** ERROR_ACCESS_DENIED, ERROR_NOT_READY, ERROR_NO_MEDIA_IN_DRIVE, FVE_E_LOCKED_VOLUME (winerror.h) */
const windowsErrors: Readonly<Record<number, Sight>> = {
  5: { kind: 'refused' },
  21: { kind: 'absent' },
  1112: { kind: 'absent' },
  0x80310000: { kind: 'locked' },
};
/** ERROR_UNRECOGNIZED_VOLUME: no file system that Windows knows. */
const unrecognized = 1005;

/** Looks at a volume. Rejects for nothing that is on a disk. */
export async function lookAt(volume: Volume, windowsError: WindowsError): Promise<Sight> {
  const { root, device } = volume;
  if (root === null) return device === null ? { kind: 'absent' } : partitionAt(device);
  try {
    const names = await namesIn(root);
    return { kind: names.some((name) => toGoFile.test(name)) ? 'locked' : 'readable' };
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    return sightOfFailure({ root, device, code }, windowsError);
  }
}

async function partitionAt(device: string): Promise<Sight> {
  const sector = await bootSector(device);
  switch (sector) {
    case 'bitlocker':
      return { kind: 'locked' };
    case 'ntfs':
      return { kind: 'not-mounted' };
    case 'refused':
      return { kind: 'refused' };
    case 'unreadable':
      return { kind: 'unreadable', reason: 'EIO' };
    case 'other':
      return { kind: 'absent' };
  }
}

/** What is in a root; nothing where it can only be told that it can be asked. */
async function namesIn(root: string): Promise<readonly string[]> {
  if (!isVolumeRoot(root)) return readdir(listable(root));
  await lstat(join(root, 'Windows')).catch((error: unknown) => {
    if (systemCode(error) !== 'ENOENT') throw error;
  });
  return [];
}

/** A volume that cannot be listed, and the system's code for why. */
export interface ListingFailure {
  readonly root: string;
  readonly device: string | null;
  readonly code: string;
}

/** What a volume is that cannot be listed. */
export async function sightOfFailure(
  { root, device, code }: ListingFailure,
  windowsError: WindowsError,
): Promise<Sight> {
  const kind = kindOfCode(code);
  if (absent.includes(kind)) return { kind: 'absent' };
  if (kind === 'locked') return { kind: 'locked' };
  const number = await windowsError(root);
  const known = number === null ? undefined : windowsErrors[number];
  if (known !== undefined) return known;
  // As in Windows PE without BitLocker, where a locked disk looks like one of another system.
  const sector = device === null ? 'other' : await bootSector(device);
  if (sector === 'bitlocker') return { kind: 'locked' };
  if (number === unrecognized) return { kind: 'unreadable', reason: 'no known file system' };
  if (kind === 'denied') return { kind: 'refused' };
  const isNumbered = number !== null && number !== 0;
  return { kind: 'unreadable', reason: isNumbered ? `Windows error ${number}` : code };
}
