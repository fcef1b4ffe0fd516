// Getting into the vault for a push: the passphrase key, the card to seal under, and the newest opened
// record of every PC. Nothing is written here.
import type { VaultCard } from '../../crypto/card.js';
import { toHex } from '../../bytes.js';
import type { DerivationEffects } from './derivations.js';
import { passphraseKeys } from './keys-for.js';
import type { LateSearch } from './late-search.js';
import { openNewest } from './newest.js';
import { type FailedRecord, type OpenedRecord, createOpener } from './opener.js';
import type { Opening } from './looked-at.js';
import { type UnusableCopies, unusableCopies } from './unusable-copies.js';
import type { LeftOut } from '../run.js';
import type { Warning } from '../../record/warning.js';
import { type Holding, type ReachedTarget, holdingsByTag } from '../places/reach.js';
import type { VaultState } from '../memory/state.js';
import { mergedVaults } from '../memory/merged.js';
import { type VaultChoice, tellsAllOf } from '../memory/vault-choice.js';
import { type AdoptedCard, type CardOptions, adoptCard, knownCards } from './vault-card.js';

/** The vault, ready to seal under. */
export interface UnlockedVault extends AdoptedCard {
  /** The vault as the state file knew it, null for one that is new to this PC. */
  readonly remembered: VaultState | null;
  readonly isNew: boolean;
  readonly byTag: ReadonlyMap<string, readonly Holding[]>;
  readonly opening: Opening;
  /** Copies that were found bad on the way, to be told of. */
  readonly unusable: UnusableCopies;
  /** Whether all places are new to it and empty: then nothing is missing in them. */
  readonly isSpreading: boolean;
  /** The newest opened record of each PC. */
  readonly newest: readonly OpenedRecord[];
  readonly failed: readonly FailedRecord[];
  /** What is still searched, while the others hold all that this PC knows of. */
  readonly late: readonly LateSearch[];
  /** The targets that hold a record that opened. */
  readonly holders: ReadonlySet<ReachedTarget>;
}

export interface UnlockOptions extends DerivationEffects, CardOptions {
  readonly warn: (warning: Warning) => void;
  /** Told of a place that gives nothing for some seconds. */
  readonly onSlow?: (target: ReachedTarget) => void;
  /** Asked where a place holds more than is tried unasked. */
  readonly mayGoOn?: (left: readonly LeftOut[]) => Promise<boolean>;
}

/**
 * Unlocks the chosen vault.
 * @throws VaultError `WRONG_PASSPHRASE` when the remembered card refuses what unlocks and no later one opens,
 *   or, without a card, when there are records and none opens; `NO_RECORD` when only a passphrase can make a
 *   vault; `USAGE` for places of vaults that this does not open together.
 */
export async function unlockVault(options: UnlockOptions): Promise<UnlockedVault> {
  const { choice, reached, unlock, signal } = options;
  const purpose = choice.kind === 'new' ? 'new' : 'existing';
  const keys = passphraseKeys(unlock, { ...options, purpose });
  const unusable = unusableCopies(options.warn);
  const opening = { keys, opener: createOpener({ keys, signal, unusable }) };
  // What a recovery code opens the card by, it may have to find in the records first.
  const byCode = unlock.kind === 'recovery-code';
  const first = byCode ? null : await knownCards(options, opening);
  const { onSlow, mayGoOn } = options;
  const { opened, older, cards, failed, holders, late } = await openNewest(reached, opening, {
    isEnough: (names) => choice.kind === 'known' && tellsAllOf(choice.vault, names),
    onSlow: ({ target }) => onSlow?.(target),
    ...(mayGoOn === undefined ? {} : { mayGoOn }),
  });
  const inTime = reached.filter((target) => !late.some(({ search }) => search.target === target));
  unusable.tell();
  const known = first ?? (await knownCards(options, opening));
  const all = [...opened, ...older];
  const adopted = await adoptCard(known, all, { ...options, keys, failed, carried: cards });
  const remembered = rememberedVault(choice, adopted.card, all);
  const isNew = choice.kind === 'new';
  const isSpreading = reached.every((target) => isEmptyAndNew(target, remembered));
  return {
    ...adopted,
    remembered,
    isNew,
    isSpreading,
    byTag: holdingsByTag(inTime),
    opening,
    unusable,
    newest: opened,
    failed,
    holders,
    late,
  };
}

/** What the state file noted of the vault; of one that was joined it may know other places. */
function rememberedVault(
  choice: VaultChoice,
  card: VaultCard,
  opened: readonly OpenedRecord[],
): VaultState | null {
  if (choice.kind === 'known') return mergedVaults(choice.vault, choice.besides ?? []);
  if (choice.kind === 'new') return null;
  const tags = new Set(opened.map(({ holding }) => holding.tag));
  const isEarlier = ({ card: { generation }, machines }: VaultState): boolean =>
    generation < card.generation && machines.some(({ tag }) => tags.has(tag));
  return (
    choice.vaults.find((vault) => vault.card.salt === toHex(card.salt)) ??
    choice.vaults.find(isEarlier) ??
    null
  );
}

function isEmptyAndNew({ names, status }: ReachedTarget, remembered: VaultState | null): boolean {
  const isKnown = status.placeId !== null && remembered?.places.includes(status.placeId) === true;
  return names.size === 0 && !isKnown;
}
