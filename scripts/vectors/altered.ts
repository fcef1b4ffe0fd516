// Records whose header is in order, but which do not open: other secrets, and changes that only the
// cryptography can see. Every checksum is repaired.
import { concatBytes } from '../../src/bytes.js';
import { armor } from '../../src/crypto/armor.js';
import { readSections, slotBytes } from '../../src/crypto/header.js';
import { subKey } from '../../src/crypto/kdf.js';
import { unwrapFileKey } from '../../src/crypto/slot.js';
import { loadSodium } from '../../src/crypto/sodium.js';
import { smallContent } from '../../test/support/sample-content.js';
import {
  type Scenario,
  type ScenarioVault,
  bend,
  overwrite,
  passphrase,
  scenarioVault,
  withChecksum,
} from './scenario.js';

interface Attempt {
  readonly file: string;
  readonly description: string;
  readonly expect: 'WRONG_PASSPHRASE' | 'ALTERED';
  /** Typed instead of the right passphrase. */
  readonly passphrase?: string;
  readonly byCode?: boolean;
  readonly oneSlot?: boolean;
  readonly change?: (record: Uint8Array, vault: ScenarioVault) => Promise<Uint8Array>;
}

/** Offsets of a record with two slots. */
const at = {
  c: 12,
  recordId: 16,
  generation: 32,
  ops: 36,
  salt: 40,
  slot1Nonce: 57,
  slot1: 81,
  slot2: 129,
  slot2Nonce: 130,
  payloadNonce: 202,
  mac: 226,
  ciphertext: 258,
};

const flip =
  (offset: number) =>
  (record: Uint8Array): Promise<Uint8Array> =>
    bend(record, offset, 1);

const attempts: readonly Attempt[] = [
  {
    file: 'wrong-passphrase',
    description: 'another passphrase',
    expect: 'WRONG_PASSPHRASE',
    passphrase: 'Correct horse battery staple',
  },
  {
    file: 'wrong-passphrase-trailing-space',
    description: 'a space after the passphrase: nothing is trimmed',
    expect: 'WRONG_PASSPHRASE',
    passphrase: `${passphrase} `,
  },
  {
    file: 'wrong-passphrase-compatibility-form',
    description: 'a ligature is not the letters that it looks like: NFC, not NFKC',
    expect: 'WRONG_PASSPHRASE',
    passphrase: passphrase.replace('st', '\ufb06'),
  },
  {
    file: 'wrong-recovery-code',
    description: 'a recovery code without typing errors, of another vault',
    expect: 'WRONG_PASSPHRASE',
    byCode: true,
    change: async (record) => {
      const other = await scenarioVault('another vault', { withRecoveryCode: true });
      return overwrite(record, at.slot2, [...(other.card.recoverySlot ?? [])]);
    },
  },
  {
    file: 'wrong-recovery-code-no-slot',
    description: 'a recovery code where the record has no recovery slot',
    expect: 'WRONG_PASSPHRASE',
    byCode: true,
    oneSlot: true,
  },
  {
    file: 'wrong-recovery-slot-bit',
    description: 'a bit of the recovery slot flipped, opened with the recovery code',
    expect: 'WRONG_PASSPHRASE',
    byCode: true,
    change: flip(at.slot2Nonce),
  },
  {
    file: 'wrong-salt-bit',
    description: 'a bit of the salt flipped',
    expect: 'WRONG_PASSPHRASE',
    change: flip(at.salt),
  },
  {
    file: 'wrong-cost-changed',
    description: 'a legal cost, but not the one it was sealed with',
    expect: 'WRONG_PASSPHRASE',
    change: (record) => overwrite(record, at.ops, [0, 2]),
  },
  {
    file: 'wrong-slot-1-nonce-bit',
    description: "a bit of the first slot's nonce flipped",
    expect: 'WRONG_PASSPHRASE',
    change: flip(at.slot1Nonce),
  },
  {
    file: 'wrong-slot-1-bit',
    description: 'a bit of the wrapped file key flipped',
    expect: 'WRONG_PASSPHRASE',
    change: flip(at.slot1),
  },
  {
    file: 'altered-slot-1-bit-by-recovery-code',
    description:
      'the same opened with the recovery code: the recovery slot opens, the first does not',
    expect: 'ALTERED',
    byCode: true,
    change: flip(at.slot1),
  },
  {
    file: 'altered-record-id',
    description: 'a bit of the record id flipped',
    expect: 'ALTERED',
    change: flip(at.recordId),
  },
  {
    file: 'altered-generation',
    description: 'the generation raised',
    expect: 'ALTERED',
    change: (record) => overwrite(record, at.generation, [0, 0, 0, 2]),
  },
  {
    file: 'altered-recovery-slot-bit',
    description: 'a bit of the recovery slot flipped, opened with the passphrase',
    expect: 'ALTERED',
    change: flip(at.slot2Nonce),
  },
  {
    file: 'altered-recovery-slot-exchanged',
    description: 'the recovery slot of another vault put in, opened with the passphrase',
    expect: 'ALTERED',
    change: async (record) => {
      const other = await scenarioVault('another vault', { withRecoveryCode: true });
      return overwrite(record, at.slot2, [...(other.card.recoverySlot ?? [])]);
    },
  },
  {
    file: 'altered-recovery-slot-removed',
    description: 'the recovery slot cut out, the slot count made to fit',
    expect: 'ALTERED',
    change: (record) => {
      const start = record.subarray(0, at.slot2);
      const rest = record.subarray(at.payloadNonce, record.length - 16);
      return withChecksum(concatBytes(start, rest).map((byte, i) => (i === 11 ? 1 : byte)));
    },
  },
  {
    file: 'altered-payload-nonce',
    description: "a bit of the payload's nonce flipped",
    expect: 'ALTERED',
    change: flip(at.payloadNonce),
  },
  {
    file: 'altered-mac',
    description: 'a bit of the header MAC flipped',
    expect: 'ALTERED',
    change: flip(at.mac),
  },
  {
    file: 'altered-mac-bound',
    description: 'a wrong header MAC, but a payload that was encrypted for just this header',
    expect: 'ALTERED',
    change: withBoundMac,
  },
  {
    file: 'altered-ciphertext-bit',
    description: 'a bit of the ciphertext flipped',
    expect: 'ALTERED',
    change: flip(at.ciphertext),
  },
  {
    file: 'altered-ciphertext-cut',
    description: 'the last 16 bytes of ciphertext cut off, the length made to fit',
    expect: 'ALTERED',
    change: (record) => {
      const cut = record.subarray(0, record.length - 32);
      return withChecksum(cut.map((byte, i) => (i === at.c + 3 ? byte - 16 : byte)));
    },
  },
  {
    file: 'altered-payload-of-other-record',
    description: "another record's payload under this record's header",
    expect: 'ALTERED',
    change: async (record, vault) => {
      const other = await vault.seal({ ...smallContent, sequence: 2 });
      return overwrite(record, at.ciphertext, [...other.record.subarray(at.ciphertext, -16)]);
    },
  },
];

/** Another MAC, and the payload encrypted again with it: only a comparison of the MAC finds this. */
async function withBoundMac(record: Uint8Array, vault: ScenarioVault): Promise<Uint8Array> {
  const fileKey = await unwrapFileKey(slotBytes(record, 0), vault.passphraseKey, vault.card);
  const sodium = await loadSodium();
  const key = await subKey(fileKey ?? new Uint8Array(0), 'payload');
  const { header, payloadNonce: nonce, ciphertext } = readSections(record, 2);
  const payload = sodium.decrypt(ciphertext, { key, nonce, associatedData: header });
  if (payload === null) throw new Error('the record does not open');
  const other = header.map((byte, i) => (i === at.mac ? byte ^ 1 : byte));
  return withChecksum(
    concatBytes(other, sodium.encrypt(payload, { key, nonce, associatedData: other })),
  );
}

/** Records that a key was derived for in vain. */
export async function alteredScenarios(): Promise<readonly Scenario[]> {
  return Promise.all(
    attempts.map(async (attempt) => {
      const { file, description, expect } = attempt;
      const vault = await scenarioVault(file, { withRecoveryCode: attempt.oneSlot !== true });
      const { record } = await vault.seal(smallContent);
      const changed = attempt.change ? await attempt.change(record, vault) : record;
      const secret = attempt.byCode
        ? { recoveryCode: vault.recoveryCode }
        : { passphrase: attempt.passphrase ?? passphrase };
      return { file, description, expect, ...secret, body: armor(changed) };
    }),
  );
}
