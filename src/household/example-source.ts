// Whether a push is of the examples that come with the program. Somebody who tries it out must be able to
// make a vault of his own afterwards: what is pushed from the examples is not remembered.
import { realpath } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { programRoot } from '../system/program-root.js';

/**
 * Whether all of the paths lie in the program's own examples; no for none.
 * @param root the folder of the program, if it is not this one's.
 */
export async function areExamples(
  paths: readonly string[],
  { root = programRoot }: { readonly root?: string } = {},
): Promise<boolean> {
  const examples = await real(join(root, 'examples'));
  if (examples === null || paths.length === 0) return false;
  const found = await Promise.all(paths.map(real));
  return found.every((path) => path !== null && isIn(path, examples));
}

function isIn(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && way !== path;
}

/** The path without links; null for one that cannot be followed. */
async function real(path: string): Promise<string | null> {
  return realpath(path).catch(() => null);
}
