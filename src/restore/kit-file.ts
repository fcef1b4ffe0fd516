// Files of a kit: read within bounds and without following links, and written so that there is the old one or
// the new one, never half of one. A stick may be pulled at any moment, and may hold anything.
import { createHash } from 'node:crypto';
import { lstat, open, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { sameBytes } from '../bytes.js';
import { VaultError, systemCode } from '../errors.js';
import { type DurableFileSystem, replaceDurably } from '../system/durable-write.js';

/** What a kit asks of the system. */
export interface KitEffects {
  /** How many bytes there is room for in the folder, or where it would be made; null where nobody knows. */
  readonly freeBytes: (folder: string) => Promise<number | null>;
  /** What files are written by; left out for that of this PC. */
  readonly fileSystem?: DurableFileSystem;
}

/** The effects of this PC. */
export const nodeKitEffects: KitEffects = { freeBytes };

/** More than a page with the backups of any household takes. */
const pageLimitBytes = 32 * 1024 * 1024;

/** What lies under a name: its bytes, nothing, or something that is no plain file of that size. */
export async function readPlain(
  path: string,
  limitBytes = pageLimitBytes,
): Promise<Uint8Array | 'absent' | 'other'> {
  try {
    const there = await lstat(path);
    if (!there.isFile() || there.size > limitBytes) return 'other';
    const handle = await open(path, 'r');
    try {
      const status = await handle.stat();
      if (!status.isFile() || status.size > limitBytes) return 'other';
      return new Uint8Array(await handle.readFile());
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return 'absent';
    throw kitError(path, error);
  }
}

/** Writes the file and reads it back. @throws VaultError `NOT_WRITTEN`, `FULL` or `DAMAGED` */
export async function writeVerified(
  path: string,
  bytes: Uint8Array,
  { fileSystem }: Pick<KitEffects, 'fileSystem'>,
): Promise<void> {
  try {
    await replaceDurably(path, bytes, fileSystem === undefined ? {} : { fileSystem });
  } catch (error) {
    throw kitError(path, error);
  }
  const held = await readPlain(path, bytes.length);
  if (typeof held === 'string' || !sameBytes(held, bytes)) throw notAsWritten(path);
}

/** Why what was written cannot be relied on. */
export function notAsWritten(path: string): VaultError {
  return new VaultError('DAMAGED', `${path} does not read back as it was written`, {
    hint: 'The stick may be failing: use another one.',
  });
}

/** A system's error as one of a kit; any other error as it is. */
export function kitError(path: string, error: unknown): unknown {
  const code = systemCode(error);
  if (error instanceof VaultError || code === undefined) return error;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new VaultError('FULL', `there is no room left for ${path}`, { cause: error });
  return new VaultError('NOT_WRITTEN', `${path} could not be read or written (${code})`, {
    cause: error,
  });
}

/** The bytes as a text; null for what is no UTF-8. */
export function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** SHA-256 in hex. */
export function digestOf(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function freeBytes(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    // Some network drives and FUSE tell nothing.
    return bsize === 0 ? null : bavail * bsize;
  } catch (error) {
    const above = dirname(folder);
    if (systemCode(error) === 'ENOENT' && above !== folder) return freeBytes(above);
    if (systemCode(error) === undefined) throw error;
    return null;
  }
}
