// The key of an earlier passphrase, kept under the one that followed it: so a place that was away while the
// passphrase was changed is brought over when it returns, and nobody has to remember the earlier one. It lies
// in the state file alone; no record holds it. docs/format.md, "Earlier keys".
import { concatBytes } from '../bytes.js';
import { slotAssociatedData } from './header.js';
import { type Cost, type PassphraseKey, asPassphraseKey, keyBytes, subKey } from './kdf.js';
import { loadSodium } from './sodium.js';

const nonceBytes = 24;

/** A nonce, the wrapped key and a tag of 16 bytes. */
export const earlierKeyBytes = nonceBytes + keyBytes + 16;

/** What a kept key is bound to: the salt and cost that it was derived with. */
interface KeyBinding {
  readonly cost: Cost;
  readonly salt: Uint8Array;
}

/** No slot has this type: what is wrapped here is no slot of a record. */
const type = 3;

/** The earlier key under the passphrase key that followed it: 72 bytes. */
export async function wrapEarlierKey(
  earlier: PassphraseKey,
  passphraseKey: PassphraseKey,
  { cost, salt }: KeyBinding,
): Promise<Uint8Array> {
  const sodium = await loadSodium();
  const key = await subKey(passphraseKey, 'earlier key');
  const nonce = sodium.randomBytes(nonceBytes);
  const associatedData = slotAssociatedData(type, cost, salt);
  const wrapped = sodium.encrypt(earlier, { key, nonce, associatedData });
  sodium.zero(key);
  return concatBytes(nonce, wrapped);
}

/** The earlier key; null where it was not wrapped under this one, or was changed. */
export async function unwrapEarlierKey(
  wrapped: Uint8Array,
  passphraseKey: PassphraseKey,
  { cost, salt }: KeyBinding,
): Promise<PassphraseKey | null> {
  if (wrapped.length !== earlierKeyBytes) return null;
  const sodium = await loadSodium();
  const key = await subKey(passphraseKey, 'earlier key');
  const nonce = wrapped.subarray(0, nonceBytes);
  const associatedData = slotAssociatedData(type, cost, salt);
  const secret = sodium.decrypt(wrapped.subarray(nonceBytes), { key, nonce, associatedData });
  sodium.zero(key);
  return secret === null ? null : asPassphraseKey(secret);
}
