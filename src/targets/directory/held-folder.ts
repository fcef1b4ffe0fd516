// A folder that is held while something is done in it: who swaps it for a link, or another folder, moves
// no write and no removal elsewhere. Linux has paths through an open folder (/proc/self/fd), which lead
// into that very folder whatever its path means by now. Elsewhere device and inode are compared, right
// before something is named or removed. Sources: open(2), proc_pid_fd(5).
import { constants } from 'node:fs';
import { lstat, open, stat } from 'node:fs/promises';
import { systemCode } from '../../errors.js';
import { triedAgain } from '../../system/tried-again.js';

/** How a folder is held. */
export interface HoldOptions {
  /** Whether a symbolic link to a folder is one: for a path that a person gave. */
  readonly followsLink: boolean;
}

/** A folder that is held. */
export interface HeldFolder {
  /** By which the things in it are reached. */
  readonly path: string;
  /** As it was given, for people. */
  readonly shown: string;
  /** Rejects with `ENOTDIR` where something else stands at its path, and would be written to. */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** Holds the folder. Rejects with the system's errors; `ENOTDIR` or `ELOOP` for what is none. */
export async function holdFolder(path: string, options: HoldOptions): Promise<HeldFolder> {
  const open = process.platform === 'linux' ? await holdOpen(path, options) : null;
  return open ?? compareFolder(path, options);
}

/** Null where the folder cannot be opened, only entered, and where there is no /proc. */
async function holdOpen(path: string, { followsLink }: HoldOptions): Promise<HeldFolder | null> {
  const { O_RDONLY, O_DIRECTORY, O_NOFOLLOW } = constants;
  const flags = O_RDONLY | O_DIRECTORY | (followsLink ? 0 : O_NOFOLLOW);
  const handle = await triedAgain(() => open(path, flags)).catch((error: unknown) => {
    if (systemCode(error) !== 'EACCES') throw error;
    return null;
  });
  if (handle === null) return null;
  const through = `/proc/self/fd/${handle.fd}`;
  const isSame = await Promise.all([handle.stat({ bigint: true }), stat(through, { bigint: true })])
    .then(([held, reached]) => held.ino === reached.ino && held.dev === reached.dev)
    .catch(() => false);
  if (!isSame) {
    await handle.close();
    return null;
  }
  return {
    path: through,
    shown: path,
    check: () => Promise.resolve(),
    close: () => handle.close(),
  };
}

/** Holds the folder by remembering what it is; for systems that have no paths through an open folder. */
export async function compareFolder(
  path: string,
  { followsLink }: HoldOptions,
): Promise<HeldFolder> {
  const look = () => triedAgain(() => (followsLink ? stat : lstat)(path, { bigint: true }));
  const held = await look();
  if (!held.isDirectory()) throw noFolder(path);
  return {
    path,
    shown: path,
    check: async () => {
      const now = await look();
      if (!now.isDirectory() || now.dev !== held.dev || now.ino !== held.ino) throw noFolder(path);
    },
    close: () => Promise.resolve(),
  };
}

/** What holds folders. */
interface Holder {
  hold(path: string, options: HoldOptions): Promise<HeldFolder>;
}

/** Holds the folder of a place, which may be a link: a person gave its path. */
export function holdPlace(fileSystem: Holder, folder: string): Promise<HeldFolder> {
  return fileSystem.hold(folder, { followsLink: true });
}

/** What `work` makes of the folder of a place while it is held. */
export async function inHeld<T>(
  fileSystem: Holder,
  folder: string,
  work: (held: HeldFolder) => Promise<T>,
): Promise<T> {
  const held = await holdPlace(fileSystem, folder);
  try {
    return await work(held);
  } finally {
    await held.close();
  }
}

function noFolder(path: string): Error {
  return Object.assign(new Error(`ENOTDIR: not the folder that it was, '${path}'`), {
    code: 'ENOTDIR',
  });
}
