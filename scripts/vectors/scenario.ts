// What all scenarios of the vectors share: a vault whose randomness comes from the scenario's name, so
// that a run of scripts/make-vectors.ts can be repeated, and the ways to bend a record.
import { armor } from '../../src/crypto/armor.js';
import { type VaultCard, addRecoverySlot } from '../../src/crypto/card.js';
import { type Cost, type PassphraseKey, derivePassphraseKey } from '../../src/crypto/kdf.js';
import { passphraseBytes } from '../../src/crypto/passphrase.js';
import { type RecoveryCode, formatRecoveryCode } from '../../src/crypto/recovery-code.js';
import { type SealOptions, type Sealed, sealPayload, sealRecord } from '../../src/crypto/seal.js';
import { type RandomBytes, type Sodium, loadSodium } from '../../src/crypto/sodium.js';
import { concatBytes, toHex } from '../../src/bytes.js';
import { encodeCanonical } from '../../src/record/canonical.js';
import type { RecordContent } from '../../src/record/schema.js';
import type { Vector } from '../../test/support/vector.js';

/** A vector and the name of its file, without the ending. */
export interface Scenario extends Vector {
  readonly file: string;
}

/** Legal for readers, refused by writers, and fast. */
const lowCost: Cost = { ops: 1, memoryMiB: 8 };

export const passphrase = 'correct horse battery staple';

/** A vault of one scenario. */
export interface ScenarioVault {
  readonly options: SealOptions;
  readonly card: VaultCard;
  readonly passphraseKey: PassphraseKey;
  readonly recoveryCode: string;
  seal(content: RecordContent): Promise<Sealed>;
  /** A record around any payload at all, in armor. */
  sealHostile(payload: Uint8Array): Promise<string>;
}

/** Makes the vault of a scenario; the same name gives the same bytes. */
export async function scenarioVault(
  file: string,
  changes: {
    readonly cost?: Cost;
    readonly passphrase?: string;
    readonly generation?: number;
    readonly withRecoveryCode?: boolean;
  } = {},
): Promise<ScenarioVault> {
  const random = seededRandom(await loadSodium(), file);
  const cost = changes.cost ?? lowCost;
  const salt = random(16);
  const typed = passphraseBytes(changes.passphrase ?? passphrase);
  const passphraseKey = await derivePassphraseKey(typed, salt, cost);
  const code = random(20) as RecoveryCode;
  let card: VaultCard = { generation: changes.generation ?? 1, cost, salt, recoverySlot: null };
  if (changes.withRecoveryCode) {
    card = await addRecoverySlot(card, passphraseKey, code, { random });
  }
  const options = { passphraseKey, card, minimumCost: lowCost, random };
  return {
    options,
    card,
    passphraseKey,
    recoveryCode: formatRecoveryCode(code),
    seal: (content) => sealRecord(content, options),
    sealHostile: async (payload) => armor((await sealPayload(payload, options)).record),
  };
}

/** The record with one byte changed by XOR, its checksum repaired. */
export async function bend(record: Uint8Array, offset: number, mask: number): Promise<Uint8Array> {
  const bent = new Uint8Array(record);
  bent[offset] = (bent[offset] ?? 0) ^ mask;
  return repair(bent);
}

/** The record with bytes put in place of others, its checksum repaired. */
export async function overwrite(
  record: Uint8Array,
  offset: number,
  bytes: readonly number[],
): Promise<Uint8Array> {
  const bent = new Uint8Array(record);
  bent.set(bytes, offset);
  return repair(bent);
}

/** The record with the checksum that its other bytes ask for. */
export async function repair(record: Uint8Array): Promise<Uint8Array> {
  return withChecksum(record.subarray(0, record.length - 16));
}

/** The bytes and their checksum. */
export async function withChecksum(body: Uint8Array): Promise<Uint8Array> {
  const hash = (await loadSodium()).sha256(body);
  return concatBytes(body, hash.subarray(0, 16));
}

/** SHA-256 of the canonical content, as vectors of successes hold it. */
export async function contentSha256(content: RecordContent): Promise<string> {
  return toHex((await loadSodium()).sha256(encodeCanonical(content)));
}

/** SHA-256 of the scenario's name and a counter, as long as needed. Not random at all: for vectors. */
function seededRandom(sodium: Sodium, seed: string): RandomBytes {
  let counter = 0;
  return (count) => {
    const bytes = new Uint8Array(count);
    for (let at = 0; at < count; at += 32) {
      const block = sodium.sha256(new TextEncoder().encode(`${seed} ${counter}`));
      counter += 1;
      bytes.set(block.subarray(0, Math.min(32, count - at)), at);
    }
    return bytes;
  };
}
