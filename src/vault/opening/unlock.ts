// Getting into the vault for a push: the passphrase key, the card to seal under, and the newest opened
// record of every PC. Nothing is written here.
import { type VaultCard, openRecoverySlot } from '../../crypto/card.js';
import type { PassphraseKey } from '../../crypto/kdf.js';
import { VaultError, hint } from '../../errors.js';
import { toHex } from '../../bytes.js';
import type { DerivationEffects } from './derivations.js';
import { passphraseKeys } from './keys-for.js';
import { type PassphraseKeys, saltName } from './passphrase-keys.js';
import { type UnlockWith, isByPassphrase, passphraseOf } from './unlock-with.js';
import type { LateSearch } from './late-search.js';
import { openNewest } from './newest.js';
import { type FailedRecord, type OpenedRecord, createOpener } from './opener.js';
import type { Opening } from './looked-at.js';
import { type UnusableCopies, unusableCopies } from './unusable-copies.js';
import type { LeftOut } from '../run.js';
import type { Warning } from '../../record/warning.js';
import { highestGeneration } from './rank.js';
import { type Holding, type ReachedTarget, holdingsByTag } from '../places/reach.js';
import { type VaultState, cardHolds, cardOf } from '../memory/state.js';
import { type VaultChoice, tellsAllOf } from '../memory/vault-choice.js';

/** The vault, ready to seal under. */
export interface UnlockedVault {
  readonly card: VaultCard;
  readonly passphraseKey: PassphraseKey;
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

export interface UnlockOptions extends DerivationEffects {
  readonly choice: VaultChoice;
  readonly reached: readonly ReachedTarget[];
  /** Asked at most once. */
  readonly unlock: UnlockWith;
  /** The card that a new vault gets. */
  readonly fresh: VaultCard;
  readonly signal: AbortSignal;
  readonly warn: (warning: Warning) => void;
  /** Told of a place that gives nothing for some seconds. */
  readonly onSlow?: (target: ReachedTarget) => void;
  /** Asked where a place holds more than is tried unasked. */
  readonly mayGoOn?: (left: readonly LeftOut[]) => Promise<boolean>;
}

/**
 * Unlocks the chosen vault.
 * @throws VaultError `WRONG_PASSPHRASE` when the remembered card refuses what unlocks, or, without a
 *   card, when there are records and none opens; `NO_RECORD` when only a passphrase can make a vault.
 */
export async function unlockVault(options: UnlockOptions): Promise<UnlockedVault> {
  const { choice, reached, unlock, signal } = options;
  const purpose = choice.kind === 'new' ? 'new' : 'existing';
  const keys = passphraseKeys(unlock, { ...options, purpose });
  const unusable = unusableCopies(options.warn);
  const opening = { keys, opener: createOpener({ keys, signal, unusable }) };
  // What a recovery code opens the card by, it may have to find in the records first.
  const byCode = unlock.kind === 'recovery-code';
  const first = byCode ? null : await knownCard(options, keys);
  const { onSlow, mayGoOn } = options;
  const { opened, older, failed, holders, late } = await openNewest(reached, opening, {
    isEnough: (names) => choice.kind === 'known' && tellsAllOf(choice.vault, names),
    onSlow: ({ target }) => onSlow?.(target),
    ...(mayGoOn === undefined ? {} : { mayGoOn }),
  });
  const inTime = reached.filter((target) => !late.some(({ search }) => search.target === target));
  unusable.tell();
  const known = byCode ? await knownCard(options, keys) : first;
  const adopted = await adoptCard(known, [...opened, ...older], { keys, failed });
  const remembered = rememberedVault(choice, adopted.card);
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

/** The card that needs no record: the remembered one, checked, or that of a new vault. */
async function knownCard(options: UnlockOptions, keys: PassphraseKeys): Promise<VaultCard | null> {
  const { choice, unlock, fresh } = options;
  if (choice.kind === 'join') return null;
  if (choice.kind === 'new' && !isByPassphrase(unlock)) throw nothingToOpen();
  const card = choice.kind === 'new' ? fresh : cardOf(choice.vault);
  const passphraseKey = await keyOfCard(card, options, keys);
  const holds =
    passphraseKey !== null &&
    (choice.kind === 'new' || (await cardHolds(choice.vault, passphraseKey)));
  if (!holds) throw wrongForCard(unlock);
  keys.add(card, passphraseKey);
  return card;
}

/** The key for the vault's own card, which the limit on foreign salts does not count. */
async function keyOfCard(
  card: VaultCard,
  { choice, unlock, derive, signal }: UnlockOptions,
  keys: PassphraseKeys,
): Promise<PassphraseKey | null> {
  if (isByPassphrase(unlock)) {
    const purpose = choice.kind === 'new' ? 'new' : 'existing';
    return derive(await passphraseOf(unlock, purpose, signal), card.salt, card.cost);
  }
  const byCode = unlock.kind === 'recovery-code' ? await openRecoverySlot(card, unlock.code) : null;
  return byCode ?? keys.keyFor(card);
}

/** The card of the highest generation, the one at hand or one that an opened record carries. */
async function adoptCard(
  known: VaultCard | null,
  opened: readonly OpenedRecord[],
  { keys, failed }: { keys: PassphraseKeys; failed: readonly FailedRecord[] },
): Promise<{ card: VaultCard; passphraseKey: PassphraseKey }> {
  const cards = opened.map((record) => record.parsed.card);
  const highest = highestGeneration(opened);
  const carried = cards.find((card) => card.generation === highest);
  const card = known !== null && known.generation >= highest ? known : carried;
  const passphraseKey = card === undefined ? null : await keys.keyFor(card);
  if (card === undefined || passphraseKey === null) throw noneToJoin(failed);
  return { card: withRecovery(card, cards), passphraseKey };
}

/** A recovery code that another PC added to the same card is taken over. */
function withRecovery(card: VaultCard, carried: readonly VaultCard[]): VaultCard {
  const same = carried.filter((other) => saltName(other) === saltName(card));
  const recoverySlot = same.find((other) => other.recoverySlot !== null)?.recoverySlot ?? null;
  return { ...card, recoverySlot: card.recoverySlot ?? recoverySlot };
}

/** What the state file noted of the vault; of one that was joined it may know other places. */
function rememberedVault(choice: VaultChoice, card: VaultCard): VaultState | null {
  if (choice.kind === 'known') return choice.vault;
  if (choice.kind === 'new') return null;
  return choice.vaults.find((vault) => vault.card.salt === toHex(card.salt)) ?? null;
}

function isEmptyAndNew({ names, status }: ReachedTarget, remembered: VaultState | null): boolean {
  const isKnown = status.placeId !== null && remembered?.places.includes(status.placeId) === true;
  return names.size === 0 && !isKnown;
}

/** Why only a passphrase can make a vault, said where there is none yet. */
export function nothingToOpen(): VaultError {
  return new VaultError('NO_RECORD', 'there is no backup yet that a code could open', {
    hint: hint`Make the first one: ${{ do: 'push' }}`,
  });
}

function wrongForCard({ kind }: UnlockWith): VaultError {
  if (kind === 'recovery-code') {
    return new VaultError('WRONG_PASSPHRASE', 'this recovery code does not open your backups', {
      hint: 'A later code takes the place of an earlier one. The passphrase opens the backups too.',
    });
  }
  return new VaultError('WRONG_PASSPHRASE', 'this is not the passphrase of your backups', {
    hint: hint`This PC has pushed before, and all PCs and places of a household share one passphrase. For separate backups in an empty place use ${{ tell: 'generate-passphrase' }}; to forget the earlier vault move the state file away (docs/config.md says where it is).`,
  });
}

function isWrong({ error }: FailedRecord): boolean {
  return error.code === 'WRONG_PASSPHRASE';
}

function noneToJoin(failed: readonly FailedRecord[]): VaultError {
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
