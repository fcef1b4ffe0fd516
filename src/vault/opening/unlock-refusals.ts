// Why a vault does not open for writing, in the words of what unlocks.
import { VaultError, hint } from '../../errors.js';
import type { FailedRecord } from './opener.js';
import type { UnlockWith } from './unlock-with.js';

/** Why only a passphrase can make a vault, said where there is none yet. */
export function nothingToOpen(): VaultError {
  return new VaultError('NO_RECORD', 'there is no backup there yet that could be opened', {
    hint: hint`Make the first one: ${{ do: 'push' }}`,
  });
}

/** How a change of the passphrase that was interrupted is ended, whatever was to be done. */
export const unfinishedHint = hint`Backups that were not sealed again yet open with the earlier passphrase. This ends it: ${{ do: 'passphrase-change' }}, with the earlier passphrase as the present one and the same new one; words that the program made then are given by ${{ tell: 'new-passphrase-file', value: 'FILE' }}. Where the new one is lost, docs/passphrase.md says what is left.`;

/** Why what unlocks is not that of the remembered card. */
export function wrongForCard(
  { kind }: UnlockWith,
  { isChanging = false }: { readonly isChanging?: boolean } = {},
): VaultError {
  if (isChanging) {
    const message =
      'a change of the passphrase was interrupted on this PC, and this is not the new one';
    return new VaultError('WRONG_PASSPHRASE', message, { hint: unfinishedHint });
  }
  if (kind === 'recovery-code') {
    return new VaultError('WRONG_PASSPHRASE', 'this recovery code does not open your backups', {
      hint: 'A later code takes the place of an earlier one. The passphrase opens the backups too.',
    });
  }
  if (kind === 'remembered') {
    const message = 'the key that this PC remembers does not open these backups';
    return new VaultError('WRONG_PASSPHRASE', message, {
      hint: hint`The passphrase was changed, or they are others: give the passphrase. To have this PC remember it anew: ${{ do: 'passphrase-remember' }}`,
    });
  }
  return new VaultError('WRONG_PASSPHRASE', 'this is not the passphrase of your backups', {
    hint: hint`This PC has pushed before, and all PCs and places of a household share one passphrase. For separate backups in an empty place use ${{ tell: 'generate-passphrase' }}; to forget the earlier vault move the state file away (docs/config.md says where it is). Where the passphrase was changed, the new one is needed.`,
  });
}

/** @param elsewhere places that are behind, and were not named */
export function samePassphrase(elsewhere: readonly string[]): VaultError {
  const behind =
    elsewhere.length === 0
      ? ''
      : ` Not named, and still under an earlier one: ${elsewhere.join(', ')}. A push or sync that reaches it seals it again.`;
  return new VaultError('USAGE', 'this is the passphrase of your backups already', {
    hint: hint`Nothing was changed.${behind} For another recovery code alone: ${{ do: 'recovery-create', told: { replace: true } }}`,
  });
}

function isWrong({ error }: FailedRecord): boolean {
  return error.code === 'WRONG_PASSPHRASE';
}

/** Why no card could be taken from the records. */
export function noneToJoin(failed: readonly FailedRecord[]): VaultError {
  const untried = failed.find((record) => record.isUntried);
  if (untried !== undefined) return untried.error;
  const bad = failed.find((record) => !isWrong(record));
  if (bad === undefined) {
    return new VaultError(
      'WRONG_PASSPHRASE',
      'none of the backups there opens with this passphrase',
      { hint: 'Check the passphrase, or push to an empty place. Nothing was changed.' },
    );
  }
  const { error } = bad;
  // Where no record tells whether the passphrase is right, it is not blamed.
  const check = failed.some(isWrong) ? 'Check the passphrase, add' : 'Add';
  return new VaultError('WRONG_PASSPHRASE', `none of the backups there opens (${error.message})`, {
    hint: `${check} a place that has a good copy, or push to an empty place. Nothing was changed.`,
    cause: error,
  });
}
