// Writes whole files so that a crash, a full disk or a pulled stick leaves the old file or the new
// one, never half of one: temporary file in the same folder, write, fsync, close, then one step that
// gives it its name, then fsync of the folder. It knows nothing of what the bytes mean.
// Sources: POSIX rename(2), link(2), fsync(2); libuv's table of Windows errors (src/win/error.c).
import { randomBytes } from 'node:crypto';
import { type FileHandle, link, open, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { toHex } from '../bytes.js';
import { systemCode } from '../errors.js';
import { ignoreSystemError } from './system-error.js';
import { triedAgain } from './tried-again.js';

/** A file that was created for writing. */
interface NewFile {
  write(bytes: Uint8Array): Promise<void>;
  /** Resolves once what was written would survive a power cut. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** What a durable write asks of a file system. Rejects with the system's own errors. */
export interface DurableFileSystem {
  /** A new file that only its owner may read and write; `EEXIST` when the name is taken. */
  createFile(path: string): Promise<NewFile>;
  /** Replaces what is at `to`. */
  rename(from: string, to: string): Promise<void>;
  /** A second name for a file; `EEXIST` when the name is taken. */
  link(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
  /** Resolves once the folder's names would survive a power cut, where the system can do that. */
  syncFolder(path: string): Promise<void>;
}

/** What may be changed about a durable write. */
export interface DurableWriteOptions {
  readonly fileSystem?: DurableFileSystem;
  /** Asked right before the bytes get their name; where it rejects, they never do. */
  readonly beforeNaming?: () => Promise<void>;
}

/** The names of temporary files that a killed write may leave behind: `<name>.<16 hex digits>.tmp`. */
export const leftoverPattern = /^(.+)\.[0-9a-f]{16}\.tmp$/;

/** The name that a temporary file of this name was to get; null for any other name. */
export function leftoverOf(name: string): string | null {
  return leftoverPattern.exec(name)?.[1] ?? null;
}

/** What link(2) is refused with where the file system has no hard links (exFAT, some of SMB, FUSE). */
const noHardLinks = new Set([
  'EPERM',
  'EACCES',
  'EISDIR', // Windows on exFAT: ERROR_INVALID_FUNCTION
  'EINVAL',
  'EMLINK',
  'ENOSYS',
  'ENOTSUP',
  'EOPNOTSUPP',
  'EXDEV',
  'UNKNOWN', // Windows: an error that libuv has no name for
]);

/** What fsync(2) is refused with where the file system has no such operation. */
const noSync = new Set(['EINVAL', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP']);

/** The same for a folder: Windows opens none, and some file systems want a writable handle for it. */
const noFolderSync = new Set([...noSync, 'EISDIR', 'EPERM', 'EACCES', 'EBADF']);

/** What Windows answers while a virus scanner or an indexer holds a file open. */
const heldOpen = new Set(['EPERM', 'EACCES', 'EBUSY']);

/**
 * Puts `bytes` at `path`, in place of what is there. A symbolic link at `path` is replaced, not
 * followed. When it rejects, the old bytes are still there; only when the last step failed, the fsync
 * of the folder, are the new ones there already.
 */
export async function replaceDurably(
  path: string,
  bytes: Uint8Array,
  options: DurableWriteOptions = {},
): Promise<void> {
  const { fileSystem = nodeDurableFileSystem, beforeNaming } = options;
  await withTemporaryFile(fileSystem, path, bytes, async (temporary) => {
    await beforeNaming?.();
    await fileSystem.rename(temporary, path);
  });
}

/**
 * Puts `bytes` at `path` unless something is there already. Of several that create at once exactly one
 * hears `created`; the others hear `exists`.
 *
 * Without hard links (exFAT) the name is first taken by an empty file, for the moment that the rename
 * needs. A process killed within that moment leaves the empty file behind: readers take it as absent.
 */
export async function createDurably(
  path: string,
  bytes: Uint8Array,
  options: DurableWriteOptions = {},
): Promise<'created' | 'exists'> {
  const { fileSystem = nodeDurableFileSystem, beforeNaming } = options;
  return withTemporaryFile(fileSystem, path, bytes, async (temporary) => {
    await beforeNaming?.();
    try {
      await fileSystem.link(temporary, path);
    } catch (error) {
      const code = systemCode(error) ?? '';
      if (code === 'EEXIST') return 'exists';
      if (!noHardLinks.has(code)) throw error;
      return renameToFreeName(fileSystem, temporary, path);
    }
    await discard(fileSystem, temporary);
    return 'created';
  });
}

async function renameToFreeName(
  fileSystem: DurableFileSystem,
  temporary: string,
  path: string,
): Promise<'created' | 'exists'> {
  try {
    await (await fileSystem.createFile(path)).close();
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
    return 'exists';
  }
  // Where this fails the empty file stays: by now it may be another process's file.
  await fileSystem.rename(temporary, path);
  return 'created';
}

/** Writes the bytes beside `path`, lets `place` give them their name, and cleans up in any case. */
async function withTemporaryFile<T>(
  fileSystem: DurableFileSystem,
  path: string,
  bytes: Uint8Array,
  place: (temporary: string) => Promise<T>,
): Promise<T> {
  const temporary = `${path}.${toHex(randomBytes(8))}.tmp`;
  const file = await fileSystem.createFile(temporary);
  try {
    await fill(file, bytes);
    const placed = await place(temporary);
    if (placed === 'exists') await discard(fileSystem, temporary);
    else await fileSystem.syncFolder(dirname(path));
    return placed;
  } catch (error) {
    await discard(fileSystem, temporary);
    throw error;
  }
}

async function fill(file: NewFile, bytes: Uint8Array): Promise<void> {
  try {
    await file.write(bytes);
    await file.sync();
  } catch (error) {
    // The first failure is the one to tell; closing only gives the handle back.
    await file.close().catch(ignoreSystemError);
    throw error;
  }
  await file.close();
}

/** Removes a file that has no use any more; one that stays is a leftover, not a failed write. */
async function discard(fileSystem: DurableFileSystem, path: string): Promise<void> {
  await fileSystem.unlink(path).catch(ignoreSystemError);
}

async function unlessRefusedWith(
  codes: ReadonlySet<string>,
  action: () => Promise<void>,
): Promise<void> {
  try {
    await action();
  } catch (error) {
    if (!codes.has(systemCode(error) ?? '')) throw error;
  }
}

async function createNodeFile(path: string): Promise<NewFile> {
  const handle = await triedAgain(() => open(path, 'wx', 0o600));
  return {
    write: (bytes) => writeAll(handle, bytes),
    sync: () => unlessRefusedWith(noSync, () => triedAgain(() => handle.sync())),
    close: () => handle.close(),
  };
}

/** By positions, so that a write that was broken off can be made again. */
async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) {
    const position = at;
    const { bytesWritten } = await triedAgain(() =>
      handle.write(bytes, position, bytes.length - position, position),
    );
    at += bytesWritten;
  }
}

async function renameNodeFile(from: string, to: string): Promise<void> {
  const waitsMs = process.platform === 'win32' ? [10, 30, 100, 300, 600] : [];
  for (const waitMs of waitsMs) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      if (!heldOpen.has(systemCode(error) ?? '')) throw error;
      await sleep(waitMs);
    }
  }
  await triedAgain(() => rename(from, to));
}

async function syncNodeFolder(path: string): Promise<void> {
  await unlessRefusedWith(noFolderSync, async () => {
    const handle = await triedAgain(() => open(path, 'r'));
    try {
      await triedAgain(() => handle.sync());
    } finally {
      await handle.close();
    }
  });
}

/** The file system of this PC. */
export const nodeDurableFileSystem: DurableFileSystem = {
  createFile: createNodeFile,
  rename: renameNodeFile,
  link: (from, to) => triedAgain(() => link(from, to)),
  unlink: (path) => triedAgain(() => unlink(path)),
  syncFolder: syncNodeFolder,
};
