// Looks for names in folders below one root, whatever the case, following links only where they stay
// below that root: a prepared disk must not lead a search to the PC that reads it.
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { VaultError } from '../../errors.js';
import { type Warning, warning } from '../../record/warning.js';
import { systemErrorKind } from '../../system/system-error.js';
import { entriesNamed, type FolderEntry, isVolumeRoot } from './folder-entries.js';
import { sourceError } from './source-error.js';

/** What to look for in a folder. */
interface WantedEntry {
  /** Any of these; the first is the spelling preferred where several differ only by case. */
  readonly names: readonly string[];
  readonly kind: 'folder' | 'file';
}

/** A search below one root. */
export interface ConfinedSearch {
  /**
   * Paths, links resolved, of what the folder holds of the wanted, the preferred spelling first.
   * @throws VaultError `SOURCE_UNREADABLE` where the folder cannot be listed.
   */
  find(folder: string, wanted: WantedEntry): Promise<readonly string[]>;
  /**
   * The path, links resolved, of a file some folders down; null where there is none. A folder that
   * cannot be listed is a warning.
   */
  descend(folder: string, names: readonly string[]): Promise<string | null>;
  /**
   * Paths of all folders in a folder, in the order of their names. Links are left out.
   * @throws VaultError `SOURCE_UNREADABLE` where the folder cannot be listed.
   */
  subfolders(folder: string): Promise<readonly string[]>;
  /** Notes a folder that could not be searched, where the search goes on without it. */
  refused(folder: string, failure: VaultError): void;
  /** The links that were not followed, and the folders that were refused. */
  readonly warnings: readonly Warning[];
}

/** @throws VaultError where the root does not exist or cannot be read. */
export async function confinedSearch(root: string): Promise<ConfinedSearch> {
  const realRoot = await resolvedRoot(root);
  const warnings: Warning[] = [];
  const find = async (folder: string, wanted: WantedEntry): Promise<readonly string[]> => {
    const found: string[] = [];
    for (const entry of await matching(folder, wanted.names)) {
      const path = join(folder, entry.name);
      const real = entry.isSymbolicLink() ? await within(realRoot, path) : path;
      if (real === null) warnings.push(linkNotFollowed(path));
      else if (await isOfKind(real, wanted.kind)) found.push(real);
    }
    return found;
  };
  const subfolders = async (folder: string): Promise<readonly string[]> => {
    const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
      throw sourceError(error, folder);
    });
    // A link is not followed for a name that was not asked for: it would only lead to another's folder.
    const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    return folders.toSorted().map((name) => join(folder, name));
  };
  const descend = async (folder: string, names: readonly string[]): Promise<string | null> => {
    const [name, ...rest] = names;
    if (name === undefined) return folder;
    const kind = rest.length === 0 ? 'file' : 'folder';
    for (const path of await find(folder, { names: [name], kind })) {
      const found = await descend(path, rest);
      if (found !== null) return found;
    }
    return null;
  };
  const refused = (location: string, { message }: VaultError): void => {
    const refusal = warning('folder-unreadable', message, location);
    const isSame = (one: Warning): boolean =>
      one.location === refusal.location && one.message === refusal.message;
    if (!warnings.some(isSame)) warnings.push(refusal);
  };
  return {
    find,
    subfolders,
    refused,
    descend: async (folder, names) => {
      try {
        return await descend(folder, names);
      } catch (error) {
        if (!(error instanceof VaultError)) throw error;
        refused(folder, error);
        return null;
      }
    },
    warnings,
  };
}

/** Null where links cannot be resolved: Windows has no such name for what has no drive letter. */
async function resolvedRoot(root: string): Promise<string | null> {
  if (isVolumeRoot(root)) return null;
  return realpath(root).catch((error: unknown) => {
    throw sourceError(error, root);
  });
}

async function matching(folder: string, names: readonly string[]): Promise<FolderEntry[]> {
  const entries = await entriesNamed(folder, names).catch((error: unknown) => {
    throw sourceError(error, folder);
  });
  const isExact = (entry: FolderEntry): number => (names.includes(entry.name) ? 0 : 1);
  return entries.sort((a, b) => isExact(a) - isExact(b) || (a.name < b.name ? -1 : 1));
}

const leadsNowhere: readonly unknown[] = ['missing', 'no-folder', 'circle', 'denied'];

/** Where a link leads, or null when that is outside, nowhere, or in a circle. */
async function within(realRoot: string | null, link: string): Promise<string | null> {
  if (realRoot === null) return null;
  try {
    const target = await realpath(link);
    const prefix = realRoot.endsWith(sep) ? realRoot : realRoot + sep;
    return target === realRoot || target.startsWith(prefix) ? target : null;
  } catch (error) {
    if (leadsNowhere.includes(systemErrorKind(error))) return null;
    throw sourceError(error, link);
  }
}

async function isOfKind(path: string, kind: WantedEntry['kind']): Promise<boolean> {
  const stats = await stat(path).catch((error: unknown) => {
    throw sourceError(error, path);
  });
  return kind === 'folder' ? stats.isDirectory() : stats.isFile();
}

function linkNotFollowed(location: string): Warning {
  const message = 'a link that leads out of the disk, or nowhere, was not followed';
  return warning('link-not-followed', message, location);
}
