// Starts the derivation that a push will most likely need while the places are still being asked: it
// is by far the longest step.
import { type VaultCard, newCard } from '../../crypto/card.js';
import type { DeriveKey, PassphraseKey } from '../../crypto/kdf.js';
import { sameBytes } from '../../bytes.js';
import { saltName } from './passphrase-keys.js';
import { type State, cardOf } from '../memory/state.js';
import type { VaultEffects } from '../run.js';
import { type UnlockWith, isByPassphrase, passphraseOf } from './unlock-with.js';

/** What the run goes on with. */
export interface EarlyDerivation {
  /** The card that a new vault gets. */
  readonly fresh: VaultCard;
  /** Gives the result that is under way instead of deriving once more. */
  readonly derive: DeriveKey;
}

/**
 * Starts it for the vault used last, or for a new one. Not where the passphrase is typed: nobody is
 * asked for one before it is known that a place answers.
 */
export async function startDerivation(
  state: State,
  {
    unlock,
    effects,
    signal,
  }: { unlock: UnlockWith; effects: Pick<VaultEffects, 'derive' | 'cost'>; signal: AbortSignal },
): Promise<EarlyDerivation> {
  const fresh = await newCard(effects.cost);
  const derive = onceForEach(effects.derive);
  const card = likelyCard(state, unlock, fresh);
  if (card !== null && isByPassphrase(unlock)) {
    const bytes = passphraseOf(unlock, card === fresh ? 'new' : 'existing', signal);
    // A failure is met again where the key is needed; where it is not, nobody needs to hear of it.
    void Promise.allSettled([bytes.then((given) => derive(given, card.salt, card.cost))]);
  }
  return { fresh, derive };
}

function likelyCard(
  { vaults: [last] }: State,
  unlock: UnlockWith,
  fresh: VaultCard,
): VaultCard | null {
  if (unlock.kind === 'generated') return fresh;
  const isAtHand = unlock.kind === 'passphrase' && !unlock.isTyped;
  return isAtHand && last !== undefined ? cardOf(last) : null;
}

/** Once for each salt, and for each passphrase that is tried. */
function onceForEach(derive: DeriveKey): DeriveKey {
  const started: { passphrase: Uint8Array; name: string; derived: Promise<PassphraseKey> }[] = [];
  return (passphrase, salt, cost) => {
    const name = saltName({ salt, cost });
    const known = started.find((one) => one.name === name && sameBytes(one.passphrase, passphrase));
    if (known !== undefined) return known.derived;
    const derived = derive(passphrase, salt, cost);
    started.push({ passphrase, name, derived });
    return derived;
  };
}
