// The passphrase keys of one run: what they can be asked for, and those that are at hand. Keys that are
// derived are derivations.ts; which of them what unlocks gives is keys-for.ts.
import { toHex } from '../../bytes.js';
import type { VaultCard } from '../../crypto/card.js';
import type { ParsedRecord } from '../../crypto/inspect.js';
import type { PassphraseKey } from '../../crypto/kdf.js';
import type { PlaceBudget } from '../places/budget.js';

/** What a key depends on. */
export type SaltOfCard = Pick<VaultCard, 'salt' | 'cost'>;

/** The passphrase keys that a run has, or can get. */
export interface PassphraseKeys {
  /** What to say of a record that there is no key for; null where none was tried for it. */
  readonly refusal: string | null;
  /**
   * The key for the card's salt, once it is there; null when there is none. Derives nothing.
   * @throws what the derivation threw, each time that the same salt is asked for.
   */
  keyFor(card: SaltOfCard): Promise<PassphraseKey | null>;
  /** Gets the key for a salt that a place names, where the place's budget allows it. */
  obtain(card: SaltOfCard, budget: PlaceBudget): Promise<void>;
  /**
   * Resolves when the derivation that goes on in this process's memory, if one does, has ended: what can wait
   * is not done beside it, or the memory of both would add up.
   */
  whenLight(): Promise<void>;
  /** Whether a salt is neither known to this PC nor of the cost that vaults are made with. */
  isStranger(card: SaltOfCard): boolean;
  /** Takes a key out of a record, where what unlocks opens a slot of it. */
  learnFrom(parsed: ParsedRecord): Promise<void>;
  /** Puts in a key that was derived elsewhere (early, or from a recovery code). */
  add(card: SaltOfCard, passphraseKey: PassphraseKey): void;
}

/** Names a salt together with its cost: the same salt at another cost is another key. */
export function saltName({ salt, cost }: SaltOfCard): string {
  return `${toHex(salt)}/${cost.ops}/${cost.memoryMiB}`;
}

/** Keys that are put in: nothing is derived. */
export function heldKeys(refusal: string): PassphraseKeys {
  const keys = new Map<string, PassphraseKey>();
  return {
    refusal,
    keyFor: (card) => Promise.resolve(keys.get(saltName(card)) ?? null),
    obtain: () => Promise.resolve(),
    whenLight: () => Promise.resolve(),
    isStranger: () => false,
    learnFrom: () => Promise.resolve(),
    add(card, passphraseKey) {
      keys.set(saltName(card), passphraseKey);
    },
  };
}
