// The vault's recovery code: its first one is added to the card, and the newest record of each PC is
// sealed again with it. Another code in place of one that exists is a matter of a new passphrase.
import { fromHex } from '../bytes.js';
import { addRecoverySlot } from '../crypto/card.js';
import type { Cost } from '../crypto/kdf.js';
import { unlockWithRecoveryCode } from '../crypto/open.js';
import type { RecoveryCode } from '../crypto/recovery-code.js';
import { sealRecord } from '../crypto/seal.js';
import { VaultError } from '../errors.js';
import type { Keyring } from './opening/keyring.js';
import type { OpenedRecord, Opener } from './opening/opener.js';
import type { Holding } from './places/reach.js';
import type { RecordToStore } from './places/store.js';
import type { UnlockedVault } from './opening/unlock.js';

/** The vault with a slot for the code in its card; records sealed from now on carry it. */
export async function withRecoveryCode(
  vault: UnlockedVault,
  code: RecoveryCode,
): Promise<UnlockedVault> {
  if (vault.card.recoverySlot !== null) {
    throw new VaultError('USAGE', 'these backups already have a recovery code', {
      hint: 'A new code comes with a new passphrase, and then the old code opens nothing new.',
    });
  }
  const { card, passphraseKey } = vault;
  return { ...vault, card: await addRecoverySlot(card, passphraseKey, code) };
}

/** The newest record of each PC sealed again under the vault's card: same content, same record id. */
export async function resealNewest(
  { newest, card, passphraseKey }: UnlockedVault,
  { minimumCost }: { minimumCost: Cost },
): Promise<RecordToStore[]> {
  const reseal = async ({ parsed, content }: OpenedRecord): Promise<RecordToStore> => {
    const recordId = fromHex(parsed.header.recordId) ?? undefined;
    const options = { card, passphraseKey, minimumCost, recordId };
    const { name, record } = await sealRecord(content, options);
    return { name, record, machine: null };
  };
  return Promise.all(newest.map(reseal));
}

/**
 * Puts into the keyring what the recovery code opens: for each PC the key of its newest record that
 * has a slot for the code. A record of the same salt without one then opens, too.
 */
export async function unlockByCode(
  byTag: ReadonlyMap<string, readonly Holding[]>,
  code: RecoveryCode,
  { opener, keyring }: { opener: Opener; keyring: Keyring },
): Promise<void> {
  for (const holdings of byTag.values()) {
    for (const holding of holdings) {
      if (await unlockOne(holding, code, { opener, keyring })) break;
    }
  }
}

async function unlockOne(
  holding: Holding,
  code: RecoveryCode,
  { opener, keyring }: { opener: Opener; keyring: Keyring },
): Promise<boolean> {
  const parsed = await opener.parse(holding);
  if (parsed instanceof VaultError) return false;
  if ((await keyring.keyFor(parsed.card)) !== null) return true;
  try {
    keyring.add(parsed.card, await unlockWithRecoveryCode(parsed, code));
    return true;
  } catch (error) {
    if (error instanceof VaultError) return false;
    throw error;
  }
}
