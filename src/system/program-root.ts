// Where this program lies: the one place that knows how its files lie below package.json. The sources and what
// the compiler makes of them lie in folders, the bundle lies flat in one.
import { existsSync } from 'node:fs';
import { dirname, extname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { VaultError } from '../errors.js';

const here = fileURLToPath(import.meta.url);

/** Whether this is the bundle, which holds every package that is not native. */
export const isBundle = extname(here) === '.cjs';

/** The folder with package.json, ending with a separator: of an install, of a clone or of a portable folder. */
export const programRoot = `${rootAbove(dirname(here))}${sep}`;

function rootAbove(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const above = dirname(folder);
  if (above === folder) throw new VaultError('FAILURE', 'package.json of this program is gone');
  return rootAbove(above);
}
