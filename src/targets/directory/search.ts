// Finds the folder that a place means: at its path, or, when its id is known, under any other drive
// letter or mount. A folder with another id, or with none, is never taken for it.
import * as nativePath from 'node:path';
import { systemCode, hint } from '../../errors.js';
import { holdsBackups, unmarkedFolder } from './contents.js';
import type { DirectoryEffects } from './file-system.js';
import { asDirectoryError } from './errors.js';
import type { HeldFolder } from './held-folder.js';
import { readMarker } from './marker.js';
import type { MountedVolume } from '../../system/volumes/volume.js';
import { TargetError } from '../target.js';

/** A place as the search needs it. */
export interface SoughtFolder {
  readonly path: string;
  /** Undefined for a place given ad hoc: any marked folder will do. */
  readonly id?: string;
}

/** A folder that is the right one. */
export interface FoundFolder {
  readonly folder: string;
  /** As the folder's marker has it. */
  readonly id: string;
  /** Set where the folder at the path holds backups, and no marker that can be read. */
  readonly isUnmarked?: true;
}

/** How long one volume may take to answer: a network drive that is gone can take minutes. */
const volumeLimitMs = 2_000;

/**
 * The folder of a place, looked at afresh: a stick may have been pulled since the last time.
 * @throws TargetError `UNAVAILABLE` when it is nowhere, `WRONG_TARGET` when something else is there.
 */
export async function findFolder(
  effects: DirectoryEffects,
  sought: SoughtFolder,
  signal: AbortSignal,
): Promise<FoundFolder> {
  signal.throwIfAborted();
  const path = nativePath.resolve(sought.path);
  if (sought.id === undefined) return acceptAnyPlace(effects, path);
  const here = await readMarker(effects.fileSystem, path).catch((error: unknown) => {
    if (systemCode(error) === undefined) throw error;
    return { failed: error };
  });
  if (typeof here === 'object' && 'id' in here && here.id === sought.id) {
    return { folder: path, id: here.id };
  }
  const folder = await searchVolumes(effects, { path, id: sought.id }, signal);
  if (folder !== null) return { folder, id: sought.id };
  if (typeof here === 'object' && 'failed' in here) throw asDirectoryError(here.failed, path);
  if (typeof here === 'object') throw otherPlace(path);
  // Where there is no folder at all this rejects: the place is absent then, not a wrong one.
  const entries = await effects.fileSystem.entries(path);
  if (holdsBackups(entries)) return { folder: path, id: sought.id, isUnmarked: true };
  throw unmarkedFolder(path, entries);
}

/** Without an id any marked folder is the right one. */
async function acceptAnyPlace(
  { fileSystem }: DirectoryEffects,
  path: string,
): Promise<FoundFolder> {
  const marker = await readMarker(fileSystem, path);
  if (typeof marker === 'object') return { folder: path, id: marker.id };
  throw unmarkedFolder(path, await fileSystem.entries(path));
}

/** Sees that a held folder is the one that was found: something else may have its path by now. */
export async function expectMarker(
  fileSystem: DirectoryEffects['fileSystem'],
  { path, shown }: HeldFolder,
  id: string,
): Promise<void> {
  const marker = await readMarker(fileSystem, path);
  if (typeof marker !== 'object' || marker.id !== id) throw otherPlace(shown);
}

function otherPlace(path: string): TargetError {
  return new TargetError('WRONG_TARGET', `the folder ${path} is another place than the one meant`, {
    hint: hint`Plug in the right stick or disk. If this one is to be used as well, add it as a place of its own: ${{ do: 'target-add' }}`,
  });
}

/**
 * The folder with the id, of several the one on the first volume. All volumes are asked at once, so that
 * any number of dead ones costs the time of one; what was silent once is not asked again, since every
 * such call holds a thread of this process for good.
 */
async function searchVolumes(
  effects: DirectoryEffects,
  sought: Required<SoughtFolder>,
  signal: AbortSignal,
): Promise<string | null> {
  const { silentVolumes } = effects;
  const volumes = (await effects.volumes()).filter(({ root }) => !silentVolumes.has(root));
  const searches = relocations(sought.path, volumes).map((candidates) =>
    withinLimit(effects, firstWithId(effects, candidates, sought.id), signal),
  );
  // Those behind the one that has it, or behind an abort, are not waited for.
  for (const search of searches) search.catch(() => undefined);
  for (const [index, search] of searches.entries()) {
    const found = await search;
    signal.throwIfAborted();
    if (found === undefined) silentVolumes.add(volumes[index]?.root ?? '');
    else if (found !== null) return found;
  }
  return null;
}

async function firstWithId(
  effects: DirectoryEffects,
  candidates: readonly string[],
  id: string,
): Promise<string | null> {
  for (const candidate of candidates) {
    const marker = await readMarker(effects.fileSystem, candidate).catch((error: unknown) => {
      // A volume that cannot be read is not the one that is looked for.
      if (systemCode(error) === undefined) throw error;
      return null;
    });
    if (marker !== null && typeof marker === 'object' && marker.id === id) return candidate;
  }
  return null;
}

/** What the search finds; undefined where it found no end in time. */
async function withinLimit(
  effects: DirectoryEffects,
  search: Promise<string | null>,
  signal: AbortSignal,
): Promise<string | null | undefined> {
  const done = new AbortController();
  const limit = effects.sleep(volumeLimitMs, AbortSignal.any([signal, done.signal])).then(
    () => undefined,
    () => null,
  );
  try {
    return await Promise.race([search, limit]);
  } finally {
    done.abort();
  }
}

/**
 * Where a folder may be now, a list for every volume: the path beneath the volume's root, and, as
 * nobody knows which part of the old path was the mount point, every shorter end of that path.
 * On Windows the root is known: `E:\vault` may be `F:\vault` now, nothing else.
 */
export function relocations(
  path: string,
  volumes: readonly MountedVolume[],
  rules: nativePath.PlatformPath = nativePath,
): string[][] {
  const { root } = rules.parse(path);
  const parts = path
    .slice(root.length)
    .split(rules.sep)
    .filter((part) => part !== '');
  const ends = root === '/' ? parts.map((_, n) => parts.slice(n)).concat([[]]) : [parts];
  return volumes.map((volume) =>
    ends.map((end) => rules.join(volume.root, ...end)).filter((candidate) => candidate !== path),
  );
}
