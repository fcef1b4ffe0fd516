// A folder as a target: a stick, a NAS, a synced folder. This file is the kind and the target itself;
// the records, the search for the folder, its setting up and its volume are the files beside it.
// docs/targets/directory.md tells users about it.
import { basename, join, posix, resolve, win32 } from 'node:path';
import * as v from 'valibot';
import { VaultError } from '../../errors.js';
import { lostMarker, probeName, unmarkedFolder } from './contents.js';
import { asDirectoryError, inFolder } from './errors.js';
import { type DirectoryEffects, nodeDirectoryEffects } from './file-system.js';
import { type HeldFolder, inHeld, holdPlace } from './held-folder.js';
import { placeIdSchema } from './marker.js';
import { inAnyForm } from './any-form.js';
import { listRecords, readRecord, removeRecord, writeRecord } from './records.js';
import { expectMarker, findFolder } from './search.js';
import { prospectiveFolder, setUpFolder } from './setup.js';
import { isOnSystemVolume } from '../../system/volumes/system-volume.js';
import {
  type Durability,
  maximumRecordBytes,
  type Target,
  TargetError,
  type TargetStatus,
  type Whereabouts,
} from '../target.js';
import type { TargetKind } from '../target-kind.js';

/** What the config keeps for a folder. */
const directoryOptionsSchema = v.strictObject({
  /** The folder, as an absolute path of Windows or of anything else. */
  path: v.pipe(
    v.string(),
    v.check((path) => win32.isAbsolute(path) || posix.isAbsolute(path), 'is not an absolute path'),
    v.check((path) => !path.includes('\0'), 'holds a NUL character'),
  ),
  /** The id in the folder's marker file. Without it any place at the path is taken. */
  id: v.exactOptional(placeIdSchema),
});

export type DirectoryOptions = v.InferOutput<typeof directoryOptionsSchema> & {
  /** Backups are taken in whatever form they lie there: never kept in a config, and for reading alone. */
  readonly anyForm?: true;
};

/** The kind, with its effects to be chosen by tests. */
export function createDirectoryKind(effects: DirectoryEffects): TargetKind<DirectoryOptions> {
  return {
    kind: 'directory',
    callLimitMs: 60_000,
    isOnlyOne: false,
    members: [],
    secret: null,
    parsePlace,
    parseOptions,
    describe: ({ path }) => `folder ${path}`,
    words: ({ path }) => Promise.resolve([path]),
    facts: ({ path }) => Promise.resolve([['folder', path]]),
    initialise: (options, signal) =>
      inFolder(options.path, async () => {
        const { folder, id } = await setUpFolder(effects, options, signal);
        return { path: folder, id };
      }),
    open: (options) => {
      const target = openDirectory(options, effects);
      const { fileSystem } = effects;
      return options.anyForm === true ? inAnyForm(target, fileSystem, options.path) : target;
    },
    forReading: (options) => ({ ...options, anyForm: true }),
  };
}

/**
 * Folders of this PC, and whatever is plugged into it or mounted. Its calls may hang as long as a mount
 * does: the program works by directory/apart.ts, which has them done in a process of their own.
 */
export const directoryKind = createDirectoryKind(nodeDirectoryEffects);

function parsePlace(place: string): DirectoryOptions | null {
  if (place === 'credential-store' || place.startsWith('s3://')) return null;
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(place)) {
    throw new VaultError('USAGE', `the place ${place} is of no kind that is known`, {
      hint: 'A place is a folder, credential-store or s3://bucket/prefix.',
    });
  }
  if (place === '' || place.includes('\0')) {
    throw new VaultError('USAGE', 'the place is empty or holds a NUL character', {
      hint: 'Give the path of a folder.',
    });
  }
  // On Windows a bare `E:` would mean whatever folder was last used on that drive.
  const isDrive = process.platform === 'win32' && /^[a-z]:$/i.test(place);
  return { path: resolve(isDrive ? `${place}\\` : place) };
}

function parseOptions(members: Readonly<Record<string, unknown>>): DirectoryOptions {
  const result = v.safeParse(directoryOptionsSchema, members);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const member = v.getDotPath(issue) ?? 'the whole';
  throw new VaultError('BAD_CONFIG', `a place of kind directory: ${member}: ${issue.message}`, {
    hint: 'A folder needs "path", an absolute path, and may have "id", which is filled in when the place is added.',
  });
}

function openDirectory(options: DirectoryOptions, effects: DirectoryEffects): Target {
  const { fileSystem } = effects;
  const within = <T>(
    signal: AbortSignal,
    purpose: 'look' | 'change',
    action: (found: HeldFolder) => Promise<T>,
  ): Promise<T> =>
    inFolder(options.path, async () => {
      const found = await findFolder(effects, options, signal);
      signal.throwIfAborted();
      return inHeld(fileSystem, found.folder, async (held) => {
        if (found.isUnmarked !== true) await expectMarker(fileSystem, held, found.id);
        else if (purpose === 'change')
          throw unmarkedFolder(found.folder, await fileSystem.entries(found.folder));
        return action(held);
      });
    });
  const withinOrAbove = <T>(
    signal: AbortSignal,
    action: (place: ExpectedFolder) => Promise<T>,
  ): Promise<T> =>
    inFolder(options.path, async () => {
      signal.throwIfAborted();
      const prospect =
        options.id === undefined ? await prospectiveFolder(effects, options.path) : null;
      if (prospect !== null) return action({ folder: prospect, id: null });
      return action(await findFolder(effects, options, signal));
    });
  const probe = (signal: AbortSignal): Promise<number> =>
    withinOrAbove(signal, ({ folder }) => writeProbe(effects, folder));
  return {
    identify: (signal) => withinOrAbove(signal, (place) => statusOf(effects, place, options.path)),
    tryWriting: (signal) => probe(signal).then(() => undefined),
    clockAheadMs: probe,
    put: (name, record, signal) =>
      within(signal, 'change', async (folder) => {
        if (record.length > maximumRecordBytes) throw tooLarge(record.length);
        await writeRecord(effects, folder, { name, bytes: record }, signal);
      }),
    get: (name, signal) => within(signal, 'look', (folder) => readRecord(fileSystem, folder, name)),
    list: async function* (signal) {
      const { folder } = await inFolder(options.path, () => findFolder(effects, options, signal));
      const held = await inFolder(options.path, () => holdPlace(fileSystem, folder));
      try {
        for await (const name of listRecords(fileSystem, held)) {
          signal.throwIfAborted();
          yield name;
        }
      } catch (error) {
        throw asDirectoryError(error, options.path);
      } finally {
        await held.close();
      }
    },
    remove: (name, signal) =>
      within(signal, 'change', (folder) => removeRecord(fileSystem, folder, name)),
    close: () => Promise.resolve(),
  };
}

function tooLarge(sizeBytes: number): TargetError {
  const message = `a backup of ${sizeBytes} bytes is larger than a place takes (${maximumRecordBytes})`;
  return new TargetError('TOO_LARGE', message);
}

/** The folder of a place; of one that is still to be set up, without an id, where it would lie. */
interface ExpectedFolder {
  readonly folder: string;
  readonly id: string | null;
  readonly isUnmarked?: true;
}

async function statusOf(
  effects: DirectoryEffects,
  { folder, id, isUnmarked }: ExpectedFolder,
  path: string,
): Promise<TargetStatus> {
  const traits = {
    durability: await durabilityOf(effects, folder),
    maxRecordBytes: maximumRecordBytes,
    space: 'ample',
  } as const;
  const there = await effects.whereabouts(folder);
  const isAbsent = id === null && folder !== resolve(path);
  const isMoved = id !== null && folder !== resolve(path);
  return {
    placeId: id,
    traits,
    ...(isMoved ? { foundAt: `the folder ${folder}` } : {}),
    ...(isUnmarked === true ? { lostMark: lostMarker } : {}),
    whereabouts: isAbsent ? inside(there, basename(path)) : there,
  };
}

/** Where a folder of this name would lie. */
function inside(above: Whereabouts, name: string): Whereabouts {
  // Windows and macOS know it by any case.
  const known = process.platform === 'linux' ? name : name.toLowerCase();
  const file = above.file === null ? null : `${above.file}/${known}`;
  return { ...above, realPath: join(above.realPath, name), file };
}

/**
 * Asking for permissions tells little (root, network drives, Windows): only writing shows it.
 * @returns how far the clock that dated the file is ahead, in milliseconds.
 */
function writeProbe(effects: DirectoryEffects, folder: string): Promise<number> {
  return inHeld(effects.fileSystem, folder, (held) => probeIn(effects, held));
}

async function probeIn(effects: DirectoryEffects, folder: HeldFolder): Promise<number> {
  const path = join(folder.path, `${probeName}.${effects.randomId().slice(0, 16)}.tmp`);
  const file = await effects.fileSystem.createFile(path);
  try {
    // A full stick still takes names: only bytes that reach it tell.
    await file.write(new Uint8Array(probeBytes));
    await file.sync();
    return (await effects.fileSystem.status(path)).modifiedMs - effects.now();
  } finally {
    await file.close();
    await effects.fileSystem.unlink(path);
  }
}

/** More than a backup and what is set up with it take. */
const probeBytes = 64 * 1024;

async function durabilityOf(effects: DirectoryEffects, folder: string): Promise<Durability> {
  const { fileSystem, systemRoots } = effects;
  const placement = await fileSystem.placement(folder);
  const roots = await Promise.all(systemRoots.map((root) => fileSystem.placement(root)));
  const onSystem = isOnSystemVolume(placement, roots, await effects.volumes());
  return onSystem ? 'this-install' : 'detachable';
}
