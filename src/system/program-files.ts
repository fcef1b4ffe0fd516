// The parts of this program that lie on a stick by themselves, by the names that they have there: its portable
// folders, and the page that opens backups in a browser.
import { dirname, join } from 'node:path';
import { programRoot } from './program-root.js';

/** The page that gives the keys back in a browser, as it lies beside backups and in the bundle. */
export const pageName = 'RESTORE.html';

/** The portable folders, as scripts/portable/platforms.mjs names them. */
export const portableNames = ['vault-windows-x64', 'vault-linux-x64'] as const;

/** The file in a portable folder that tells the digest of every other one. */
export const digestsName = 'SHA256SUMS';

/** What is started, as it lies in a portable folder and in any install. */
export const programInFolder = 'bundle/vault.cjs';

/** The page without backups, as the build made it. */
export const pageTemplate = join(programRoot, 'bundle', pageName);

/** Whether Node lies beside the program: a portable folder, which nothing has put on a path. */
export function isPortable(): boolean {
  return dirname(process.execPath) === dirname(join(programRoot, 'package.json'));
}
