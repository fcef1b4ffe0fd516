// The passphrase keys that what unlocks gives in one run: derived from a passphrase, remembered, or taken
// by a recovery code out of the records themselves.
import { unlockWithRecoveryCode } from '../../crypto/open.js';
import type { RecoveryCode } from '../../crypto/recovery-code.js';
import { VaultError } from '../../errors.js';
import { type DerivationEffects, derivations } from './derivations.js';
import { type PassphraseKeys, heldKeys } from './passphrase-keys.js';
import {
  type PassphrasePurpose,
  type UnlockWith,
  isByPassphrase,
  passphraseOf,
} from './unlock-with.js';

/** What the keys of a run are made with. */
export interface KeyOptions extends DerivationEffects {
  readonly purpose: PassphrasePurpose;
  readonly signal: AbortSignal;
}

/** The keys that `unlock` gives in one run. */
export function passphraseKeys(unlock: UnlockWith, options: KeyOptions): PassphraseKeys {
  if (isByPassphrase(unlock))
    return derivations(options, () => passphraseOf(unlock, options.purpose, options.signal));
  if (unlock.kind === 'recovery-code') return keysByCode(unlock.code);
  const keys = heldKeys('the key that this PC remembers does not open this backup');
  keys.add(unlock, unlock.passphraseKey);
  return keys;
}

/** Keys out of the recovery slots of the records that are read; each opens every record of its salt. */
function keysByCode(code: RecoveryCode): PassphraseKeys {
  const keys = heldKeys(
    'the recovery code does not open this backup, or it is not one of this household',
  );
  return {
    ...keys,
    async learnFrom(parsed) {
      if (parsed.card.recoverySlot === null || (await keys.keyFor(parsed.card)) !== null) return;
      try {
        keys.add(parsed.card, await unlockWithRecoveryCode(parsed, code));
      } catch (error) {
        if (!(error instanceof VaultError)) throw error;
      }
    },
  };
}
