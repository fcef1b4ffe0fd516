// Opening a parsed record: from a passphrase key or a recovery code to its content. What needs no key
// was checked by inspect.ts. docs/format.md, "How to open a record".
import { VaultError } from '../errors.js';
import { decodeContent } from '../record/canonical.js';
import { parseRecordName } from '../record/name.js';
import type { RecordContent } from '../record/schema.js';
import { readSections, slotBytes } from './header.js';
import type { ParsedRecord } from './inspect.js';
import { type PassphraseKey, asPassphraseKey, subKey } from './kdf.js';
import { unpackPayload } from './payload.js';
import type { RecoveryCode } from './recovery-code.js';
import { unwrapFileKey, unwrapPassphraseKey } from './slot.js';
import { loadSodium } from './sodium.js';

/**
 * Opens a record.
 * @param options.weigh told about how much memory the content will take, before it does; what it throws
 *   ends the opening.
 * @throws VaultError `WRONG_PASSPHRASE` when slot 1 does not open, `ALTERED` when it does but header or
 * payload were changed, `MALFORMED` for the content, `UNSUPPORTED_VERSION` for content of a newer
 * schema, `DAMAGED` when the record lies under another's name.
 */
export async function openRecord(
  parsed: ParsedRecord,
  passphraseKey: PassphraseKey,
  { weigh = () => undefined }: { readonly weigh?: (weight: number) => void } = {},
): Promise<RecordContent> {
  const fileKey = await unwrapFileKey(slotBytes(parsed.record, 0), passphraseKey, parsed.header);
  if (fileKey === null) {
    throw wrong(
      'the passphrase does not open this backup, or it is not one of this household',
      'Check capital letters and spaces. A recovery code, if one was made, opens the backup too.',
    );
  }
  const sodium = await loadSodium();
  try {
    await checkMac(parsed, fileKey);
    const payload = await decryptPayload(parsed, fileKey);
    const content = await contentOf(payload, weigh).finally(() => {
      sodium.zero(payload);
    });
    checkName(parsed, content);
    return content;
  } finally {
    sodium.zero(fileKey);
  }
}

/**
 * The passphrase key out of a record's recovery slot; it opens every record of the same salt.
 * @throws VaultError `WRONG_PASSPHRASE` when the record has no recovery slot or the code is not its own,
 * `ALTERED` when the recovery slot opens, but its passphrase key does not open slot 1.
 */
export async function unlockWithRecoveryCode(
  parsed: ParsedRecord,
  code: RecoveryCode,
): Promise<PassphraseKey> {
  const { recoverySlot } = parsed.card;
  if (recoverySlot === null) {
    throw wrong('this backup was made without a recovery code', 'Only the passphrase opens it.');
  }
  const secret = await unwrapPassphraseKey(recoverySlot, code, parsed.header);
  if (secret === null) {
    throw wrong(
      'the recovery code does not open this backup, or it is not one of this household',
      'A later code takes the place of an earlier one. The passphrase opens the backup too.',
    );
  }
  const passphraseKey = asPassphraseKey(secret);
  const fileKey = await unwrapFileKey(slotBytes(parsed.record, 0), passphraseKey, parsed.header);
  if (fileKey === null) throw altered();
  (await loadSodium()).zero(fileKey);
  return passphraseKey;
}

async function contentOf(
  payload: Uint8Array,
  weigh: (bytes: number) => void,
): Promise<RecordContent> {
  const bytes = await unpackPayload(payload);
  try {
    weigh(weightOf(bytes));
    return decodeContent(bytes);
  } finally {
    bytes.fill(0);
  }
}

async function checkMac({ record, header }: ParsedRecord, fileKey: Uint8Array): Promise<void> {
  const { macInput, mac } = readSections(record, header.slots);
  const sodium = await loadSodium();
  const key = await subKey(fileKey, 'header');
  const expected = sodium.blake2b(macInput, key);
  sodium.zero(key);
  if (!sodium.sameSecret(expected, mac)) throw altered();
}

async function decryptPayload(
  { record, header }: ParsedRecord,
  fileKey: Uint8Array,
): Promise<Uint8Array> {
  const {
    header: associatedData,
    payloadNonce: nonce,
    ciphertext,
  } = readSections(record, header.slots);
  const key = await subKey(fileKey, 'payload');
  const sodium = await loadSodium();
  const payload = sodium.decrypt(ciphertext, { key, nonce, associatedData });
  sodium.zero(key);
  if (payload === null) throw altered();
  return payload;
}

/** What stands between the members and elements of JSON: each becomes something that takes memory. */
const separators = [0x2c, 0x5b, 0x7b] as const;
const weightOfElement = 24;

function weightOf(json: Uint8Array): number {
  let elements = 0;
  for (const byte of json)
    if (byte === separators[0] || byte === separators[1] || byte === separators[2]) elements += 1;
  return json.length + elements * weightOfElement;
}

function checkName({ name }: ParsedRecord, content: RecordContent): void {
  if (name === null) return;
  const parts = parseRecordName(name);
  if (parts?.tag === content.machine.tag && parts.takenAt === content.takenAt) return;
  throw new VaultError('DAMAGED', 'the backup is stored under the name of another PC or time', {
    hint: 'It was renamed or moved by hand. Its content is whole: give it its old name back.',
  });
}

function wrong(message: string, hint: string): VaultError {
  return new VaultError('WRONG_PASSPHRASE', message, { hint });
}

function altered(): VaultError {
  return new VaultError('ALTERED', 'the backup was changed after it was made', {
    hint: 'Take the copy from another place.',
  });
}
