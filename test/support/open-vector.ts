// Opens a vector the way the program would: the secret as typed, the armor, the record.
import { encodeCanonical } from '../../src/record/canonical.js';
import { asRecordName } from '../../src/record/name.js';
import { fromHex, toHex } from '../../src/bytes.js';
import { parseArmor } from '../../src/crypto/armor.js';
import { type ParsedRecord, parseSealedRecord } from '../../src/crypto/inspect.js';
import { type PassphraseKey, derivePassphraseKey } from '../../src/crypto/kdf.js';
import { openRecord, unlockWithRecoveryCode } from '../../src/crypto/open.js';
import { parsePassphraseBytes, passphraseBytes } from '../../src/crypto/passphrase.js';
import { parseRecoveryCode } from '../../src/crypto/recovery-code.js';
import { sha256 } from '../../src/crypto/sodium.js';
import { VaultError } from '../../src/errors.js';
import type { Vector } from './vector.js';

/** What came of it: `SUCCESS` with the digest of the content, or the error's code. */
export interface Outcome {
  readonly result: string;
  readonly contentSha256: string | undefined;
}

/** Opens a vector; errors that are no VaultError are thrown on. */
export async function openVector(vector: Vector): Promise<Outcome> {
  try {
    const unlock = unlocker(vector);
    const name = asRecordName(vector.name ?? '');
    const record = parseArmor(vector.body);
    const parsed = await parseSealedRecord(record, name === null ? {} : { name });
    const content = await openRecord(parsed, await unlock(parsed));
    const digest = toHex(await sha256(encodeCanonical(content)));
    return { result: 'SUCCESS', contentSha256: digest };
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    return { result: error.code, contentSha256: undefined };
  }
}

/** The secret is judged at once; the key is derived when the record is known. */
function unlocker(vector: Vector): (parsed: ParsedRecord) => Promise<PassphraseKey> {
  if (vector.recoveryCode !== undefined) {
    const code = parseRecoveryCode(vector.recoveryCode);
    return (parsed) => unlockWithRecoveryCode(parsed, code);
  }
  const bytes =
    vector.passphraseFile === undefined
      ? passphraseBytes(vector.passphrase ?? '')
      : parsePassphraseBytes(fromHex(vector.passphraseFile) ?? new Uint8Array(0));
  return ({ header }) => derivePassphraseKey(bytes, header.salt, header.cost);
}
