// The records in a folder: `<tag>/<time>-<digest>.vault`, a plain file each. Anything else under such
// a name (a symbolic link, a folder, a pipe) is no record and is neither followed nor removed. Whether
// the folder is the right one was asked before.
import { basename, join } from 'node:path';
import { sameBytes } from '../../bytes.js';
import { leftoverPattern, replaceDurably } from '../../system/durable-write.js';
import { systemCode } from '../../errors.js';
import { asRecordName, parseRecordName, type RecordName } from '../../record/name.js';
import type { DirectoryEffects, DirectoryFileSystem, FolderEntry } from './file-system.js';
import { ensureReadme } from './readme.js';
import { tagPattern } from './contents.js';
import { maximumRecordBytes, TargetError } from '../target.js';

/** How old a temporary file must be before it counts as left behind, not as being written. */
const leftoverAgeMs = 24 * 60 * 60 * 1000;

interface RecordPath {
  readonly tagFolder: string;
  readonly file: string;
}

function pathOf(folder: string, name: RecordName): RecordPath {
  const parts = parseRecordName(name);
  // The type promises it, but a name that leads out of the folder must never reach the disk.
  if (parts === null) throw new TypeError('not the name of a record');
  const tagFolder = join(folder, parts.tag);
  return { tagFolder, file: join(tagFolder, basename(name)) };
}

/** What `action` resolves to; null where the file or folder is not there. */
async function unlessAbsent<T>(action: Promise<T>): Promise<T | null> {
  try {
    return await action;
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
    return null;
  }
}

/**
 * The bytes of a record.
 * @throws TargetError `NOT_FOUND`; `DAMAGED` for a file larger than any record.
 */
export async function readRecord(
  fileSystem: DirectoryFileSystem,
  folder: string,
  name: RecordName,
): Promise<Uint8Array> {
  const { tagFolder, file } = pathOf(folder, name);
  const isThere = (await unlessAbsent(fileSystem.status(tagFolder)))?.kind === 'folder';
  const bytes = isThere ? await unlessAbsent(fileSystem.readFile(file, maximumRecordBytes)) : null;
  if (bytes === null) throw new TargetError('NOT_FOUND', `there is no backup ${name} in ${folder}`);
  if (bytes.length > maximumRecordBytes) {
    throw new TargetError('DAMAGED', `the file ${file} is larger than any backup can be`);
  }
  return bytes;
}

/**
 * Stores a record and sees that it would survive a power cut.
 * @throws TargetError `CONFLICT` when anything else has its name.
 */
export async function writeRecord(
  effects: DirectoryEffects,
  folder: string,
  record: { readonly name: RecordName; readonly bytes: Uint8Array },
  signal: AbortSignal,
): Promise<void> {
  const { fileSystem } = effects;
  const { tagFolder, file } = pathOf(folder, record.name);
  await makeTagFolder(fileSystem, tagFolder);
  if (await holdsAlready(fileSystem, file, record.bytes)) {
    // It may be another run's, that has not come to this step yet.
    await fileSystem.syncFolder(tagFolder);
  } else {
    await removeLeftovers(effects, folder);
    await removeLeftovers(effects, tagFolder);
    await ensureReadme(fileSystem, folder);
    signal.throwIfAborted();
    await replaceDurably(file, record.bytes, { fileSystem });
  }
  await fileSystem.syncFolder(folder);
}

async function makeTagFolder(fileSystem: DirectoryFileSystem, tagFolder: string): Promise<void> {
  try {
    await fileSystem.makeFolder(tagFolder);
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
    if ((await fileSystem.status(tagFolder)).kind !== 'folder') throw conflict(tagFolder);
  }
}

async function holdsAlready(
  fileSystem: DirectoryFileSystem,
  file: string,
  bytes: Uint8Array,
): Promise<boolean> {
  let held: Uint8Array | null;
  try {
    held = await fileSystem.readFile(file, maximumRecordBytes);
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
    return false;
  }
  if (held === null || !sameBytes(held, bytes)) throw conflict(file);
  return true;
}

function conflict(path: string): TargetError {
  const hint = 'It was damaged or changed there. Move it away, then make the backup again.';
  return new TargetError('CONFLICT', `something else has the name of the backup: ${path}`, {
    hint,
  });
}

/** Removes what killed runs left half written; what cannot be removed now waits for the next time. */
async function removeLeftovers(effects: DirectoryEffects, folder: string): Promise<void> {
  const { fileSystem } = effects;
  for (const entry of await fileSystem.entries(folder)) {
    if (entry.kind !== 'file' || !leftoverPattern.test(entry.name)) continue;
    const path = join(folder, entry.name);
    try {
      const { modifiedMs } = await fileSystem.status(path);
      if (effects.now() - modifiedMs > leftoverAgeMs) await fileSystem.unlink(path);
    } catch (error) {
      if (systemCode(error) === undefined) throw error;
    }
  }
}

/** Every record's name in the folder. A PC's folder that goes away meanwhile is passed over. */
export async function* listRecords(
  fileSystem: DirectoryFileSystem,
  folder: string,
): AsyncGenerator<RecordName, void, undefined> {
  for (const { name: tag, kind } of await fileSystem.entries(folder)) {
    if (kind !== 'folder' || !tagPattern.test(tag)) continue;
    const entries = await unlessAbsent(fileSystem.entries(join(folder, tag)));
    for (const entry of entries ?? []) {
      const name = recordNameOf(tag, entry);
      if (name !== null) yield name;
    }
  }
}

function recordNameOf(tag: string, entry: FolderEntry): RecordName | null {
  return entry.kind === 'file' ? asRecordName(`${tag}/${entry.name}`) : null;
}

/** Removes a record's file; what is no plain file stays, as it is no record. */
export async function removeRecord(
  fileSystem: DirectoryFileSystem,
  folder: string,
  name: RecordName,
): Promise<void> {
  const { tagFolder, file } = pathOf(folder, name);
  if ((await unlessAbsent(fileSystem.status(tagFolder)))?.kind !== 'folder') return;
  if ((await unlessAbsent(fileSystem.status(file)))?.kind !== 'file') return;
  await unlessAbsent(fileSystem.unlink(file));
  await fileSystem.syncFolder(tagFolder);
}
