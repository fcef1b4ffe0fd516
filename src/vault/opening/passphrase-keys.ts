// The passphrase keys of one run: one derivation per salt, and a bounded number of salts that this PC
// has not met before, because each costs a second or more and a hostile target may name any.
import { toHex } from '../../bytes.js';
import type { VaultCard } from '../../crypto/card.js';
import type { DeriveKey, PassphraseKey } from '../../crypto/kdf.js';
import {
  type PassphrasePurpose,
  type UnlockWith,
  isByPassphrase,
  passphraseOf,
} from './unlock-with.js';

/** How many salts are derived in a run beside those in the state file. */
export const foreignSaltLimit = 4;

/** The passphrase keys that a run has, or can get. */
export interface PassphraseKeys {
  /** What to say of a record that there is no key for. */
  readonly refusal: string;
  /**
   * The key for the card's salt; null when there is none and none may be derived.
   * @throws what the derivation throws, each time that the same salt is asked for.
   */
  keyFor(card: VaultCard): Promise<PassphraseKey | null>;
  /** Puts in a key that was derived elsewhere (early, or from a recovery code). */
  add(card: Pick<VaultCard, 'salt' | 'cost'>, passphraseKey: PassphraseKey): void;
}

/** Names a salt together with its cost: the same salt at another cost is another key. */
export function saltName({ salt, cost }: Pick<VaultCard, 'salt' | 'cost'>): string {
  return `${toHex(salt)}/${cost.ops}/${cost.memoryMiB}`;
}

/** The keys that `unlock` gives in one run. */
export function passphraseKeys(
  unlock: UnlockWith,
  {
    derive,
    purpose,
    signal,
  }: {
    readonly derive: DeriveKey;
    readonly purpose: PassphrasePurpose;
    readonly signal: AbortSignal;
  },
): PassphraseKeys {
  if (isByPassphrase(unlock))
    return derivedKeys(derive, () => passphraseOf(unlock, purpose, signal));
  const keys = heldKeys(refusals[unlock.kind]);
  if (unlock.kind === 'remembered') keys.add(unlock, unlock.passphraseKey);
  return keys;
}

const refusals = {
  'recovery-code':
    'the recovery code does not open this backup, or it is not one of this household',
  remembered: 'the key that this PC remembers does not open this backup',
} as const;

/**
 * Keys that are derived when they are needed.
 * @param passphrase asked for with each derivation.
 */
export function derivedKeys(
  derive: DeriveKey,
  passphrase: () => Promise<Uint8Array>,
): PassphraseKeys {
  const keys = new Map<string, Promise<PassphraseKey>>();
  let foreignSalts = 0;
  // One after the other: a derivation may take up to 1 GiB of memory.
  let last: Promise<unknown> = Promise.resolve();
  const deriveNext = (card: VaultCard): Promise<PassphraseKey> => {
    const derived = Promise.all([passphrase(), last]).then(([bytes]) => {
      return derive(bytes, card.salt, card.cost);
    });
    last = Promise.allSettled([derived]);
    return derived;
  };
  return {
    refusal: 'it is under another passphrase than the rest, and too many others are, too',
    async keyFor(card) {
      const known = keys.get(saltName(card));
      if (known !== undefined) return known;
      if (foreignSalts >= foreignSaltLimit) return null;
      foreignSalts += 1;
      const derived = deriveNext(card);
      keys.set(saltName(card), derived);
      return derived;
    },
    add(card, passphraseKey) {
      keys.set(saltName(card), Promise.resolve(passphraseKey));
    },
  };
}

/** Keys that are put in: nothing is derived. */
export function heldKeys(refusal: string): PassphraseKeys {
  const keys = new Map<string, PassphraseKey>();
  return {
    refusal,
    keyFor: (card) => Promise.resolve(keys.get(saltName(card)) ?? null),
    add(card, passphraseKey) {
      keys.set(saltName(card), passphraseKey);
    },
  };
}

/**
 * The order in which foreign salts are tried: each target's most frequent first, target by target in
 * turn, so that a target full of forged salts cannot use up the limit before a good one had its try.
 * @param saltsByTarget for each target the salts of its records, newest first, with repeats.
 */
export function saltOrder(saltsByTarget: readonly (readonly string[])[]): string[] {
  const queues = saltsByTarget.map(mostFrequentFirst);
  const longest = Math.max(0, ...queues.map((queue) => queue.length));
  const turns = Array.from({ length: longest }, (_, turn) => queues.flatMap((q) => q[turn] ?? []));
  return [...new Set(turns.flat())];
}

function mostFrequentFirst(salts: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const salt of salts) counts.set(salt, (counts.get(salt) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([salt]) => salt);
}
