// Packages are loaded from this program's own folder only. Node looks for a package in every folder above,
// up to the root of the drive: where a native part is not installed, a `C:\node_modules\koffi` that anybody
// on the PC may have put there would run inside of this program. The one place that knows where an install
// puts packages: beside the program's files, or beside its folder.
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { programRoot } from './program-root.js';

/** Where an install puts what belongs to a program whose folder is `root`. */
export function partFolders(root: string): string[] {
  const own = join(root, 'node_modules');
  const beside = dirname(join(root, '.'));
  return basename(beside) === 'node_modules' ? [own, beside] : [own];
}

/** Whether the package lies in one of the program's own folders, where Node finds it before any other. */
export function hasOwnPart(name: string, root: string = programRoot): boolean {
  return partFolders(root).some((folder) => existsSync(join(folder, name, 'package.json')));
}

/**
 * To be called before a package is loaded that may not be installed.
 * @throws Error `ERR_MODULE_NOT_FOUND`, as Node throws it, unless all of them are the program's own.
 */
export function needOwnParts(...names: readonly string[]): void {
  for (const name of names) {
    if (!hasOwnPart(name)) throw new MissingPart(name);
  }
}

class MissingPart extends Error {
  readonly code = 'ERR_MODULE_NOT_FOUND';

  constructor(name: string) {
    super(`Cannot find package '${name}' in the folder of this program`);
  }
}
