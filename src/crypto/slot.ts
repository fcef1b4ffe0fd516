// Wrapping a key into a slot and taking it out again. A slot is bound to the format, the cost, the salt
// and its own type. docs/format.md, "Slots".
import { concatBytes } from '../bytes.js';
import { readSlot, size, slotAssociatedData, slotType } from './header.js';
import { type Cost, recoveryKey, subKey } from './kdf.js';
import { type RandomBytes, loadSodium } from './sodium.js';

/** What a slot is bound to beside its type. */
export interface SlotBinding {
  readonly cost: Cost;
  readonly salt: Uint8Array;
}

/** Slot 1: the record's file key under the passphrase key. */
export async function wrapFileKey(
  fileKey: Uint8Array,
  passphraseKey: Uint8Array,
  options: SlotBinding & { readonly random?: RandomBytes | undefined },
): Promise<Uint8Array> {
  const key = await subKey(passphraseKey, 'passphrase slot');
  return wrap(fileKey, { ...options, type: slotType.passphrase, key });
}

/** The file key out of slot 1; null when the passphrase key is not its own. */
export async function unwrapFileKey(
  slot: Uint8Array,
  passphraseKey: Uint8Array,
  binding: SlotBinding,
): Promise<Uint8Array | null> {
  return unwrap(slot, { ...binding, key: await subKey(passphraseKey, 'passphrase slot') });
}

/** Slot 2: the passphrase key under the recovery code. */
export async function wrapPassphraseKey(
  passphraseKey: Uint8Array,
  code: Uint8Array,
  options: SlotBinding & { readonly random?: RandomBytes | undefined },
): Promise<Uint8Array> {
  const key = await subKey(await recoveryKey(code), 'recovery slot');
  return wrap(passphraseKey, { ...options, type: slotType.recovery, key });
}

/** The passphrase key out of slot 2; null when the recovery code is not its own. */
export async function unwrapPassphraseKey(
  slot: Uint8Array,
  code: Uint8Array,
  binding: SlotBinding,
): Promise<Uint8Array | null> {
  return unwrap(slot, { ...binding, key: await subKey(await recoveryKey(code), 'recovery slot') });
}

/** `key` is of this slot alone, and overwritten after use. */
interface WrapOptions extends SlotBinding {
  readonly type: number;
  readonly key: Uint8Array;
  readonly random?: RandomBytes | undefined;
}

async function wrap(secret: Uint8Array, options: WrapOptions): Promise<Uint8Array> {
  const { type, key, cost, salt } = options;
  const sodium = await loadSodium();
  const nonce = (options.random ?? sodium.randomBytes)(size.nonce);
  const associatedData = slotAssociatedData(type, cost, salt);
  const wrapped = sodium.encrypt(secret, { key, nonce, associatedData });
  sodium.zero(key);
  return concatBytes(Uint8Array.of(type), nonce, wrapped);
}

async function unwrap(
  slot: Uint8Array,
  { key, cost, salt }: SlotBinding & { readonly key: Uint8Array },
): Promise<Uint8Array | null> {
  const sodium = await loadSodium();
  const { type, nonce, wrapped } = readSlot(slot);
  const associatedData = slotAssociatedData(type, cost, salt);
  const secret = sodium.decrypt(wrapped, { key, nonce, associatedData });
  sodium.zero(key);
  return secret;
}
