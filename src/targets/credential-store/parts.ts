// How a sealed record lies in the credential store, as pure data: one credential when its base64 text
// fits, else numbered parts and an index. The index is written last and removed first, so that parts
// without one are never taken for a record. Limit: CRED_MAX_CREDENTIAL_BLOB_SIZE of Windows (2,560
// bytes), kept on every system so that a record which fits one PC fits them all.
import { sameBytes } from '../../bytes.js';
import { asRecordName, parseRecordName, type RecordName } from '../../record/name.js';
import { fitsName } from '../fits-name.js';

/** One entry of the credential store: the account is what a person sees beside the service's name. */
export interface Credential {
  readonly account: string;
  readonly text: string;
}

/** The most that one credential holds, in bytes of its text. */
export const maximumTextBytes = 2_560;

/** The largest sealed record that is split over credentials: 18 parts. Most need one to four. */
export const maximumSplitBytes = 32 * 1024;

const partPattern = /^(.+) part ([1-9]\d*) of ([1-9]\d*)$/;
const indexPattern = /^parts:([1-9]\d?)$/;

/**
 * The credentials that hold a record, in the order in which they have to be written.
 * Base64 is split at multiples of four characters, so every part is base64 of its own bytes.
 */
export function toCredentials(name: RecordName, record: Uint8Array): readonly Credential[] {
  const text = Buffer.from(record).toString('base64');
  if (text.length <= maximumTextBytes) return [{ account: name, text }];
  const total = Math.ceil(text.length / maximumTextBytes);
  const parts = Array.from({ length: total }, (_, n) => ({
    account: partAccount(name, n + 1, total),
    text: text.slice(n * maximumTextBytes, (n + 1) * maximumTextBytes),
  }));
  return [...parts, { account: name, text: `parts:${total}` }];
}

/**
 * The accounts of the parts that an index asks for, in order; null when the text is no index but the
 * record itself.
 */
export function partAccounts(name: RecordName, indexText: string): readonly string[] | null {
  const match = indexPattern.exec(indexText);
  if (match === null) return null;
  const total = Number(match[1]);
  return Array.from({ length: total }, (_, n) => partAccount(name, n + 1, total));
}

/** The bytes of a base64 text, or null when it is none; nothing is skipped or guessed. */
function decodeText(text: string): Uint8Array | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text && bytes.length > 0 ? new Uint8Array(bytes) : null;
}

/** What a set of credentials under one name amounts to. */
export type HeldRecord =
  /** Nothing under the name, or parts without their index. */
  | { readonly state: 'absent' }
  /** An index without all of its parts, parts that do not hash to the name, or no base64. */
  | { readonly state: 'damaged' }
  | { readonly state: 'whole'; readonly bytes: Uint8Array };

/**
 * Puts a record together again.
 * A split record is whole only if its bytes hash to the name; one that fits a single credential is
 * given as it is, since it was written at once.
 * @param textOf the text under an account, undefined where there is none.
 */
export function fromCredentials(
  name: RecordName,
  textOf: (account: string) => string | undefined,
): HeldRecord {
  const indexText = textOf(name);
  if (indexText === undefined) return { state: 'absent' };
  const accounts = partAccounts(name, indexText);
  if (accounts === null) return wholeOrDamaged(decodeText(indexText));
  const texts = accounts.map(textOf);
  if (texts.includes(undefined)) return { state: 'damaged' };
  const bytes = decodeText(texts.join(''));
  return wholeOrDamaged(bytes !== null && fitsName(name, bytes) ? bytes : null);
}

/** The name of the record that an account belongs to, null for a stray. */
export function recordOfAccount(account: string): RecordName | null {
  return asRecordName(partPattern.exec(account)?.[1] ?? account);
}

/**
 * The accounts of parts that no index claims and that a push left behind at least a day before
 * `newest` was taken. Younger ones may belong to a push that is under way.
 */
export function abandonedParts(accounts: readonly string[], newest: RecordName): readonly string[] {
  const claimed = new Set(accounts);
  const limit = takenAtMs(newest) - 24 * 60 * 60 * 1000;
  return accounts.filter((account) => {
    const name = recordOfAccount(account);
    return name !== null && !claimed.has(name) && takenAtMs(name) <= limit;
  });
}

/** Whether a held record is whole and of exactly these bytes. */
export function holdsBytes(held: HeldRecord, bytes: Uint8Array): boolean {
  return held.state === 'whole' && sameBytes(held.bytes, bytes);
}

function wholeOrDamaged(bytes: Uint8Array | null): HeldRecord {
  return bytes === null ? { state: 'damaged' } : { state: 'whole', bytes };
}

function partAccount(name: RecordName, number: number, total: number): string {
  return `${name} part ${number} of ${total}`;
}

function takenAtMs(name: RecordName): number {
  return Date.parse(nameParts(name).takenAt);
}

function nameParts(name: RecordName): { readonly takenAt: string; readonly digest: string } {
  const parts = parseRecordName(name);
  if (parts === null) throw new RangeError('not the name of a record');
  return parts;
}
