// The vault's card: what every new record of a vault is made with. It lies in the state file, so a tag
// under the passphrase key shows whether someone changed it there; checking that before each seal is the
// vault's part. docs/format.md, "The vault's card".
import { concatBytes } from '../bytes.js';
import { VaultError } from '../errors.js';
import { size, slotType } from './header.js';
import {
  type Cost,
  type PassphraseKey,
  asPassphraseKey,
  checkReaderCost,
  saltBytes,
  subKey,
} from './kdf.js';
import type { RecoveryCode } from './recovery-code.js';
import { unwrapPassphraseKey, wrapPassphraseKey } from './slot.js';
import { type RandomBytes, loadSodium, randomBytes } from './sodium.js';

/** The vault's share of a record's header. */
export interface VaultCard {
  /** 1 at first, one more at each rekey. */
  readonly generation: number;
  readonly cost: Cost;
  /** 16 bytes; a rekey makes new ones. */
  readonly salt: Uint8Array;
  /** The 73 bytes of slot 2, the same in every record of the salt; null without a recovery code. */
  readonly recoverySlot: Uint8Array | null;
}

/**
 * The card of a new vault: fresh salt, generation 1, no recovery code.
 * @throws VaultError `COST_REFUSED` for a cost that no reader accepts.
 */
export async function newCard(cost: Cost): Promise<VaultCard> {
  checkReaderCost(cost);
  return { generation: 1, cost, salt: await randomBytes(saltBytes), recoverySlot: null };
}

/** The card with a recovery slot for `code`, in place of one that it may have had. */
export async function addRecoverySlot(
  card: VaultCard,
  passphraseKey: PassphraseKey,
  code: RecoveryCode,
  options: { readonly random?: RandomBytes } = {},
): Promise<VaultCard> {
  const { cost, salt } = card;
  const binding = { cost, salt, random: options.random };
  return { ...card, recoverySlot: await wrapPassphraseKey(passphraseKey, code, binding) };
}

/**
 * The passphrase key out of the card's recovery slot; null where it has none, or the code is not its own.
 */
export async function openRecoverySlot(
  { recoverySlot, cost, salt }: VaultCard,
  code: RecoveryCode,
): Promise<PassphraseKey | null> {
  if (recoverySlot === null) return null;
  const secret = await unwrapPassphraseKey(recoverySlot, code, { cost, salt });
  return secret === null ? null : asPassphraseKey(secret);
}

/**
 * The 32-byte tag that binds a card to its passphrase.
 * @throws VaultError `FAILURE` for a card that no record could be made with.
 */
export async function cardTag(card: VaultCard, passphraseKey: PassphraseKey): Promise<Uint8Array> {
  checkCard(card);
  const sodium = await loadSodium();
  return sodium.blake2b(encodeCard(card), await subKey(passphraseKey, 'vault card'));
}

/** Whether the tag was made for exactly this card under this passphrase key. Constant-time. */
export async function verifyCardTag(
  card: VaultCard,
  passphraseKey: PassphraseKey,
  tag: Uint8Array,
): Promise<boolean> {
  if (!isCard(card)) return false;
  const sodium = await loadSodium();
  return sodium.sameSecret(await cardTag(card, passphraseKey), tag);
}

/**
 * Refuses a card that no record could be made with.
 * @throws VaultError `FAILURE`
 */
export function checkCard(card: VaultCard): void {
  if (!isCard(card)) throw new VaultError('FAILURE', "the vault's card is not valid");
}

function isCard({ generation, cost, salt, recoverySlot }: VaultCard): boolean {
  const slotFits =
    recoverySlot === null ||
    (recoverySlot.length === size.slot && recoverySlot[0] === slotType.recovery);
  const fieldsFit =
    isUnsigned(generation, 32) && isUnsigned(cost.ops, 16) && isUnsigned(cost.memoryMiB, 16);
  return fieldsFit && generation >= 1 && salt.length === saltBytes && slotFits;
}

function isUnsigned(value: number, bits: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < 2 ** bits;
}

/** Generation, ops, memory, salt, then 0, or 1 and the recovery slot: 25 or 98 bytes. */
function encodeCard({ generation, cost, salt, recoverySlot }: VaultCard): Uint8Array {
  const numbers = new Uint8Array(8);
  const view = new DataView(numbers.buffer);
  view.setUint32(0, generation);
  view.setUint16(4, cost.ops);
  view.setUint16(6, cost.memoryMiB);
  if (recoverySlot === null) return concatBytes(numbers, salt, Uint8Array.of(0));
  return concatBytes(numbers, salt, Uint8Array.of(1), recoverySlot);
}
