// Backups that lie in no place as the program makes it: one file by itself, a PC's folder, a folder without
// its marker or with other files beside, copies that something renamed. For getting keys back alone: nothing
// is ever stored by this. A name here is put together from what can be seen; who opens the record knows its own.
import { createHash } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { systemCode } from '../../errors.js';
import { asRecordName, type RecordName } from '../../record/name.js';
import { maximumRecordBytes, type Target, TargetError, type TargetStatus } from '../target.js';
import { tagPattern } from './contents.js';
import { inFolder } from './errors.js';
import type { DirectoryFileSystem, FolderEntry } from './file-system.js';
import { holdPlace } from './held-folder.js';
import { listRecords } from './records.js';

/** More files than a household ever has: what is beyond them is not looked at. */
const mostFiles = 5_000;

/** The name that the program gave the file, whatever was put before or behind it since. */
const givenName = /(\d{8}T\d{6}Z)-([0-9a-f]{32})/i;
const looksLikeBackup = /\.vault(?![a-z0-9])/i;
const tagAtStart = /^[0-9a-f]{16}(?![0-9a-f])/i;

/** Of a time and a PC that the file does not tell. */
const unknownTime = '00010101T000000Z';

interface FoundFile {
  readonly name: RecordName;
  readonly file: string;
}

interface Found {
  readonly files: readonly FoundFile[];
  /** What a person is told of how they lie there. */
  readonly said: string;
}

/** The target, giving also what lies there in another form. Where it finds nothing it is as it was. */
export function inAnyForm(target: Target, fileSystem: DirectoryFileSystem, path: string): Target {
  // Remembered until it is asked anew what lies there: to look again for each record would be quadratic.
  let seen: ReadonlyMap<string, readonly FoundFile[]> | null = null;
  let isPlace = true;
  const look = async (): Promise<Found | null> => {
    const found = await lookThere(fileSystem, path);
    seen = byName(found?.files ?? []);
    return found;
  };
  const filesOf = async (name: RecordName): Promise<readonly FoundFile[]> => {
    if (seen === null) await look();
    return seen?.get(name) ?? [];
  };
  return {
    ...target,
    identify: async (signal) => {
      seen = null;
      const status = await orError(target.identify(signal), signal);
      if (!(status instanceof Error) && status.placeId !== null) {
        const renamed = await renamedIn(fileSystem, path);
        return renamed.length === 0 ? status : { ...status, loose: someRenamed };
      }
      const found = await look();
      if (found !== null) return looseStatus(found);
      if (status instanceof Error) throw status;
      return status;
    },
    list: async function* (signal) {
      seen = null;
      const own = await orError(namesOf(target, signal), signal);
      isPlace = !(own instanceof Error);
      const names = new Set(own instanceof Error ? [] : own);
      const found =
        own instanceof Error ? await look() : { files: await renamedIn(fileSystem, path) };
      if (own instanceof Error && found === null) throw own;
      for (const { name } of found?.files ?? []) names.add(name);
      yield* names;
    },
    get: async (name, signal) => {
      signal.throwIfAborted();
      const own = isPlace ? await orError(target.get(name, signal), signal) : null;
      if (own instanceof Uint8Array && name.includes(hash(own))) return own;
      const files = await filesOf(name);
      const other = await inFolder(path, () => readAny(fileSystem, files, name));
      // What is no place says itself why it has no such record.
      const rest = other ?? own ?? (await target.get(name, signal));
      return rest instanceof Error ? Promise.reject(rest) : rest;
    },
  };
}

function byName(files: readonly FoundFile[]): Map<string, FoundFile[]> {
  const named = new Map<string, FoundFile[]>();
  for (const one of files) {
    const alike = named.get(one.name);
    if (alike === undefined) named.set(one.name, [one]);
    else alike.push(one);
  }
  return named;
}

const someRenamed = 'some backups there have other names than the program gave them';

function looseStatus({ said }: Found): TargetStatus {
  const traits = {
    durability: 'detachable',
    maxRecordBytes: maximumRecordBytes,
    space: 'ample',
  } as const;
  return { placeId: null, traits, loose: said };
}

/** The value, or the error of a place; an abort goes on. */
async function orError<T>(value: Promise<T>, signal: AbortSignal): Promise<T | TargetError> {
  try {
    return await value;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof TargetError) return error;
    throw error;
  }
}

async function namesOf(target: Target, signal: AbortSignal): Promise<RecordName[]> {
  const names: RecordName[] = [];
  for await (const name of target.list(signal)) names.push(name);
  return names;
}

/** What lies there; null for nothing that could be a backup. */
async function lookThere(fileSystem: DirectoryFileSystem, path: string): Promise<Found | null> {
  return inFolder(path, async () => {
    const real = await unlessMissing(fileSystem.placement(path));
    if (real === null) return null;
    const { realPath } = real;
    if ((await fileSystem.status(realPath)).kind === 'file')
      return { files: [await nameFile(fileSystem, realPath)], said: 'it is one backup by itself' };
    const files = await filesIn(fileSystem, realPath);
    if (files.length === 0) return null;
    const said = tagPattern.test(basename(realPath))
      ? 'it is the folder of one PC, not a whole place'
      : 'it was not set up as a place, or its file product-key-vault.json is missing or damaged';
    return { files, said };
  });
}

/** The backups in a folder and in the folders of PCs in it, whatever they are called now. */
async function filesIn(fileSystem: DirectoryFileSystem, folder: string): Promise<FoundFile[]> {
  const files: FoundFile[] = [];
  const take = async (inside: string, entries: readonly FolderEntry[]): Promise<void> => {
    for (const { name, kind } of entries) {
      if (kind !== 'file' || !(givenName.test(name) || looksLikeBackup.test(name))) continue;
      if (/^\._/.test(name) || /\.tmp$/i.test(name)) continue;
      if (files.length < mostFiles) files.push(await nameFile(fileSystem, join(inside, name)));
    }
  };
  const entries = await fileSystem.entries(folder);
  await take(folder, entries);
  for (const { name, kind } of entries) {
    if (kind !== 'folder' || !tagAtStart.test(name)) continue;
    const inside = join(folder, name);
    await take(inside, (await unlessMissing(fileSystem.entries(inside))) ?? []);
  }
  return files;
}

/** Those of them that the place itself does not list. */
async function renamedIn(fileSystem: DirectoryFileSystem, path: string): Promise<FoundFile[]> {
  return inFolder(path, async () => {
    // The folder may have another path now, which the place finds by its id.
    const real = await unlessMissing(fileSystem.placement(path));
    if (real === null) return [];
    const listed = new Set<string>();
    const held = await holdPlace(fileSystem, real.realPath);
    try {
      for await (const name of listRecords(fileSystem, held)) listed.add(name);
    } finally {
      await held.close();
    }
    const files = await filesIn(fileSystem, real.realPath);
    return files.filter(({ name }) => !listed.has(name));
  });
}

async function nameFile(fileSystem: DirectoryFileSystem, file: string): Promise<FoundFile> {
  const given = givenName.exec(basename(file));
  const digest = given?.[2]?.toLowerCase() ?? (await digestOf(fileSystem, file));
  const tag = tagAtStart.exec(basename(dirname(file)))?.[0].toLowerCase() ?? digest.slice(0, 16);
  const time = given?.[1]?.toUpperCase() ?? unknownTime;
  const name = asRecordName(`${tag}/${time}-${digest}.vault`);
  if (name === null) throw new TypeError('a name was put together wrongly');
  return { name, file };
}

/** What was hashed before, with the time of the file then: what lies there is looked at more than once. */
const hashed = new Map<string, { readonly modifiedMs: number; readonly digest: string }>();

async function digestOf(fileSystem: DirectoryFileSystem, file: string): Promise<string> {
  const modifiedMs = (await unlessMissing(fileSystem.status(file)))?.modifiedMs ?? 0;
  const before = hashed.get(file);
  if (before?.modifiedMs === modifiedMs) return before.digest;
  const bytes = await unlessMissing(fileSystem.readFile(file, maximumRecordBytes));
  const digest = hash(bytes ?? new Uint8Array());
  if (hashed.size < mostFiles) hashed.set(file, { modifiedMs, digest });
  return digest;
}

function hash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 32);
}

/** Of several files that have one name the one whose bytes are those of the name. */
async function readAny(
  fileSystem: DirectoryFileSystem,
  files: readonly FoundFile[],
  name: RecordName,
): Promise<Uint8Array | null> {
  let bad: Uint8Array | null = null;
  for (const { file } of files) {
    const bytes = await unlessMissing(fileSystem.readFile(file, maximumRecordBytes));
    if (bytes === null) continue;
    if (bytes.length > maximumRecordBytes) throw tooLarge(file);
    if (name.includes(hash(bytes))) return bytes;
    bad ??= bytes;
  }
  return bad;
}

function tooLarge(file: string): TargetError {
  return new TargetError('DAMAGED', `the file ${file} is larger than any backup can be`);
}

async function unlessMissing<T>(action: Promise<T>): Promise<T | null> {
  try {
    return await action;
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
    return null;
  }
}
