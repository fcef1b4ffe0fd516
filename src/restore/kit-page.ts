// The page of a kit: RESTORE.html beside the records, with the newest backups of each PC inside. It is made of
// what lies in the place, sealed as it is, so that no passphrase is needed. A page that is not ours is never
// replaced; one of another version, or one that was changed, is, since what it shows is asked for a passphrase.
import { join } from 'node:path';
import { sameBytes } from '../bytes.js';
import { parseSealedRecord } from '../crypto/inspect.js';
import { VaultError } from '../errors.js';
import { type RecordName, asRecordName, parseRecordName } from '../record/name.js';
import { pageName } from '../system/program-files.js';
import { type KitEffects, digestOf, readPlain, textOf, writeVerified } from './kit-file.js';
import { type KitPart, kitPart } from './kit-part.js';
import { type PageBackup, backupsIn, pageWith, pageWithout } from './page-data.js';

/** What reads the records of the place that a kit is in. */
interface SealedRecords {
  list(signal: AbortSignal): AsyncIterable<RecordName>;
  get(name: RecordName, signal: AbortSignal): Promise<Uint8Array>;
}

/** A place that is a folder. */
export interface KitPlace {
  readonly folder: string;
  readonly records: SealedRecords;
  /** The newest backup of each PC that this PC has opened: whoever can write to the place decides nothing of it. */
  readonly opened: readonly RecordName[];
}

/** How many of each PC a page holds: one more than is needed, should the newest not open. */
const newestOfEach = 2;
/** How many damaged ones of a PC are passed over. */
const mostTries = 8;
/** More PCs, and more bytes, than a household has. */
const mostPcs = 200;
const mostBytes = 8 * 1024 * 1024;

/**
 * The newest backups of each PC: those that this PC has opened, and besides the newest whole ones that the place
 * lists. The names and seals of these prove nothing of who made them: the page opens each, and shows only what opens.
 */
async function backupsForPage(
  { records, opened }: Omit<KitPlace, 'folder'>,
  signal: AbortSignal,
): Promise<readonly PageBackup[]> {
  const byTag = new Map<string, RecordName[]>();
  for await (const name of records.list(signal)) {
    const tag = parseRecordName(name)?.tag ?? '';
    byTag.set(tag, [...(byTag.get(tag) ?? []), name]);
  }
  const listed = new Set([...byTag.values()].flat());
  const known = opened.filter((name) => listed.has(name));
  const backups = new Map<RecordName, PageBackup>();
  let room = mostBytes;
  const take = async (name: RecordName): Promise<boolean> => {
    if (backups.has(name)) return true;
    const bytes = await records.get(name, signal);
    if (bytes.length > room || (await faultOf(name, bytes)) !== null) return false;
    room -= bytes.length;
    const sealed = Buffer.from(bytes).toString('base64');
    backups.set(name, { name: withoutEnding(name), sealed });
    return true;
  };
  for (const name of known) await take(name);
  for (const [, names] of [...byTag].sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, mostPcs)) {
    let taken = 0;
    for (const name of names.sort(newestFirst).slice(0, mostTries)) {
      if (taken === newestOfEach) break;
      if (await take(name)) taken += 1;
    }
  }
  return [...backups.values()];
}

const ending = '.vault';

function withoutEnding(name: RecordName): string {
  return name.slice(0, -ending.length);
}

function newestFirst(a: RecordName, b: RecordName): number {
  return a < b ? 1 : a > b ? -1 : 0;
}

/** Why the bytes are not the backup of this name; null where they are. */
async function faultOf(name: RecordName, bytes: Uint8Array): Promise<string | null> {
  try {
    await parseSealedRecord(bytes, { name });
    return null;
  } catch (error) {
    if (error instanceof VaultError) return error.message;
    throw error;
  }
}

/** The page that lies there: its text, nothing, or something that is no page of ours. */
async function pageIn(folder: string): Promise<{ text: string } | 'absent' | 'foreign'> {
  const bytes = await readPlain(join(folder, pageName));
  if (bytes === 'absent') return 'absent';
  const text = bytes === 'other' ? null : textOf(bytes);
  return text === null || without(text) === null ? 'foreign' : { text };
}

function without(text: string): string | null {
  try {
    return pageWithout(text);
  } catch (error) {
    if (error instanceof VaultError) return null;
    throw error;
  }
}

/** @throws VaultError `NOT_WRITTEN` where somebody else's file has the name of the page. */
export async function checkPageName(folder: string): Promise<void> {
  if ((await pageIn(folder)) !== 'foreign') return;
  throw new VaultError('NOT_WRITTEN', `${join(folder, pageName)} is not a page of this program`, {
    hint: 'It stays as it is. Rename it, then try again.',
  });
}

/** Writes the page with what the place holds now, where that is not there yet. */
export async function writePage(
  place: KitPlace,
  template: string,
  { effects, signal }: { readonly effects: KitEffects; readonly signal: AbortSignal },
): Promise<KitPart> {
  const { folder } = place;
  await checkPageName(folder);
  const text = pageWith(template, await backupsForPage(place, signal));
  const path = join(folder, pageName);
  const bytes = new TextEncoder().encode(text);
  const held = await readPlain(path);
  const isThere = typeof held !== 'string' && sameBytes(held, bytes);
  signal.throwIfAborted();
  if (!isThere) await writeVerified(path, bytes, effects);
  const state = isThere ? 'there' : 'written';
  const digest = digestOf(pageWithout(template));
  return kitPart({ kind: 'page', name: pageName, state }, { digest });
}

/**
 * Brings the page of a place up to date, where one of ours lies there; elsewhere it does nothing.
 * @param template null where this program has none: the page that is there gets the backups.
 */
export async function renewPage(
  place: KitPlace,
  template: () => Promise<string | null>,
  { effects, signal }: { readonly effects: KitEffects; readonly signal: AbortSignal },
): Promise<void> {
  const there = await pageIn(place.folder);
  if (typeof there === 'string') return;
  await writePage(place, (await template()) ?? there.text, { effects, signal });
}

/** Whether the page is ours, and holds the newest backups of each PC whole. */
export async function checkPage(
  place: KitPlace,
  template: string | null,
  signal: AbortSignal,
): Promise<KitPart> {
  const part = { kind: 'page', name: pageName } as const;
  const there = await pageIn(place.folder);
  if (there === 'absent') return kitPart({ ...part, state: 'absent' });
  if (there === 'foreign')
    return kitPart({ ...part, state: 'wrong' }, { notes: ['it is not a page of this program'] });
  const digest = digestOf(pageWithout(there.text));
  const notes = [
    ...(template !== null && digest !== digestOf(pageWithout(template))
      ? ['it is of another version than this program, or it was changed']
      : []),
    ...(await faultsOfBackups(there.text, await backupsForPage(place, signal))),
  ];
  if (notes.length > 0) return kitPart({ ...part, state: 'wrong' }, { notes, digest });
  return kitPart({ ...part, state: template === null ? 'unproven' : 'whole' }, { digest });
}

async function faultsOfBackups(page: string, current: readonly PageBackup[]): Promise<string[]> {
  let inside: readonly PageBackup[];
  try {
    inside = backupsIn(page);
  } catch (error) {
    if (error instanceof VaultError) return [error.message];
    throw error;
  }
  const faults: string[] = [];
  for (const { name, sealed } of inside) {
    const known = asRecordName(`${name}${ending}`);
    const bytes = new Uint8Array(Buffer.from(sealed, 'base64'));
    const fault = known === null ? 'its name is none' : await faultOf(known, bytes);
    if (fault !== null) faults.push(`a backup inside, ${name.slice(0, 80)}: ${fault}`);
  }
  const names = new Set(inside.map(({ name }) => name));
  const isOld = current.some(({ name }) => !names.has(name));
  return isOld ? [...faults, 'it lacks newer backups that lie beside it'] : faults;
}

/** Why the page cannot be made: the program came without it. */
export function noTemplate(): VaultError {
  return new VaultError(
    'NOT_WRITTEN',
    `this program came without ${pageName}, so the kit has none`,
    {
      hint: 'Build it (npm run build), or install the program anew.',
    },
  );
}
