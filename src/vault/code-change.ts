// The recovery code when the vault gets another card: kept where it is typed once, else made anew.
import { sameBytes } from '../bytes.js';
import { type VaultCard, addRecoverySlot, openRecoverySlot } from '../crypto/card.js';
import type { PassphraseKey } from '../crypto/kdf.js';
import type { RecoveryCode } from '../crypto/recovery-code.js';
import type { Sharing } from '../crypto/recovery-share.js';
import { divideCode } from '../crypto/secret-sharing.js';
import { VaultError } from '../errors.js';
import type { UnlockedVault } from './opening/unlock.js';
import type { VaultRun } from './run.js';

/** What became of the recovery code. */
export type CodeChange = 'kept' | 'new' | 'none';

/** The card with the code that is kept, or a new one; without one where there was none. */
export async function withCode(
  card: VaultCard,
  {
    passphraseKey,
    kept,
    getsCode,
  }: {
    readonly passphraseKey: PassphraseKey;
    readonly kept: RecoveryCode | null;
    readonly getsCode: boolean;
  },
  { effects }: VaultRun,
): Promise<{
  readonly card: VaultCard;
  readonly recoveryCode: CodeChange;
  /** A new one, to be told. */
  readonly code: RecoveryCode | null;
}> {
  if (!getsCode) return { card, recoveryCode: 'none', code: null };
  const code = kept ?? (await effects.newRecoveryCode());
  const changed = await addRecoverySlot(card, passphraseKey, code);
  return kept === null
    ? { card: changed, recoveryCode: 'new', code }
    : { card: changed, recoveryCode: 'kept', code: null };
}

/** Tells a code that was made just now, whole or in shares. */
export async function tellCode(
  code: RecoveryCode,
  sharing: Sharing | null,
  { listen }: Pick<VaultRun, 'listen'>,
): Promise<void> {
  if (sharing === null) listen({ kind: 'recovery-code', code });
  else listen({ kind: 'recovery-shares', shares: await divideCode(code, sharing) });
}

/** A code that is to be kept must be the one of now. @throws VaultError `WRONG_PASSPHRASE` */
export async function checkCode(
  code: RecoveryCode,
  { card, passphraseKey }: Pick<UnlockedVault, 'card' | 'passphraseKey'>,
): Promise<void> {
  const key = await openRecoverySlot(card, code);
  if (key !== null && sameBytes(key, passphraseKey)) return;
  throw new VaultError('WRONG_PASSPHRASE', 'this is not the recovery code of your backups', {
    hint: 'Nothing was changed. Leave it out, and a new one is made.',
  });
}

/** Of a change that was only ended. */
export function codeOf({ card }: UnlockedVault): CodeChange {
  return card.recoverySlot === null ? 'none' : 'kept';
}
