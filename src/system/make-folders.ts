// A folder with those above it. Node's own way to make several at once goes round for ever where the system
// answers ENOENT below a folder that is there (/proc, some network drives, a drive letter that is gone).
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { systemCode } from '../errors.js';

/**
 * Makes the folder, and those above it that are missing; only their owner may enter them. What is there
 * already stays as it is. Rejects with the system's errors.
 */
export async function makeFolders(path: string): Promise<void> {
  const code = await made(path);
  if (code === null) return;
  const above = dirname(path);
  if (code !== 'ENOENT' || above === path) return mkdirOf(path);
  await makeFolders(above);
  await mkdirOf(path);
}

/** Null where it is there now. */
async function made(path: string): Promise<string | null> {
  try {
    await mkdirOf(path);
    return null;
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    return code;
  }
}

async function mkdirOf(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
  }
}
