// The file that an export is written into: whole or not at all, for its owner alone, and never in the place of
// what is there unless that was asked for.
import { lstat, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { VaultError, hint, systemCode } from '../errors.js';
import { createDurably, replaceDurably } from '../system/durable-write.js';

/** Whether what is at the path may be replaced. */
interface Replacing {
  readonly mayReplace: boolean;
}

/** Finds out early what would stop the writing. @throws VaultError `USAGE`, `NOT_WRITTEN` */
export async function checkExportFile(path: string, { mayReplace }: Replacing): Promise<void> {
  const there = await kindOf(path, lstat);
  if (there === 'folder')
    throw new VaultError('USAGE', `${path} is a folder, not a file`, {
      hint: 'Give the name of the file, too.',
    });
  if (there !== null && !mayReplace) throw alreadyThere(path);
  const folder = dirname(path);
  if ((await kindOf(folder, stat)) === 'folder') return;
  throw new VaultError('USAGE', `the folder ${folder} is not there`, {
    hint: 'Make it first, or name another one.',
  });
}

/**
 * Writes the file so that its owner alone may read it.
 * @returns whether that holds: a stick may have no permissions. Windows has those of the folder.
 * @throws VaultError `USAGE` for a file that is there, `NOT_WRITTEN`
 */
export async function writeExportFile(
  path: string,
  bytes: Uint8Array,
  { mayReplace }: Replacing,
): Promise<{ readonly isPrivate: boolean }> {
  try {
    if (mayReplace) await replaceDurably(path, bytes);
    else if ((await createDurably(path, bytes)) === 'exists') throw alreadyThere(path);
    const { mode } = await stat(path);
    return { isPrivate: process.platform === 'win32' || (mode & 0o077) === 0 };
  } catch (error) {
    throw notWritten(path, error);
  }
}

async function kindOf(path: string, look: typeof stat): Promise<'folder' | 'other' | null> {
  try {
    return (await look(path)).isDirectory() ? 'folder' : 'other';
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw notWritten(path, error);
  }
}

function alreadyThere(path: string): VaultError {
  return new VaultError('USAGE', `${path} is there already`, {
    hint: hint`Name another file, or replace it with ${{ tell: 'force' }}.`,
  });
}

/** The error itself where it is no system's. */
function notWritten(path: string, error: unknown): unknown {
  const code = systemCode(error);
  if (error instanceof VaultError || code === undefined) return error;
  return new VaultError('NOT_WRITTEN', `${path} could not be written (${code})`, { cause: error });
}
