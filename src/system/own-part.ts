// Native parts are loaded from this program's own folder only. Node looks for a package in every folder above,
// up to the root of the drive: where a native part is not installed, a `C:\node_modules\koffi` that anybody
// on the PC may have put there would run inside of this program. The one place that knows where an install
// puts packages: beside the program's files, beside its folder, or in `native` of a portable folder.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { programRoot } from './program-root.js';

/** Where an install puts what belongs to a program whose folder is `root`: folders with `node_modules`. */
export function partFolders(root: string): string[] {
  const own = join(root, '.').replace(/[\\/]$/, '');
  const above = dirname(own);
  const beside = basename(above) === 'node_modules' ? [dirname(above)] : [];
  return [own, ...beside, join(own, 'native')];
}

/** Whether the package lies in one of the program's own folders. */
export function hasOwnPart(name: string, root: string = programRoot): boolean {
  return folderOf(name, root) !== undefined;
}

/**
 * Loads a package that may not be installed, or a file of it.
 * @param needs the packages that it loads itself.
 * @throws Error `ERR_MODULE_NOT_FOUND`, as Node throws it, unless all of them are the program's own.
 */
export async function loadOwnPart(
  name: string,
  { needs = [], file = name }: { readonly needs?: readonly string[]; readonly file?: string } = {},
): Promise<unknown> {
  const missing = [name, ...needs].find((each) => !hasOwnPart(each));
  if (missing !== undefined) throw new MissingPart(missing);
  const load = createRequire(join(folderOf(name, programRoot) ?? '', 'package.json'));
  return Promise.resolve(load(file) as unknown);
}

function folderOf(name: string, root: string): string | undefined {
  return partFolders(root).find((folder) =>
    existsSync(join(folder, 'node_modules', name, 'package.json')),
  );
}

class MissingPart extends Error {
  readonly code = 'ERR_MODULE_NOT_FOUND';

  constructor(name: string) {
    super(`Cannot find package '${name}' in the folder of this program`);
  }
}
