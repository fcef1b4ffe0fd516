// Which of several cards is the vault's. Places begun apart, and first backups of two PCs at one moment, make
// two of one passphrase; every PC then takes the same one by a rule that needs no talk. Pure: whoever calls
// hands in only the card that it knows and those of records that opened.
import { toHex } from '../../bytes.js';
import type { VaultCard } from '../../crypto/card.js';
import { saltName } from '../opening/passphrase-keys.js';

/**
 * The order of cards, the one that counts first: the later generation; of one generation the one with a
 * recovery code, for a code on paper must not turn void where it can be helped; then the lower salt.
 */
function cardOrder(a: VaultCard, b: VaultCard): number {
  if (a.generation !== b.generation) return b.generation - a.generation;
  const [codeA, codeB] = [a, b].map(({ recoverySlot }) => (recoverySlot === null ? 1 : 0));
  if (codeA !== codeB) return (codeA ?? 0) - (codeB ?? 0);
  const [nameA, nameB] = [saltName(a), saltName(b)];
  return nameA < nameB ? -1 : nameA > nameB ? 1 : 0;
}

/** The cards, each salt once: with the recovery code that any of them has, and the one that counts first. */
export function inCardOrder(cards: readonly VaultCard[]): VaultCard[] {
  const bySalt = new Map<string, VaultCard>();
  for (const card of cards) {
    const known = bySalt.get(saltName(card));
    if (known === undefined) bySalt.set(saltName(card), card);
    else bySalt.set(saltName(card), joined(known, card));
  }
  return [...bySalt.values()].sort(cardOrder);
}

/**
 * A recovery code that another PC added to the same card is taken over. Where two PCs that did not see each
 * other's backups each added one, every PC takes the same: the lower one.
 */
function joined(known: VaultCard, other: VaultCard): VaultCard {
  const generation = Math.max(known.generation, other.generation);
  const [first, second] = [known.recoverySlot, other.recoverySlot];
  const isLower = first !== null && second !== null && toHex(second) < toHex(first);
  return { ...known, generation, recoverySlot: isLower ? second : (first ?? second) };
}

/** How many recovery codes these cards have, of the generation of the one that counts, beside its own. */
export function voidCodes(card: VaultCard, cards: readonly VaultCard[]): number {
  const slotOf = ({ recoverySlot }: VaultCard): string =>
    recoverySlot === null ? '' : toHex(recoverySlot);
  const slots = cards.filter(({ generation }) => generation === card.generation).map(slotOf);
  return new Set(slots.filter((slot) => slot !== '' && slot !== slotOf(card))).size;
}
