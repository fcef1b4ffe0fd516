// Every intermediate value of opening one record, for the test values in docs/format.md.
import { toHex } from '../../src/bytes.js';
import { cardTag } from '../../src/crypto/card.js';
import { readSections, readSlot, slotAssociatedData, slotBytes } from '../../src/crypto/header.js';
import type { ParsedRecord } from '../../src/crypto/inspect.js';
import { derivePassphraseKey, recoveryKey, subKey } from '../../src/crypto/kdf.js';
import { passphraseBytes } from '../../src/crypto/passphrase.js';
import { parseRecoveryCode } from '../../src/crypto/recovery-code.js';
import { unwrapFileKey } from '../../src/crypto/slot.js';
import { loadSodium } from '../../src/crypto/sodium.js';

/** The values by the names that docs/format.md gives them, in hex digits. */
export async function keySchedule(
  parsed: ParsedRecord,
  secrets: { readonly passphrase: string; readonly recoveryCode: string },
): Promise<Readonly<Record<string, string>>> {
  const { record, header, card } = parsed;
  const { cost, salt } = header;
  const sodium = await loadSodium();
  const typed = passphraseBytes(secrets.passphrase);
  const code = parseRecoveryCode(secrets.recoveryCode);
  const passphraseKey = await derivePassphraseKey(typed, salt, cost);
  const recovery = await recoveryKey(code);
  const fileKey = await unwrapFileKey(slotBytes(record, 0), passphraseKey, header);
  if (fileKey === null) throw new Error('the passphrase does not open the record');
  const sections = readSections(record, header.slots);
  const payloadKey = await subKey(fileKey, 'payload');
  const payload = sodium.decrypt(sections.ciphertext, {
    key: payloadKey,
    nonce: sections.payloadNonce,
    associatedData: sections.header,
  });
  if (payload === null) throw new Error('the payload does not open');
  const values = {
    'bytes 0 to 56': record.subarray(0, 56),
    'passphrase bytes': typed,
    PK: passphraseKey,
    'sub(PK, `passphrase slot`)': await subKey(passphraseKey, 'passphrase slot'),
    'slot 1: associated data': slotAssociatedData(1, cost, salt),
    'slot 1: nonce': readSlot(slotBytes(record, 0)).nonce,
    'slot 1: ciphertext': readSlot(slotBytes(record, 0)).wrapped,
    FK: fileKey,
    'recovery code': code,
    RK: recovery,
    'sub(RK, `recovery slot`)': await subKey(recovery, 'recovery slot'),
    'slot 2: associated data': slotAssociatedData(2, cost, salt),
    'slot 2: nonce': readSlot(slotBytes(record, 1)).nonce,
    'slot 2: ciphertext': readSlot(slotBytes(record, 1)).wrapped,
    'sub(FK, `header`)': await subKey(fileKey, 'header'),
    MAC: sections.mac,
    'sub(FK, `payload`)': payloadKey,
    'payload nonce': sections.payloadNonce,
    'payload, first 32 bytes': payload.subarray(0, 32),
    checksum: record.subarray(-16),
    'SHA-256 of the record': sodium.sha256(record),
    'sub(PK, `vault card`)': await subKey(passphraseKey, 'vault card'),
    "tag of the vault's card": await cardTag(card, passphraseKey),
  };
  return Object.fromEntries(Object.entries(values).map(([name, bytes]) => [name, toHex(bytes)]));
}
