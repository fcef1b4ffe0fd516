// What a kit is made of, as it lies with the program that runs: the page without backups, and the portable folders.
// And the other way round: the vault that this program lies beside, where it was started from a stick.
import { existsSync } from 'node:fs';
import { readdir, realpath } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { VaultError } from '../errors.js';
import { kitError, readPlain, textOf } from '../restore/kit-file.js';
import { pageWithout } from '../restore/page-data.js';
import {
  type PortableFolder,
  type ListedFile,
  buildOf,
  digestOfFile,
  portableFoldersAt,
} from '../restore/portable-folder.js';
import { isPortable, pageName, pageTemplate, programInFolder } from '../system/program-files.js';
import { programRoot } from '../system/program-root.js';
import { ignoreSystemError } from '../system/system-error.js';
import { markerName } from '../targets/directory/marker.js';

/** The page as the build made it; null where this program came without it. @throws VaultError `FORMAT` */
export async function readTemplate(path = pageTemplate): Promise<string | null> {
  const bytes = await readPlain(path);
  if (bytes === 'absent') return null;
  const text = bytes === 'other' ? null : textOf(bytes);
  if (text === null) throw new VaultError('FORMAT', `${path} is not a page of vault`);
  return pageWithout(text);
}

/** The build of the program that runs; null where it is no bundle, as in the sources before a build. */
export async function ownBuild(signal: AbortSignal, root = programRoot): Promise<string | null> {
  const folder = dirname(programInFolder);
  const names = await readdir(join(root, folder)).catch(ignoreSystemError);
  const files: ListedFile[] = [];
  for (const name of names ?? []) {
    const path = `${folder}/${name}`;
    const digest = await digestOfFile(join(root, path), signal);
    if (digest !== null) files.push({ path, digest });
  }
  return buildOf(files);
}

/**
 * The portable folders at hand: those that are named; otherwise the one that runs with those beside it, or what
 * the build made in a clone.
 * @throws VaultError `USAGE` where a named folder is none
 */
export async function portableAtHand(named: readonly string[]): Promise<readonly PortableFolder[]> {
  const folders = named.length > 0 ? named.map((path) => resolve(path)) : usualFolders();
  const found: PortableFolder[] = [];
  for (const folder of folders) {
    const some = await portableFoldersAt(folder).catch((error: unknown) => {
      throw kitError(folder, error);
    });
    if (some.length === 0 && named.length > 0) throw noPortable(folder);
    found.push(...some.filter(({ name }) => !found.some((one) => one.name === name)));
  }
  return found;
}

/** What a kit is held against: only what does not lie in the kit itself proves anything of it. */
export async function heldAgainst(
  kit: string,
  named: readonly string[],
  signal: AbortSignal,
): Promise<{
  readonly template: string | null;
  readonly portable: readonly PortableFolder[];
  readonly program: string | null;
}> {
  const portable: PortableFolder[] = [];
  for (const one of await portableAtHand(named))
    if (!(await liesIn(one.folder, kit))) portable.push(one);
  if (await liesIn(programRoot, kit)) return { template: null, portable, program: null };
  return { template: await readTemplate(), portable, program: await ownBuild(signal) };
}

/** Whether the path, wherever its links lead, is the folder or lies in it. */
async function liesIn(path: string, folder: string): Promise<boolean> {
  const real = (one: string): Promise<string> => realpath(one).catch(() => resolve(one));
  const way = relative(await real(folder), await real(path));
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function usualFolders(): readonly string[] {
  const root = resolve(programRoot);
  return isPortable() ? [root, dirname(root)] : [join(root, 'portable')];
}

function noPortable(folder: string): VaultError {
  return new VaultError('USAGE', `${folder} is no portable folder, and holds none`, {
    hint: 'It is the folder vault-windows-x64 or vault-linux-x64, unpacked, or the folder that they are in.',
  });
}

/** The folder with backups that the program lies beside, as on a stick that was plugged in; null for none. */
export function vaultBeside(isStarted = isPortable(), root: string = programRoot): string | null {
  if (!isStarted) return null;
  const folder = dirname(resolve(root));
  return [markerName, pageName].some((name) => existsSync(join(folder, name))) ? folder : null;
}
