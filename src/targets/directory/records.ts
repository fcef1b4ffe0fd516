// The records in a folder: `<tag>/<time>-<digest>.vault`, a plain file each. Anything else under such
// a name (a symbolic link, a folder, a pipe) is no record and is neither followed nor removed. Whether
// the folder is the right one was asked before; it is held meanwhile, and so is that of the PC.
import { basename, join } from 'node:path';
import { sameBytes } from '../../bytes.js';
import { leftoverOf, replaceDurably } from '../../system/durable-write.js';
import { systemCode } from '../../errors.js';
import { asRecordName, parseRecordName, probeTag, type RecordName } from '../../record/name.js';
import type { DirectoryEffects, DirectoryFileSystem, FolderEntry } from './file-system.js';
import type { HeldFolder } from './held-folder.js';
import { ensureReadme } from './readme.js';
import { inTagFolder, unlessAbsent } from './tag-folder.js';
import { isOwnLeftover, tagPattern } from './contents.js';
import { givesWay } from '../fits-name.js';
import { maximumRecordBytes, TargetError } from '../target.js';

/** How old a temporary file must be before it counts as left behind, not as being written. */
const leftoverAgeMs = 24 * 60 * 60 * 1000;

/** Where a record lies in the folder of a place. */
function partsOf(name: RecordName): { readonly tag: string; readonly file: string } {
  const parts = parseRecordName(name);
  // The type promises it, but a name that leads out of the folder must never reach the disk.
  if (parts === null) throw new TypeError('not the name of a record');
  return { tag: parts.tag, file: basename(name) };
}

/**
 * The bytes of a record.
 * @throws TargetError `NOT_FOUND`; `DAMAGED` for a file larger than any record.
 */
export async function readRecord(
  fileSystem: DirectoryFileSystem,
  folder: HeldFolder,
  name: RecordName,
): Promise<Uint8Array> {
  const { tag, file } = partsOf(name);
  const bytes = await inTagFolder(fileSystem, folder, tag, ({ path }) =>
    unlessAbsent(fileSystem.readFile(join(path, file), maximumRecordBytes)),
  );
  const { shown } = folder;
  if (bytes === null) throw new TargetError('NOT_FOUND', `there is no backup ${name} in ${shown}`);
  if (bytes.length > maximumRecordBytes) {
    const where = join(shown, name);
    throw new TargetError('DAMAGED', `the file ${where} is larger than any backup can be`);
  }
  return bytes;
}

/**
 * Stores a record and sees that it would survive a power cut.
 * @throws TargetError `CONFLICT` when anything else has its name.
 */
export async function writeRecord(
  effects: DirectoryEffects,
  folder: HeldFolder,
  record: { readonly name: RecordName; readonly bytes: Uint8Array },
  signal: AbortSignal,
): Promise<void> {
  const { fileSystem } = effects;
  const { tag, file } = partsOf(record.name);
  await folder.check();
  await makeTagFolder(fileSystem, join(folder.path, tag));
  const written = await inTagFolder(fileSystem, folder, tag, async (tagFolder) => {
    await writeInto(effects, { folder, tagFolder }, { ...record, file }, signal);
    return true;
  });
  if (written === null) throw conflict(join(folder.shown, tag));
  await fileSystem.syncFolder(folder.path);
}

async function writeInto(
  effects: DirectoryEffects,
  { folder, tagFolder }: { readonly folder: HeldFolder; readonly tagFolder: HeldFolder },
  { name, file, bytes }: { name: RecordName; file: string; bytes: Uint8Array },
  signal: AbortSignal,
): Promise<void> {
  const { fileSystem } = effects;
  const path = join(tagFolder.path, file);
  const there = { name, path, shown: join(tagFolder.shown, file) };
  if (await holdsAlready(fileSystem, there, bytes)) {
    // It may be another run's, that has not come to this step yet.
    await fileSystem.syncFolder(tagFolder.path);
    return;
  }
  const { tag } = partsOf(name);
  await removeLeftovers(effects, folder, isOwnLeftover);
  await removeLeftovers(effects, tagFolder, (left) => isLeftOfRecord(tag, left));
  await ensureReadme(fileSystem, folder.path);
  signal.throwIfAborted();
  const beforeNaming = () => tagFolder.check();
  await replaceDurably(path, bytes, { fileSystem, beforeNaming });
}

async function makeTagFolder(fileSystem: DirectoryFileSystem, path: string): Promise<void> {
  try {
    await fileSystem.makeFolder(path);
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
  }
}

/** Whether the bytes are there. A damaged copy is not; the rename then takes its name from it. */
async function holdsAlready(
  fileSystem: DirectoryFileSystem,
  {
    name,
    path,
    shown,
  }: { readonly name: RecordName; readonly path: string; readonly shown: string },
  bytes: Uint8Array,
): Promise<boolean> {
  let held: Uint8Array | null;
  try {
    held = await fileSystem.readFile(path, maximumRecordBytes);
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
    return false;
  }
  if (held !== null && sameBytes(held, bytes)) return true;
  if (held !== null && givesWay(name, { held, incoming: bytes })) return false;
  throw conflict(shown);
}

function conflict(path: string): TargetError {
  const hint = 'It was damaged or changed there. Move it away, then make the backup again.';
  return new TargetError('CONFLICT', `something else has the name of the backup: ${path}`, {
    hint,
  });
}

/** Whether a killed run of this program left it where records lie: nobody else's file has such a name. */
function isLeftOfRecord(tag: string, name: string): boolean {
  return asRecordName(`${tag}/${leftoverOf(name) ?? ''}`) !== null;
}

/** Removes what killed runs left half written; what cannot be removed now waits for the next time. */
async function removeLeftovers(
  effects: DirectoryEffects,
  folder: HeldFolder,
  isOurs: (name: string) => boolean,
): Promise<void> {
  const { fileSystem } = effects;
  for (const entry of await fileSystem.entries(folder.path)) {
    if (entry.kind !== 'file' || !isOurs(entry.name)) continue;
    const path = join(folder.path, entry.name);
    try {
      const { kind, modifiedMs } = await fileSystem.status(path);
      if (kind !== 'file' || effects.now() - modifiedMs <= leftoverAgeMs) continue;
      await folder.check();
      await fileSystem.unlink(path);
    } catch (error) {
      if (systemCode(error) === undefined) throw error;
    }
  }
}

/** Every record's name in the folder. A PC's folder that goes away meanwhile is passed over. */
export async function* listRecords(
  fileSystem: DirectoryFileSystem,
  folder: HeldFolder,
): AsyncGenerator<RecordName, void, undefined> {
  for (const { name: tag, kind } of await fileSystem.entries(folder.path)) {
    if (kind !== 'folder' || !tagPattern.test(tag)) continue;
    for (const entry of await tagEntries(fileSystem, folder, tag)) {
      const name = recordNameOf(tag, entry);
      if (name !== null) yield name;
    }
  }
}

/**
 * What lies in a PC's folder that was listed. One that is said not to be there is asked for once more, if it is
 * still listed: a sync would take nothing for all that there is.
 * @throws TargetError `UNAVAILABLE` where it is listed and cannot be found.
 */
async function tagEntries(
  fileSystem: DirectoryFileSystem,
  folder: HeldFolder,
  tag: string,
): Promise<readonly FolderEntry[]> {
  const entriesNow = (): Promise<readonly FolderEntry[] | null> =>
    unlessAbsent(inTagFolder(fileSystem, folder, tag, ({ path }) => fileSystem.entries(path)));
  const first = await entriesNow();
  if (first !== null) return first;
  const listed = await fileSystem.entries(folder.path);
  if (!listed.some(({ name, kind }) => kind === 'folder' && name === tag)) return [];
  const second = await entriesNow();
  if (second !== null) return second;
  const shown = join(folder.shown, tag);
  throw new TargetError('UNAVAILABLE', `the folder ${shown} is listed, but cannot be found`);
}

function recordNameOf(tag: string, entry: FolderEntry): RecordName | null {
  return entry.kind === 'file' ? asRecordName(`${tag}/${entry.name}`) : null;
}

/** Removes a record's file; what is no plain file stays, as it is no record. */
export async function removeRecord(
  fileSystem: DirectoryFileSystem,
  folder: HeldFolder,
  name: RecordName,
): Promise<void> {
  const { tag, file } = partsOf(name);
  await inTagFolder(fileSystem, folder, tag, async (tagFolder) => {
    const path = join(tagFolder.path, file);
    if ((await unlessAbsent(fileSystem.status(path)))?.kind !== 'file') return;
    await tagFolder.check();
    await unlessAbsent(fileSystem.unlink(path));
    await fileSystem.syncFolder(tagFolder.path);
  });
  // A PC's folder stays: another run may be about to store in it. Nobody stores under the tag of a trial.
  if (tag === probeTag) await removeEmpty(fileSystem, folder, tag);
}

async function removeEmpty(
  fileSystem: DirectoryFileSystem,
  folder: HeldFolder,
  tag: string,
): Promise<void> {
  try {
    await folder.check();
    await fileSystem.removeFolder(join(folder.path, tag));
  } catch (error) {
    // It is not empty, or never was there; an empty folder harms nobody.
    if (systemCode(error) === undefined) throw error;
  }
}
