// Everything that a folder target asks of the PC, as one interface, so that a test can make any one
// step fail; and the real thing. It knows nothing of records or places.
import { randomBytes } from 'node:crypto';
import { constants, type Dirent, type Stats } from 'node:fs';
import { lstat, mkdir, open, readdir, realpath, rmdir, stat } from 'node:fs/promises';
import { toHex } from '../../bytes.js';
import { systemCode } from '../../errors.js';
import { type DurableFileSystem, nodeDurableFileSystem } from '../../system/durable-write.js';
import { triedAgain } from '../../system/tried-again.js';
import { abortableSleep, type Sleep } from '../abortable-sleep.js';
import { holdFolder, type HeldFolder, type HoldOptions } from './held-folder.js';
import { systemRootsOfThisPc } from '../../system/volumes/system-volume.js';
import type { MountedVolume } from '../../system/volumes/volume.js';
import { mountedVolumes } from '../../system/volumes/volumes.js';
import { whereaboutsOf } from '../../system/volumes/whereabouts.js';
import type { Whereabouts } from '../target.js';

/** What stands under a name. A symbolic link is `other`, whatever it points to. */
type EntryKind = 'file' | 'folder' | 'other';

/** One name in a folder. */
export interface FolderEntry {
  readonly name: string;
  readonly kind: EntryKind;
}

/** The file system as a folder target uses it. Rejects with the system's own errors. */
export interface DirectoryFileSystem extends DurableFileSystem {
  /** A new folder that only its owner may enter; `EEXIST` when the name is taken. */
  makeFolder(path: string): Promise<void>;
  /** Removes a folder that is empty. */
  removeFolder(path: string): Promise<void>;
  /** Everything in a folder, in no order. */
  entries(path: string): Promise<readonly FolderEntry[]>;
  /** Of the thing itself, not of what a symbolic link points to. */
  status(path: string): Promise<{ readonly kind: EntryKind; readonly modifiedMs: number }>;
  /**
   * The bytes of a file; never more than `limitBytes + 1`, so that a longer file shows itself.
   * Null when it is no plain file (a folder, a symbolic link, a pipe).
   */
  readFile(path: string, limitBytes: number): Promise<Uint8Array | null>;
  /** Holds a folder, so that nothing that takes its path meanwhile is taken for it. */
  hold(path: string, options: HoldOptions): Promise<HeldFolder>;
  /** Where a folder really is: without symbolic links, and on which device. */
  placement(path: string): Promise<{ readonly realPath: string; readonly device: bigint }>;
}

/** Every effect of a folder target. */
export interface DirectoryEffects {
  readonly fileSystem: DirectoryFileSystem;
  /** Folders on the volume that a reinstall wipes. */
  readonly systemRoots: readonly string[];
  /** Where a folder really is, down to its disks. */
  whereabouts(path: string): Promise<Whereabouts>;
  /** What is mounted now. */
  volumes(): Promise<readonly MountedVolume[]>;
  /** Roots of volumes that did not answer once, which are left alone from then on. */
  readonly silentVolumes: Set<string>;
  /** Milliseconds since 1970. */
  now(): number;
  readonly sleep: Sleep;
  /** 32 random hex digits. */
  randomId(): string;
}

function kindOf(entry: Dirent | Stats): EntryKind {
  if (entry.isFile()) return 'file';
  return entry.isDirectory() ? 'folder' : 'other';
}

async function readPlainFile(path: string, limitBytes: number): Promise<Uint8Array | null> {
  if (!(await triedAgain(() => lstat(path))).isFile()) return null;
  // Between the two calls a link or a pipe may have taken the name: neither is followed or waited for.
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants as Partial<typeof constants>;
  const handle = await triedAgain(() => open(path, (O_RDONLY ?? 0) | O_NOFOLLOW | O_NONBLOCK));
  try {
    const status = await handle.stat();
    if (!status.isFile()) return null;
    const buffer = new Uint8Array(Math.min(status.size, limitBytes) + 1);
    let filled = 0;
    while (filled < buffer.length) {
      const at = filled;
      const { bytesRead } = await triedAgain(() => handle.read(buffer, at, buffer.length - at, at));
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return buffer.slice(0, filled);
  } finally {
    await handle.close();
  }
}

async function realPathOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    // Windows refuses this for RAM disks and some network drives, where there is nothing to resolve.
    if (systemCode(error) !== 'EISDIR') throw error;
    return path;
  }
}

/** The file system of this PC. */
export const nodeDirectoryFileSystem: DirectoryFileSystem = {
  ...nodeDurableFileSystem,
  makeFolder: async (path) => {
    await triedAgain(() => mkdir(path, { mode: 0o700 }));
  },
  removeFolder: (path) => triedAgain(() => rmdir(path)),
  entries: async (path) => {
    const entries = await triedAgain(() => readdir(path, { withFileTypes: true }));
    return entries.map((entry) => ({ name: entry.name, kind: kindOf(entry) }));
  },
  status: async (path) => {
    const status = await triedAgain(() => lstat(path));
    return { kind: kindOf(status), modifiedMs: status.mtimeMs };
  },
  readFile: readPlainFile,
  hold: holdFolder,
  placement: async (path) => {
    const { dev } = await stat(path, { bigint: true });
    return { realPath: await realPathOf(path), device: dev };
  },
};

/** The effects of this PC. */
export const nodeDirectoryEffects: DirectoryEffects = {
  fileSystem: nodeDirectoryFileSystem,
  systemRoots: systemRootsOfThisPc(),
  whereabouts: whereaboutsOf,
  volumes: mountedVolumes,
  silentVolumes: new Set(),
  now: Date.now,
  sleep: abortableSleep,
  randomId: () => toHex(randomBytes(16)),
};
