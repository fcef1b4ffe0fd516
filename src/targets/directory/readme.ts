// The page for people that lies beside the records: found on a stick years later, it must tell what
// this is and how to get the keys back. It names nobody and no PC.
import { join } from 'node:path';
import { replaceDurably } from '../../system/durable-write.js';
import { systemCode } from '../../errors.js';
import type { DirectoryFileSystem } from './file-system.js';

/** Sorts above the folders, and reads as what it is. */
export const readmeName = 'READ ME FIRST.txt';

const lines = [
  'READ ME FIRST',
  '',
  'This folder holds backups of product keys: the keys that Windows, Office and',
  'other programs ask for when they are installed again. The backups were made by',
  'the program product-key-vault. They are locked with a passphrase. Without it',
  'nobody can read them, and nobody can tell from them whose they are.',
  '',
  'HOW TO GET THE KEYS BACK',
  '',
  '1. Install Node.js (version 24, or a later LTS) from https://nodejs.org',
  '2. Open a terminal: press the Windows key, type  cmd  and press Enter.',
  '   On Linux or a Mac open the program called Terminal.',
  '3. Get the program product-key-vault from where you had it, and from nowhere',
  '   else: it will ask for your passphrase. In its folder type',
  '',
  '       npm ci',
  '',
  '4. Let it read this folder. Type this line, with the path of this folder in',
  '   place of the example, and press Enter:',
  '',
  '       node . pull --from "E:\\product-key-vault"',
  '',
  '   Where it was installed for good, that is  vault pull --from ...',
  '',
  '5. Type the passphrase when it is asked for. The keys are shown, each with what',
  '   to do next. If the passphrase is lost, the recovery code opens the backups',
  '   too, if one was made: it was printed to be kept on paper.',
  '',
  'PLEASE',
  '',
  '- Do not rename or change the files and folders here. Copying the whole folder',
  '  to another stick or disk is fine, and a good idea.',
  '- Keep the file product-key-vault.json. It tells the program which place this',
  '  is.',
  '',
  'For programmers: docs/format.md of product-key-vault describes the .vault files',
  'byte by byte, so that another program can open them with the passphrase.',
  '',
];

/** The page. Lines end as Windows' Notepad of every age shows them. */
export const readmeText = lines.join('\r\n');

/** Writes the page where it is missing; one that is there is left as it is. */
export async function ensureReadme(fileSystem: DirectoryFileSystem, folder: string): Promise<void> {
  const path = join(folder, readmeName);
  try {
    await fileSystem.status(path);
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
    await replaceDurably(path, new TextEncoder().encode(readmeText), { fileSystem });
  }
}
