// Getting into the vault for a push: the passphrase key, the card to seal under, and the newest opened
// record of every PC. Nothing is written here.
import type { VaultCard } from '../../crypto/card.js';
import type { DeriveKey, PassphraseKey } from '../../crypto/kdf.js';
import { VaultError } from '../../errors.js';
import { toHex } from '../../bytes.js';
import { type Keyring, createKeyring, saltName } from './keyring.js';
import { openNewest } from './newest.js';
import { type FailedRecord, type OpenedRecord, type Opener, createOpener } from './opener.js';
import type { CollectWarning } from '../../record/warning.js';
import { highestGeneration } from './rank.js';
import { type Holding, type ReachedTarget, holdingsByTag } from '../places/reach.js';
import { type VaultState, cardHolds, cardOf } from '../memory/state.js';
import type { VaultChoice } from '../memory/vault-choice.js';

/** Where a passphrase comes from. Asked at most once a run. */
export interface PassphraseSource {
  /** `generated`: made by this run, so only a new vault can have it. */
  readonly kind: 'generated' | 'given' | 'prompt';
  /**
   * The passphrase as NFC bytes.
   * @param purpose on a terminal a `new` one is asked twice.
   * @throws VaultError `NO_PASSPHRASE`, `BAD_PASSPHRASE`
   */
  get(purpose: 'new' | 'existing'): Promise<Uint8Array>;
}

/** The vault, ready to seal under. */
export interface UnlockedVault {
  readonly card: VaultCard;
  readonly passphraseKey: PassphraseKey;
  /** The vault as the state file knew it, null for one that is new to this PC. */
  readonly remembered: VaultState | null;
  readonly isNew: boolean;
  readonly byTag: ReadonlyMap<string, readonly Holding[]>;
  readonly opener: Opener;
  /** The newest opened record of each PC. */
  readonly newest: readonly OpenedRecord[];
  readonly failed: readonly FailedRecord[];
  /** The targets that hold a record that opened. */
  readonly holders: ReadonlySet<ReachedTarget>;
}

export interface UnlockOptions {
  readonly choice: VaultChoice;
  readonly reached: readonly ReachedTarget[];
  readonly passphrase: PassphraseSource;
  readonly derive: DeriveKey;
  /** The card that a new vault gets. */
  readonly fresh: VaultCard;
  readonly signal: AbortSignal;
  readonly warn: (warning: CollectWarning) => void;
}

/**
 * Unlocks the chosen vault.
 * @throws VaultError `WRONG_PASSPHRASE` when the remembered card refuses the passphrase, or, without a
 *   card, when there are records and none opens.
 */
export async function unlockVault(options: UnlockOptions): Promise<UnlockedVault> {
  const { choice, reached, derive } = options;
  const purpose = choice.kind === 'new' ? 'new' : 'existing';
  const keyring = createKeyring(derive, () => options.passphrase.get(purpose));
  const opener = createOpener({ keyring, signal: options.signal, warn: options.warn });
  const byTag = holdingsByTag(reached);
  const known = await knownCard(options, keyring);
  const { opened, older, failed, holders } = await openNewest(reached, byTag, { opener, keyring });
  const adopted = await adoptCard(known, [...opened, ...older], { keyring, failed });
  const remembered = rememberedVault(choice, adopted.card);
  const isNew = choice.kind === 'new';
  return { ...adopted, remembered, isNew, byTag, opener, newest: opened, failed, holders };
}

/** The card that needs no record: the remembered one, checked, or that of a new vault. */
async function knownCard(options: UnlockOptions, keyring: Keyring): Promise<VaultCard | null> {
  const { choice, passphrase, derive, fresh } = options;
  if (choice.kind === 'join') return null;
  const isNew = choice.kind === 'new';
  const card = isNew ? fresh : cardOf(choice.vault);
  const bytes = await passphrase.get(isNew ? 'new' : 'existing');
  const passphraseKey = await derive(bytes, card.salt, card.cost);
  if (!isNew && !(await cardHolds(choice.vault, passphraseKey))) throw wrongForCard();
  keyring.add(card, passphraseKey);
  return card;
}

/** The card of the highest generation, the one at hand or one that an opened record carries. */
async function adoptCard(
  known: VaultCard | null,
  opened: readonly OpenedRecord[],
  { keyring, failed }: { keyring: Keyring; failed: readonly FailedRecord[] },
): Promise<{ card: VaultCard; passphraseKey: PassphraseKey }> {
  const cards = opened.map((record) => record.parsed.card);
  const highest = highestGeneration(opened);
  const carried = cards.find((card) => card.generation === highest);
  const card = known !== null && known.generation >= highest ? known : carried;
  const passphraseKey = card === undefined ? null : await keyring.keyFor(card);
  if (card === undefined || passphraseKey === null) throw noneOpens(failed);
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

function wrongForCard(): VaultError {
  return new VaultError('WRONG_PASSPHRASE', 'this is not the passphrase of your backups', {
    hint: 'This PC has pushed before, and all PCs and places of a household share one passphrase. For separate backups in an empty place use --generate-passphrase; to forget the earlier vault move the state file away (docs/config.md says where it is).',
  });
}

function noneOpens(failed: readonly FailedRecord[]): VaultError {
  const wrong = failed.every((record) => record.error.code === 'WRONG_PASSPHRASE');
  const reason = failed.find((record) => record.error.code !== 'WRONG_PASSPHRASE');
  return new VaultError(
    'WRONG_PASSPHRASE',
    wrong
      ? 'none of the backups there opens with this passphrase'
      : `none of the backups there opens (${reason?.error.message ?? 'unknown reason'})`,
    {
      hint: 'Check the passphrase, or push to an empty place. Nothing was changed.',
      ...(reason === undefined ? {} : { cause: reason.error }),
    },
  );
}
