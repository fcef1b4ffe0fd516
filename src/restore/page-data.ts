// The sealed backups inside a page: RESTORE.html is one file that the build makes, with a block of data that
// is filled in when a kit is made. Nothing but that block differs, so that the page without it has one hash.
import { VaultError } from '../errors.js';

/** A backup as a page carries it. */
export interface PageBackup {
  /** The record's name, without its ending: what the seal is held against. */
  readonly name: string;
  /** The sealed bytes, in base64. */
  readonly sealed: string;
}

const opening = '<script type="application/json" id="backups">';
const ending = '</script>';
/** What the data block of a page without backups holds. */
const empty = '[]';

/** The page with these backups inside, in the place of those that it held. @throws VaultError `FORMAT` for what is no such page */
export function pageWith(page: string, backups: readonly PageBackup[]): string {
  const { before, after } = partsOf(page);
  return `${before}${blockOf(backups)}${after}`;
}

/** A name may be anything: nothing in the block ends it, or starts another tag. */
function blockOf(backups: readonly PageBackup[]): string {
  return JSON.stringify(backups).replaceAll('<', String.raw`\u003c`);
}

/** The page as the build made it, whatever backups it holds: this is what a hash tells ours from another's by. */
export function pageWithout(page: string): string {
  const { before, after } = partsOf(page);
  return `${before}${empty}${after}`;
}

/**
 * The backups in the page, none of which is known to be whole.
 * @throws VaultError `FORMAT` for what is no such page, or holds anything else in their place
 */
export function backupsIn(page: string): readonly PageBackup[] {
  const { before, after } = partsOf(page);
  const block = page.slice(before.length, page.length - after.length);
  let value: unknown;
  try {
    value = JSON.parse(block);
  } catch (error) {
    throw noBackups(error);
  }
  if (!Array.isArray(value)) throw noBackups(undefined);
  const backups = value.map((one: unknown) => {
    if (typeof one !== 'object' || one === null) throw noBackups(undefined);
    if (!('name' in one && 'sealed' in one)) throw noBackups(undefined);
    const { name, sealed } = one;
    if (typeof name !== 'string' || typeof sealed !== 'string') throw noBackups(undefined);
    if (!base64.test(sealed)) throw noBackups(undefined);
    return { name, sealed };
  });
  // A browser reads the block as markup before anything reads it as data: it is as we write it, or not ours.
  if (blockOf(backups) !== block) throw noBackups(undefined);
  return backups;
}

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function noBackups(cause: unknown): VaultError {
  return new VaultError('FORMAT', 'what the page holds are no backups', { cause });
}

function partsOf(page: string): { before: string; after: string } {
  const start = page.indexOf(opening);
  const end = page.indexOf(ending, start + opening.length);
  const isOnce = start !== -1 && end !== -1 && !page.includes(opening, start + 1);
  if (!isOnce) throw new VaultError('FORMAT', 'this is not a page of vault');
  return { before: page.slice(0, start + opening.length), after: page.slice(end) };
}
