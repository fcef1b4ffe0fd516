// A vault of the lowest cost that readers accept, so that tests derive in milliseconds. Writers refuse
// it unless they are told to take it, as `seal` here does.
import { type VaultCard, addRecoverySlot, newCard } from '../../src/crypto/card.js';
import { type Cost, type PassphraseKey, derivePassphraseKey } from '../../src/crypto/kdf.js';
import { passphraseBytes } from '../../src/crypto/passphrase.js';
import { type RecoveryCode, makeRecoveryCode } from '../../src/crypto/recovery-code.js';
import { type Sealed, sealRecord } from '../../src/crypto/seal.js';
import { sha256 } from '../../src/crypto/sodium.js';
import type { RecordContent } from '../../src/record/schema.js';
import { concatBytes } from '../../src/bytes.js';

export const lowCost: Cost = { ops: 1, memoryMiB: 8 };

export interface LowCostVault {
  readonly card: VaultCard;
  readonly passphraseKey: PassphraseKey;
  readonly code: RecoveryCode;
  seal(content: RecordContent, recordId?: Uint8Array): Promise<Sealed>;
}

/** A vault with fresh salt; with a recovery slot when `recovery` is set. */
export async function lowCostVault(options: { recovery: boolean }): Promise<LowCostVault> {
  const plain = await newCard(lowCost);
  const passphraseKey = await derivePassphraseKey(passphraseBytes('test'), plain.salt, lowCost);
  const code = await makeRecoveryCode();
  const card = options.recovery ? await addRecoverySlot(plain, passphraseKey, code) : plain;
  return {
    card,
    passphraseKey,
    code,
    seal: (content, recordId) =>
      sealRecord(content, { card, passphraseKey, recordId, minimumCost: lowCost }),
  };
}

/** The bytes with the checksum of all but their last 16. */
export async function repairChecksum(record: Uint8Array): Promise<Uint8Array> {
  const body = record.subarray(0, record.length - 16);
  return concatBytes(body, (await sha256(body)).subarray(0, 16));
}
