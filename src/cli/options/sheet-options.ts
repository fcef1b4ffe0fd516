// Where sheets are written: a file for all of them, or a folder that gets one for each PC.
import { stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { VaultError, systemCode } from '../../errors.js';
import { checkExportFile } from '../../household/export-file.js';
import { typedPath } from '../../household/paths.js';

/** The flags as commander gives them. */
export interface SheetFlags {
  readonly out?: string;
  readonly force?: true;
}

/** Where the sheets go. */
export interface SheetsOut {
  readonly path: string;
  readonly isFolder: boolean;
  readonly mayReplace: boolean;
}

/** Looks early at what would stop the writing. @throws VaultError `USAGE`, `NOT_WRITTEN` */
export async function sheetsOut({ out, force }: SheetFlags): Promise<SheetsOut> {
  const mayReplace = force === true;
  if (out === undefined)
    throw new VaultError('USAGE', 'a sheet is written into a file', {
      hint: 'Add --out with a folder, or with a file: --out sheet.html',
    });
  const path = typedPath(out);
  if (await isFolder(path)) return { path, isFolder: true, mayReplace };
  await checkSheetFile(path, { mayReplace });
  return { path, isFolder: false, mayReplace };
}

/** Looks early whether this file can be written. @throws VaultError `USAGE`, `NOT_WRITTEN` */
export async function checkSheetFile(
  path: string,
  { mayReplace }: { readonly mayReplace: boolean },
): Promise<void> {
  if (!/^\.html?$/i.test(extname(path)))
    throw new VaultError('USAGE', `${basename(path)} is no name of a page`, {
      hint: 'A sheet is a page for a browser, which prints it: give it the ending .html, or name a folder that is there.',
    });
  await checkExportFile(path, { mayReplace });
}

/** A file for the PC in the folder: its name and the day, as any system takes it. */
export function sheetFile(
  folder: string,
  { pc, takenAt }: { readonly pc: string; readonly takenAt: string },
  taken: ReadonlySet<string>,
): string {
  const name = pc.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-').slice(0, 60);
  const plain = `vault-sheet-${name}-${takenAt.slice(0, 10)}`;
  for (let number = 1; ; number += 1) {
    const path = join(folder, `${plain}${number === 1 ? '' : `-${number}`}.html`);
    if (!taken.has(path)) return path;
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return false;
  }
}
