// The cards that a vault had before, as the state keeps them: the key of each lies there under the passphrase
// key of the card that followed, so that what a returning place holds can be opened without asking.
import { fromHex, toHex } from '../../bytes.js';
import { unwrapEarlierKey, wrapEarlierKey } from '../../crypto/earlier-key.js';
import type { PassphraseKey } from '../../crypto/kdf.js';
import { type SaltOfCard, saltName } from '../opening/passphrase-keys.js';
import { type EarlierCard, type VaultState, cardOf, saltOf } from './state.js';

/** How many are kept; those of the earliest generations go first. */
const mostEarlier = 8;

/** The key of a card that is not the vault's any more; it has opened something, or its tag held. */
export interface FormerKey extends SaltOfCard {
  readonly generation: number;
  readonly passphraseKey: PassphraseKey;
}

/** The keys that the state keeps under the passphrase key of the vault's card. */
export async function formerKeys(
  { earlier = [] }: VaultState,
  passphraseKey: PassphraseKey,
): Promise<FormerKey[]> {
  const all = earlier.map(async (card): Promise<FormerKey[]> => {
    const wrapped = card.key === null ? null : fromHex(card.key);
    if (wrapped === null) return [];
    const salt = saltOf(card);
    const key = await unwrapEarlierKey(wrapped, passphraseKey, salt);
    return key === null ? [] : [{ ...salt, generation: card.generation, passphraseKey: key }];
  });
  return (await Promise.all(all)).flat();
}

/** What the state keeps of earlier cards, once the vault has this card and this key. */
export async function earlierCards(
  { card, passphraseKey }: { readonly card: SaltOfCard; readonly passphraseKey: PassphraseKey },
  {
    former,
    remembered,
  }: { readonly former: readonly FormerKey[]; readonly remembered: VaultState | null },
): Promise<EarlierCard[]> {
  const cards = new Map<string, EarlierCard>();
  const take = (one: EarlierCard): void => {
    const name = saltName(saltOf(one));
    if (name !== saltName(card) && (cards.get(name)?.key ?? null) === null) cards.set(name, one);
  };
  const isSame = remembered !== null && saltName(cardOf(remembered)) === saltName(card);
  const noted = remembered?.earlier ?? [];
  // Under another passphrase key what was wrapped before opens no more: it is wrapped anew, or lost.
  for (const one of noted) take(isSame ? one : { ...one, key: null });
  for (const one of former) if (!hasKey(cards, one)) take(await wrapped(one, passphraseKey));
  if (remembered !== null && !isSame) take({ ...withoutTag(remembered), key: null });
  return [...cards.values()]
    .sort((a, b) => b.generation - a.generation || (a.salt < b.salt ? -1 : 1))
    .slice(0, mostEarlier);
}

function hasKey(cards: ReadonlyMap<string, EarlierCard>, salt: SaltOfCard): boolean {
  return (cards.get(saltName(salt))?.key ?? null) !== null;
}

async function wrapped(
  { salt, cost, generation, passphraseKey: earlier }: FormerKey,
  passphraseKey: PassphraseKey,
): Promise<EarlierCard> {
  const key = await wrapEarlierKey(earlier, passphraseKey, { salt, cost });
  return { generation, ...cost, salt: toHex(salt), key: toHex(key) };
}

function withoutTag({
  card: { generation, ops, memoryMiB, salt },
}: VaultState): Omit<EarlierCard, 'key'> {
  return { generation, ops, memoryMiB, salt };
}
