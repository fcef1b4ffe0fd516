// The sealed backups that a page is given: in its own block of data, and in files: a .vault file, its text
// form, or another such page. What no passphrase is needed for is checked here.
import { toHex } from '../bytes.js';
import { armoredRecords } from '../crypto/armor.js';
import { type ParsedRecord, parseSealedRecord } from '../crypto/inspect.js';
import { sha256 } from '../crypto/sodium.js';
import { VaultError } from '../errors.js';
import { type RecordName, asRecordName } from '../record/name.js';
import type { PageBackup } from '../restore/page-data.js';
import { headText } from '../text/text-encoding.js';
import type { GivenFile } from './opening.js';

/** A backup as it was given. */
export interface GivenBackup {
  readonly name: RecordName;
  /** Whether the name was put together from what can be seen. */
  readonly isLoose: boolean;
  readonly bytes: Uint8Array;
}

/** More backups than a household ever has: what is beyond them is not looked at. */
const most = 5_000;
const largestText = 2 * 1024 * 1024;

/**
 * The backups of a page's block of data. One whose name or bytes are none is left to fail by itself.
 * @throws VaultError `FORMAT` for what is no such block
 */
export async function backupsInside(data: string): Promise<GivenBackup[]> {
  const listed = parsed(data);
  if (!Array.isArray(listed) || listed.length > most || !listed.every(isPageBackup))
    throw noBlock();
  return Promise.all(
    listed.map(async ({ name, sealed }) => {
      const bytes = fromBase64(sealed);
      const given = asRecordName(`${name.replace(/\.vault$/, '')}.vault`);
      if (given !== null) return { name: given, isLoose: false, bytes };
      return { name: await looseName(name, bytes), isLoose: true, bytes };
    }),
  );
}

/**
 * The backups in a file.
 * @throws VaultError `NOT_A_RECORD`, `DAMAGED` or whatever else is wrong with it
 */
export async function backupsIn({ name, bytes }: GivenFile): Promise<GivenBackup[]> {
  if (bytes[0] === 0x89) return [await checked(name, bytes)];
  const text = headText(bytes) ?? '';
  const block = /<script type="application\/json" id="backups">([^<]*)<\/script>/.exec(text);
  if (block?.[1] !== undefined) {
    const inside = await backupsInside(block[1]);
    if (inside.length > 0) return inside;
    throw new VaultError('NOT_A_RECORD', 'this page holds no backup');
  }
  if (bytes.length > largestText) throw new VaultError('NOT_A_RECORD', 'this is not a backup');
  const records = armoredRecords(text);
  // The file's name can be the name of one alone.
  const isOne = records.length === 1;
  return Promise.all(records.map((record) => checked(isOne ? name : '', record)));
}

/** What a backup says of itself in the clear; null where it is damaged or none. */
export async function seenFromOutside({ bytes }: GivenBackup): Promise<ParsedRecord | null> {
  try {
    return await parseSealedRecord(bytes);
  } catch (error) {
    if (error instanceof VaultError) return null;
    throw error;
  }
}

async function checked(file: string, bytes: Uint8Array): Promise<GivenBackup> {
  const name = await looseName(file, bytes);
  await parseSealedRecord(bytes, { name });
  return { name, isLoose: true, bytes };
}

const givenName = /(\d{8}T\d{6}Z)-([0-9a-f]{32})/i;
/** Of a time that the file does not tell. */
const unknownTime = '00010101T000000Z';

/** As the tool names what lies in no place: the PC is not told by the file's name, the time perhaps. */
async function looseName(file: string, bytes: Uint8Array): Promise<RecordName> {
  const [, time = unknownTime, told] = givenName.exec(file) ?? [];
  const digest = told?.toLowerCase() ?? toHex((await sha256(bytes)).subarray(0, 16));
  const name = asRecordName(`${digest.slice(0, 16)}/${time.toUpperCase()}-${digest}.vault`);
  if (name === null) throw new VaultError('FAILURE', 'a name was put together wrongly');
  return name;
}

function parsed(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    throw noBlock();
  }
}

function isPageBackup(value: unknown): value is PageBackup {
  if (typeof value !== 'object' || value === null) return false;
  const { name, sealed } = value as Partial<Record<keyof PageBackup, unknown>>;
  return typeof name === 'string' && typeof sealed === 'string';
}

/** What is no base64 is no backup, and is refused as one when it is opened. */
function fromBase64(text: string): Uint8Array {
  try {
    return Uint8Array.from(atob(text), (symbol) => symbol.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}

function noBlock(): VaultError {
  return new VaultError('FORMAT', 'the block of backups inside the page is damaged');
}
