// Which card a run seals under: those that the state knows, each checked by its tag, and those of records that
// opened. A header alone decides nothing.
import type { VaultCard } from '../../crypto/card.js';
import { openRecoverySlot } from '../../crypto/card.js';
import type { DeriveKey, PassphraseKey } from '../../crypto/kdf.js';
import type { VaultError } from '../../errors.js';
import { type FormerKey, formerKeys } from '../memory/earlier-cards.js';
import { shareAPc } from '../memory/merged.js';
import { type VaultState, cardHolds, cardOf } from '../memory/state.js';
import { type VaultChoice, differentVaults } from '../memory/vault-choice.js';
import { type ReachedTarget, holdingsByTag } from '../places/reach.js';
import { inCardOrder, voidCodes } from '../planning/card-choice.js';
import type { Opening } from './looked-at.js';
import { type FailedRecord, type OpenedRecord, isFailed } from './opener.js';
import { type PassphraseKeys, saltName } from './passphrase-keys.js';
import { noneToJoin, nothingToOpen, wrongForCard } from './unlock-refusals.js';
import { type UnlockWith, isByPassphrase, passphraseOf } from './unlock-with.js';

/** What the card is chosen with. */
export interface CardOptions {
  readonly choice: VaultChoice;
  readonly reached: readonly ReachedTarget[];
  /** Asked at most once. */
  readonly unlock: UnlockWith;
  readonly derive: DeriveKey;
  /** The card that a new vault gets. */
  readonly fresh: VaultCard;
  readonly signal: AbortSignal;
}

/** The card that counts, and what is known of others. */
export interface AdoptedCard {
  readonly card: VaultCard;
  readonly passphraseKey: PassphraseKey;
  /** The keys of cards that are not the vault's any more, or lost to it; each has opened something. */
  readonly former: readonly FormerKey[];
  /** Whether records under such a card were met. */
  readonly isMixed: boolean;
  /** How many recovery codes of other cards of the same generation are void now. */
  readonly voidCodes: number;
}

/** The cards that need no record: those remembered, checked, or that of a new vault. */
export interface KnownCards {
  readonly cards: readonly VaultCard[];
  readonly former: readonly FormerKey[];
  /** Why the remembered card does not count, where only a later one may open. */
  readonly refusal: VaultError | null;
}

/** @throws VaultError `WRONG_PASSPHRASE`, `NO_RECORD`, `USAGE` */
export async function knownCards(options: CardOptions, opening: Opening): Promise<KnownCards> {
  const { choice, unlock, fresh } = options;
  const { keys } = opening;
  if (choice.kind === 'join') return { cards: [], former: [], refusal: null };
  if (choice.kind === 'new') {
    if (!isByPassphrase(unlock)) throw nothingToOpen();
    const passphraseKey = await keyOfCard(fresh, options, keys);
    if (passphraseKey !== null) keys.add(fresh, passphraseKey);
    return { cards: [fresh], former: [], refusal: null };
  }
  const vaults = [choice.vault, ...(choice.besides ?? [])];
  const checked = [];
  for (const vault of vaults) checked.push({ vault, own: await checkedCard(vault, options, keys) });
  const open = checked.flatMap(({ vault, own }) => (own === null ? [] : { vault, ...own }));
  if (open.length === 0) {
    const isChanging = vaults.some((vault) => vault.isChanging === true);
    const error = wrongForCard(unlock, { isChanging });
    // The passphrase may have been changed on another PC: then a record of a later card opens.
    if (!(await namesOtherSalt(options, opening))) throw error;
    return { cards: [], former: [], refusal: error };
  }
  for (const { vault, own } of checked) {
    if (own !== null) continue;
    if (!open.some((one) => shareAPc(vault, one.vault))) throw differentVaults();
    // One household, and what unlocks is of before its last change.
    if (open.every(({ card }) => card.generation <= vault.card.generation))
      throw wrongForCard(unlock, { isChanging: vault.isChanging === true });
  }
  return {
    cards: open.map(({ card }) => card),
    former: open.flatMap(({ former }) => former),
    refusal: null,
  };
}

/** The card of a vault in the state, and the keys that lie under its own; null where its tag refuses. */
async function checkedCard(
  vault: VaultState,
  options: CardOptions,
  keys: PassphraseKeys,
): Promise<{ readonly card: VaultCard; readonly former: readonly FormerKey[] } | null> {
  const card = cardOf(vault);
  const passphraseKey = await keyOfCard(card, options, keys);
  if (passphraseKey === null || !(await cardHolds(vault, passphraseKey))) return null;
  keys.add(card, passphraseKey);
  const earlier = await formerKeys(vault, passphraseKey);
  for (const one of earlier) keys.add(one, one.passphraseKey);
  const { generation } = card;
  return { card, former: [{ ...card, generation, passphraseKey }, ...earlier] };
}

/** How many vaults of the state are tried where no record opens: each costs a derivation. */
const fewVaults = 4;

/**
 * The first card of the state that what unlocks opens, though none of these places was noted for it: where
 * strangers' records are all that there is, they keep nobody from the other places.
 */
async function cardElsewhere(options: CardOptions, keys: PassphraseKeys): Promise<KnownCards> {
  const vaults = options.choice.kind === 'join' ? options.choice.vaults : [];
  for (const vault of vaults.slice(0, fewVaults)) {
    const own = await checkedCard(vault, options, keys);
    if (own !== null) return { cards: [own.card], former: own.former, refusal: null };
  }
  return { cards: [], former: [], refusal: null };
}

/** How many records of a place are looked at for another salt. */
const fewLooks = 64;

/** Whether a record there names a salt that is not the remembered one. It proves nothing: it is worth a try. */
async function namesOtherSalt(
  { choice, reached }: CardOptions,
  { opener }: Opening,
): Promise<boolean> {
  if (choice.kind !== 'known') return false;
  const own = saltName(cardOf(choice.vault));
  for (const target of reached) {
    const newest = [...holdingsByTag([target]).values()].flatMap((of) => of[0] ?? []);
    for (const holding of newest.slice(0, fewLooks)) {
      const read = await opener.read(holding, target);
      if (!isFailed(read) && saltName(read.parsed.card) !== own) return true;
    }
  }
  return false;
}

/** The key for the vault's own card, which the limit on foreign salts does not count. */
async function keyOfCard(
  card: VaultCard,
  { choice, unlock, derive, signal }: CardOptions,
  keys: PassphraseKeys,
): Promise<PassphraseKey | null> {
  if (isByPassphrase(unlock)) {
    const purpose = choice.kind === 'new' ? 'new' : 'existing';
    return derive(await passphraseOf(unlock, purpose, signal), card.salt, card.cost);
  }
  const byCode = unlock.kind === 'recovery-code' ? await openRecoverySlot(card, unlock.code) : null;
  return byCode ?? keys.keyFor(card);
}

/** The card that counts, of those at hand and those that opened records carry; and the keys of the others. */
export async function adoptCard(
  known: KnownCards,
  opened: readonly OpenedRecord[],
  options: CardOptions & {
    readonly keys: PassphraseKeys;
    readonly failed: readonly FailedRecord[];
    /** The cards of all that opened, in whichever place. */
    readonly carried: readonly VaultCard[];
  },
): Promise<AdoptedCard> {
  const { keys, failed, choice, carried } = options;
  const isNone = known.cards.length === 0 && opened.length === 0;
  const { cards, former, refusal } =
    isNone && known.refusal === null ? await cardElsewhere(options, keys) : known;
  const [card, ...others] = inCardOrder([...cards, ...carried]);
  const passphraseKey = card === undefined ? null : await keys.keyFor(card);
  if (refusal !== null && (card === undefined || !follows(card, opened, choice))) throw refusal;
  if (card === undefined || passphraseKey === null) throw noneToJoin(failed);
  const own = saltName(card);
  const more = await Promise.all(
    others.map(async (other) => {
      const key = await keys.keyFor(other);
      return key === null ? [] : [{ ...other, passphraseKey: key }];
    }),
  );
  const all = [...former, ...more.flat()].filter((one) => saltName(one) !== own);
  return {
    card,
    passphraseKey,
    former: [...new Map(all.map((one) => [saltName(one), one])).values()],
    isMixed: carried.some((one) => saltName(one) !== own),
    voidCodes: voidCodes(card, [...cards, ...carried]),
  };
}

/**
 * Whether the card can be the one that followed the remembered one on another PC: it is later, and a PC that
 * was in the vault is in what it opens. So backups of others in the same place are not taken for it.
 */
function follows(card: VaultCard, opened: readonly OpenedRecord[], choice: VaultChoice): boolean {
  if (choice.kind !== 'known') return false;
  const { vault } = choice;
  const own = saltName(card);
  const tags = opened
    .filter(({ parsed }) => saltName(parsed.card) === own)
    .map(({ holding }) => holding.tag);
  const isOne = vault.machines.length === 0 || vault.machines.some(({ tag }) => tags.includes(tag));
  return card.generation > vault.card.generation && isOne;
}
