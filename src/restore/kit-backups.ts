// Which backups go into the page of a kit: the newest of each PC, as far as there is room, sealed as they lie in
// the place. What does not fit in is counted and told.
import { parseSealedRecord } from '../crypto/inspect.js';
import { VaultError } from '../errors.js';
import { type RecordName, asRecordName, parseRecordName } from '../record/name.js';
import { type Warning, warning } from '../record/warning.js';
import { pageName } from '../system/program-files.js';
import type { PageBackup } from './page-data.js';

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

/** What a page takes at most: more PCs, and more bytes, than a household has. */
const pageLimits = { pcs: 200, bytes: 8 * 1024 * 1024 };

/** What goes into a page, and how much of what the place lists does not fit in. */
interface Chosen {
  readonly backups: readonly PageBackup[];
  /** How many PCs have none of their backups inside, and how many backups were too much. */
  readonly left: { readonly pcs: number; readonly backups: number };
}

/**
 * The newest backups of each PC: those that this PC has opened, and besides the newest whole ones that the place
 * lists. The names and seals of these prove nothing of who made them: the page opens each, and shows only what opens.
 */
export async function backupsForPage(
  { records, opened }: Omit<KitPlace, 'folder'>,
  signal: AbortSignal,
  limits = pageLimits,
): Promise<Chosen> {
  const byTag = new Map<string, RecordName[]>();
  for await (const name of records.list(signal)) {
    const tag = parseRecordName(name)?.tag ?? '';
    byTag.set(tag, [...(byTag.get(tag) ?? []), name]);
  }
  const listed = new Set([...byTag.values()].flat());
  const known = opened.filter((name) => listed.has(name));
  const backups = new Map<RecordName, PageBackup>();
  const left = new Set<RecordName>();
  let room = limits.bytes;
  const take = async (name: RecordName): Promise<boolean> => {
    if (backups.has(name)) return true;
    const bytes = await records.get(name, signal);
    if ((await faultOfBackup(name, bytes)) !== null) return false;
    if (bytes.length > room) {
      left.add(name);
      return false;
    }
    room -= bytes.length;
    const sealed = Buffer.from(bytes).toString('base64');
    backups.set(name, { name: withoutEnding(name), sealed });
    return true;
  };
  for (const name of known) await take(name);
  const byName = [...byTag].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [, names] of byName.slice(0, limits.pcs)) {
    let taken = 0;
    for (const name of names.sort(newestFirst).slice(0, mostTries)) {
      if (taken === newestOfEach) break;
      if (await take(name)) taken += 1;
    }
  }
  const isOut = (names: readonly RecordName[]): boolean =>
    names.every((name) => !backups.has(name));
  const untried = byName.slice(limits.pcs).filter(([, names]) => isOut(names));
  const full = byName
    .slice(0, limits.pcs)
    .filter(([, names]) => isOut(names) && names.some((name) => left.has(name)));
  const pcs = untried.length + full.length;
  return { backups: [...backups.values()], left: { pcs, backups: left.size } };
}

/** What a page does not hold is told: whoever relies on it may miss a PC. */
export function warnOfLeft(
  { left }: Chosen,
  folder: string,
  warn: (warning: Warning) => void,
): void {
  const { pcs, backups } = left;
  if (pcs + backups === 0) return;
  const limit = `${pageLimits.pcs} PCs and ${pageLimits.bytes / 1024 / 1024} MB`;
  const counts = [
    ...(pcs > 0 ? [`PCs without any backup in it: ${pcs}`] : []),
    ...(backups > 0 ? [`backups left out: ${backups}`] : []),
  ].join('; ');
  const message = `${pageName} holds no more than ${limit}. ${counts}. They lie beside it`;
  warn(warning('kit-page-cut', message, folder));
}

const ending = '.vault';

function withoutEnding(name: RecordName): string {
  return name.slice(0, -ending.length);
}

/** The record of a name in a page; null where it is none. */
export function recordOf(name: string): RecordName | null {
  return asRecordName(`${name}${ending}`);
}

function newestFirst(a: RecordName, b: RecordName): number {
  return a < b ? 1 : a > b ? -1 : 0;
}

/** Why the bytes are not the backup of this name; null where they are. */
export async function faultOfBackup(name: RecordName, bytes: Uint8Array): Promise<string | null> {
  try {
    await parseSealedRecord(bytes, { name });
    return null;
  } catch (error) {
    if (error instanceof VaultError) return error.message;
    throw error;
  }
}
