// A portable folder copied into a kit: aside, under a name of its own, each file held against the list and read
// back; only then it gets its name. An older one of ours gives way to it in two renames, so that a stick which is
// pulled in between has the new one or the old one under some name, and the next kit tidies up.
import { createHash, randomBytes } from 'node:crypto';
import { lstat, open, readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sameBytes, toHex } from '../bytes.js';
import { VaultError, systemCode } from '../errors.js';
import { digestsName } from '../system/program-files.js';
import { makeFolders } from '../system/make-folders.js';
import { ignoreSystemError } from '../system/system-error.js';
import { digestOf, kitError, notAsWritten } from './kit-file.js';
import { type KitPart, kitPart } from './kit-part.js';
import {
  type PortableFolder,
  chunkBytes,
  digestOfFile,
  faultsIn,
  portableFolder,
} from './portable-folder.js';

/** The names that a killed run may leave behind. */
const leftover = /^(vault-(?:windows|linux)-x64)\.[0-9a-f]{16}\.tmp$/;

/** What is known of a portable folder of a kit before it is written. */
export interface PlannedCopy {
  readonly source: PortableFolder;
  /** Whether the same lies there already, whole. */
  readonly isThere: boolean;
  /** What it takes; 0 where it is there. */
  readonly bytes: number;
}

/** @throws VaultError `NOT_WRITTEN` where something of somebody else has its name */
export async function planCopy(
  source: PortableFolder,
  kit: string,
  signal: AbortSignal,
): Promise<PlannedCopy> {
  const to = join(kit, source.name);
  const there = await lookAt(to);
  if (there === 'foreign')
    throw new VaultError('NOT_WRITTEN', `${to} is not a portable folder of this program`, {
      hint: 'It stays as it is. Rename it, then try again.',
    });
  if (there !== 'absent' && sameBytes(there.listing, source.listing)) {
    const isItself = (await realpath(to)) === (await realpath(source.folder));
    if (isItself || (await faultsIn(there, signal)).length === 0)
      return { source, isThere: true, bytes: 0 };
  }
  const sizes = await Promise.all(
    source.files.map(async ({ path }) => (await stat(join(source.folder, path))).size),
  ).catch((error: unknown) => {
    throw kitError(source.folder, error);
  });
  return { source, isThere: false, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

/** What lies under the name of a portable folder. */
export async function lookAt(path: string): Promise<PortableFolder | 'absent' | 'foreign'> {
  try {
    if (!(await lstat(path)).isDirectory()) return 'foreign';
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return 'absent';
    throw kitError(path, error);
  }
  return (await portableFolder(path)) ?? 'foreign';
}

/** Copies it, unless it is there. The folder under the name is whole at any moment. */
export async function copyPortable(
  { source, isThere }: PlannedCopy,
  kit: string,
  signal: AbortSignal,
): Promise<KitPart> {
  const { name, listing, files } = source;
  const part = { kind: 'program', name } as const;
  const digest = digestOf(listing);
  if (isThere) return kitPart({ ...part, state: 'there' }, { digest });
  const to = join(kit, name);
  const aside = `${to}.${toHex(randomBytes(8))}.tmp`;
  try {
    for (const file of files) await copyFile(source.folder, aside, file, signal);
    await copyFile(source.folder, aside, { path: digestsName, digest }, signal);
    const [fault] = await faultsIn({ folder: aside, files }, signal);
    if (fault !== undefined) throw notAsWritten(join(aside, fault));
    await takeName(aside, to);
  } catch (error) {
    await rm(aside, { recursive: true, force: true }).catch(ignoreSystemError);
    throw kitError(to, error);
  }
  return kitPart({ ...part, state: 'written' }, { digest });
}

async function takeName(aside: string, to: string): Promise<void> {
  const old = `${to}.${toHex(randomBytes(8))}.tmp`;
  const wasThere = await rename(to, old).then(
    () => true,
    (error: unknown) => {
      if (systemCode(error) !== 'ENOENT') throw error;
      return false;
    },
  );
  try {
    await rename(aside, to);
  } catch (error) {
    if (wasThere) await rename(old, to).catch(ignoreSystemError);
    throw error;
  }
  if (wasThere) await rm(old, { recursive: true, force: true }).catch(ignoreSystemError);
}

/**
 * Removes what killed runs left in the kit; nobody else's folder has such a name. Where a stick was pulled between
 * two renames it may be the only one, and stays.
 */
export async function tidyCopies(kit: string): Promise<void> {
  for (const name of await readdir(kit)) {
    const [, of] = leftover.exec(name) ?? [];
    if (of === undefined || typeof (await lookAt(join(kit, of))) === 'string') continue;
    await rm(join(kit, name), { recursive: true, force: true }).catch(ignoreSystemError);
  }
}

/** Copies a file in pieces. @throws VaultError `DAMAGED` where it is not what the list says */
async function copyFile(
  source: string,
  aside: string,
  { path, digest }: { readonly path: string; readonly digest: string },
  signal: AbortSignal,
): Promise<void> {
  const [from, to] = [join(source, path), join(aside, path)];
  await makeFolders(dirname(to));
  const reading = await open(from, 'r');
  try {
    const { mode } = await reading.stat();
    const writing = await open(to, 'wx', (mode & 0o100) === 0 ? 0o644 : 0o755);
    try {
      const hash = createHash('sha256');
      const buffer = new Uint8Array(chunkBytes);
      for (;;) {
        signal.throwIfAborted();
        const { bytesRead } = await reading.read(buffer, 0, buffer.length, null);
        if (bytesRead === 0) break;
        const piece = buffer.subarray(0, bytesRead);
        hash.update(piece);
        await writing.writeFile(piece);
      }
      if (hash.digest('hex') !== digest) throw damagedSource(from);
      await writing.sync();
    } finally {
      await writing.close();
    }
  } finally {
    await reading.close();
  }
  if ((await digestOfFile(to, signal)) !== digest) throw notAsWritten(to);
}

function damagedSource(path: string): VaultError {
  return new VaultError('DAMAGED', `${path} is not what the list of its folder says`, {
    hint: 'Get the portable folder anew: docs/portable.md.',
  });
}
