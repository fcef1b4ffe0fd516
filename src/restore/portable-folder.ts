// A portable folder: the program with a Node of its own. Its file SHA256SUMS lists every other file with its
// digest, and is all that this knows of what is inside. A list may come from anywhere, so no path in it leads out
// of the folder.
import { createHash } from 'node:crypto';
import { lstat, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { VaultError, systemCode } from '../errors.js';
import { digestsName, portableNames, programInFolder } from '../system/program-files.js';
import { kitError, readPlain, textOf } from './kit-file.js';

/** A file of the list. */
export interface ListedFile {
  /** Below the folder, with slashes. */
  readonly path: string;
  readonly digest: string;
}

/** A portable folder, by its list. */
export interface PortableFolder {
  readonly folder: string;
  readonly name: (typeof portableNames)[number];
  /** The list itself, as it is. */
  readonly listing: Uint8Array;
  readonly files: readonly ListedFile[];
}

/** More than any release has: what goes beyond is no list of ours. */
const mostFiles = 5_000;
const listingLimitBytes = 1024 * 1024;

/** The portable folder that lies there; null for anything else. */
export async function portableFolder(folder: string): Promise<PortableFolder | null> {
  const listing = await readPlain(join(folder, digestsName), listingLimitBytes);
  if (typeof listing === 'string') return null;
  const files = listedFiles(textOf(listing) ?? '');
  if (files === null) return null;
  const has = (path: string): boolean => files.some((file) => file.path === path);
  if (!has(programInFolder)) return null;
  const name = has('node.exe') ? portableNames[0] : has('node') ? portableNames[1] : null;
  return name === null ? null : { folder, name, listing, files };
}

/** The portable folders at a path: itself, or those in it. */
export async function portableFoldersAt(path: string): Promise<readonly PortableFolder[]> {
  const itself = await portableFolder(path).catch(unlessNoFolder);
  if (itself !== null) return [itself];
  const inside = await Promise.all(
    portableNames.map((name) => portableFolder(join(path, name)).catch(unlessNoFolder)),
  );
  return inside.filter((one) => one !== null);
}

/** What is no folder has none in it. */
function unlessNoFolder(error: unknown): null {
  if (error instanceof VaultError && systemCode(error.cause) === 'ENOTDIR') return null;
  throw error;
}

/** The lines of a list as `sha256sum` writes them; null for what is none. */
export function listedFiles(text: string): readonly ListedFile[] | null {
  const lines = text.split('\n');
  if (lines.pop() !== '' || lines.length === 0 || lines.length > mostFiles) return null;
  const files = lines.flatMap((line) => {
    const [, digest, path] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
    return digest === undefined || path === undefined || !staysInside(path)
      ? []
      : [{ digest, path }];
  });
  const names = new Set(files.map(({ path }) => path.toLowerCase()));
  return files.length === lines.length && names.size === files.length ? files : null;
}

/** Plain names, divided by slashes: no drive, no backslash, nothing that leads up or is a device's name. */
function staysInside(path: string): boolean {
  const parts = path.split('/');
  const isPlain = (part: string): boolean =>
    /^[A-Za-z0-9@_][A-Za-z0-9@_+. -]*$/.test(part) && !/[. ]$/.test(part);
  return parts.length <= 16 && path !== digestsName && parts.every(isPlain);
}

/**
 * What tells one build of the program from another, in hex: made of the digests of all that it runs; null where
 * there is nothing of it.
 */
export function buildOf(files: readonly ListedFile[]): string | null {
  const run = files.filter(({ path }) => /^bundle\/[^/]+\.cjs$/.test(path));
  if (run.length === 0) return null;
  const lines = run.map(({ digest, path }) => `${digest}  ${path}\n`).sort();
  return createHash('sha256').update(lines.join('')).digest('hex');
}

/** What is wrong with the files of the folder, in words; empty where all are as the list says, and no more. */
export async function faultsIn(
  { folder, files }: Pick<PortableFolder, 'folder' | 'files'>,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const { path, digest } of files) {
    const held = await digestOfFile(join(folder, path), signal);
    if (held === null) faults.push(`${path} is missing`);
    else if (held !== digest) faults.push(`${path} is damaged or was changed`);
  }
  const listed = new Set([digestsName, ...files.map(({ path }) => path)]);
  for (const path of await filesBelow(folder))
    if (!listed.has(path)) faults.push(`${path} is not one of its files`);
  return faults;
}

/** SHA-256 of a plain file, in hex; null where there is none. */
export async function digestOfFile(path: string, signal: AbortSignal): Promise<string | null> {
  try {
    if (!(await lstat(path)).isFile()) return null;
    const handle = await open(path, 'r');
    try {
      const hash = createHash('sha256');
      const buffer = new Uint8Array(chunkBytes);
      for (;;) {
        signal.throwIfAborted();
        const { bytesRead } = await handle.read(buffer, 0, buffer.length, null);
        if (bytesRead === 0) return hash.digest('hex');
        hash.update(buffer.subarray(0, bytesRead));
      }
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '')) return null;
    throw kitError(path, error);
  }
}

/** How much of a file is read at once. */
export const chunkBytes = 1024 * 1024;

/** What systems put into every folder is no file of anybody. */
const litter = /^(?:\._.*|\.DS_Store|desktop\.ini|Thumbs\.db)$/i;

/** The files below the folder and the links, which are never followed; some of them, where there are very many. */
async function filesBelow(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  const folders = [''];
  for (let at = folders.pop(); at !== undefined; at = folders.pop()) {
    for (const entry of await readdir(join(folder, at), { withFileTypes: true })) {
      const path = at === '' ? entry.name : `${at}/${entry.name}`;
      if (entry.isDirectory()) folders.push(path);
      else if (!litter.test(entry.name)) found.push(path);
      if (found.length + folders.length > mostFiles) return found;
    }
  }
  return found.sort();
}
