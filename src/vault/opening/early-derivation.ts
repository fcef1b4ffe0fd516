// Starts the derivation that a push will most likely need while the places are still being asked: it
// is by far the longest step.
import { type VaultCard, newCard } from '../../crypto/card.js';
import type { Cost, DeriveKey, PassphraseKey } from '../../crypto/kdf.js';
import { saltName } from './keyring.js';
import { type State, cardOf } from '../memory/state.js';
import type { PassphraseSource } from './unlock.js';

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
  options: { passphrase: PassphraseSource; derive: DeriveKey; cost: Cost },
): Promise<EarlyDerivation> {
  const { passphrase } = options;
  const fresh = await newCard(options.cost);
  const derive = onceForEachSalt(options.derive);
  const card = likelyCard(state, passphrase, fresh);
  if (card !== null) {
    const bytes = passphrase.get(card === fresh ? 'new' : 'existing');
    // A failure is met again where the key is needed; where it is not, nobody needs to hear of it.
    void Promise.allSettled([bytes.then((given) => derive(given, card.salt, card.cost))]);
  }
  return { fresh, derive };
}

function likelyCard(
  { vaults: [last] }: State,
  { kind }: PassphraseSource,
  fresh: VaultCard,
): VaultCard | null {
  if (kind === 'generated') return fresh;
  return kind === 'given' && last !== undefined ? cardOf(last) : null;
}

function onceForEachSalt(derive: DeriveKey): DeriveKey {
  const started = new Map<string, Promise<PassphraseKey>>();
  return (passphrase, salt, cost) => {
    const name = saltName({ salt, cost });
    const derived = started.get(name) ?? derive(passphrase, salt, cost);
    started.set(name, derived);
    return derived;
  };
}
