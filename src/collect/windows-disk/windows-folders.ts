// Finds the registry folder of every Windows below a path: a disk's root, a Windows folder or the
// registry folder itself; and those of the earlier Windows that an upgrade put into Windows.old.
import { VaultError } from '../../errors.js';
import { type ConfinedSearch, confinedSearch } from '../files/confined-folder.js';
import { fileHead, startsAsHive } from '../files/file-head.js';

/** The two hives of a Windows; null where there is no such file. */
export interface HiveFiles {
  readonly software: string | null;
  readonly system: string | null;
}

/** The folder with the hives of one Windows. */
export interface ConfigFolder extends HiveFiles {
  /** The Windows folder; the path of the search where that began further down. */
  readonly windows: string;
  /** Copies that Windows made of them, in the folder RegBack. */
  readonly copies: HiveFiles;
  /** What was here before, on the same disk. */
  readonly earlier: readonly ConfigFolder[];
}

/** What a search found, and what it would not follow. */
export interface FolderSearch {
  readonly folders: readonly ConfigFolder[];
  /** For whatever else lies below the same path; it gathers the warnings of the search too. */
  readonly search: ConfinedSearch;
}

/** A second upgrade within the days that it is kept makes one with a number. */
const earlierNames = [
  'Windows.old',
  ...Array.from({ length: 10 }, (_, i) => `Windows.old.${String(i).padStart(3, '0')}`),
];
const windowsNames = ['Windows', 'WINNT'];
const copiesName = 'RegBack';

/** A folder on the way down, and the Windows folder that it is in. */
interface Step {
  readonly path: string;
  readonly windows: string;
}

/**
 * Every folder with a SOFTWARE or SYSTEM file where Windows has them.
 * @throws VaultError where a folder on the way cannot be read.
 */
export async function findConfigFolders(path: string): Promise<FolderSearch> {
  const search = await confinedSearch(path);
  const start: Step = { path, windows: path };
  const windows = [start, ...(await windowsIn(search, path))];
  const system32 = [start, ...(await below(search, windows, 'System32'))];
  const config = await below(search, system32, 'config');
  const folders = await Promise.all(config.map((step) => hivesIn(search, step)));
  const own = await hivesIn(search, start);
  const found = withoutRepeats([...(await onlyIfHives(own)), ...folders].filter(hasHives));
  const earlier = await findEarlier(search, path);
  const [first, ...others] = found;
  // Windows.old alone is all that is left of a Windows.
  return { folders: first === undefined ? earlier : [{ ...first, earlier }, ...others], search };
}

/**
 * The Windows in the folders Windows.old below the root of a disk. A folder that may not be read is a
 * warning: on a running Windows only administrators may.
 */
export async function findEarlier(search: ConfinedSearch, root: string): Promise<ConfigFolder[]> {
  try {
    return await earlierIn(search, root);
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    search.refused(root, error);
    return [];
  }
}

async function earlierIn(search: ConfinedSearch, root: string): Promise<ConfigFolder[]> {
  const folders: ConfigFolder[] = [];
  for (const old of await search.find(root, { names: earlierNames, kind: 'folder' })) {
    const system32 = await below(search, await windowsIn(search, old), 'System32');
    const config = await below(search, system32, 'config');
    folders.push(...(await Promise.all(config.map((step) => hivesIn(search, step)))));
  }
  return withoutRepeats(folders.filter(hasHives));
}

async function windowsIn(search: ConfinedSearch, root: string): Promise<Step[]> {
  const folders = await search.find(root, { names: windowsNames, kind: 'folder' });
  return folders.map((folder) => ({ path: folder, windows: folder }));
}

async function below(
  search: ConfinedSearch,
  steps: readonly Step[],
  name: string,
): Promise<Step[]> {
  const found: Step[] = [];
  for (const { path, windows } of steps) {
    const folders = await search.find(path, { names: [name], kind: 'folder' });
    found.push(...folders.map((folder) => ({ path: folder, windows })));
  }
  return found;
}

async function hivesIn(search: ConfinedSearch, { path, windows }: Step): Promise<ConfigFolder> {
  const [software] = await search.find(path, { names: ['SOFTWARE'], kind: 'file' });
  const [system] = await search.find(path, { names: ['SYSTEM'], kind: 'file' });
  const hives = { software: software ?? null, system: system ?? null };
  return { windows, ...hives, copies: await copiesIn(search, path), earlier: [] };
}

/** Windows 10 and later leave the files there empty. */
async function copiesIn(search: ConfinedSearch, path: string): Promise<HiveFiles> {
  const copy = async (name: string): Promise<string | null> => {
    const file = await search.descend(path, [copiesName, name]);
    return file !== null && startsAsHive(await fileHead(file, 4)) ? file : null;
  };
  return { software: await copy('SOFTWARE'), system: await copy('SYSTEM') };
}

/** Any folder may hold a file called "system": where no folder names say so, its content must. */
async function onlyIfHives(folder: ConfigFolder): Promise<ConfigFolder[]> {
  const files = [folder.software, folder.system].filter((file) => file !== null);
  const heads = await Promise.all(files.map((file) => fileHead(file, 4)));
  return heads.some(startsAsHive) ? [folder] : [];
}

function hasHives({ copies, ...own }: ConfigFolder): boolean {
  return [own, copies].some(({ software, system }) => software !== null || system !== null);
}

/** Two names of one folder, one of them a link, are one Windows. */
function withoutRepeats(folders: readonly ConfigFolder[]): ConfigFolder[] {
  const filesOf = ({ copies, ...own }: ConfigFolder): string =>
    [own, copies].map(({ software, system }) => `${software}|${system}`).join('|');
  const byFiles = new Map(folders.map((folder) => [filesOf(folder), folder]));
  return [...byFiles.values()];
}
