// The passphrase key of this user in the operating system's credential store, and the way back out of it.
import { fromHex, toHex } from '../bytes.js';
import { asPassphraseKey, checkReaderCost, keyBytes } from '../crypto/kdf.js';
import { VaultError, hint } from '../errors.js';
import {
  deleteStoredCredential,
  readStoredCredential,
  writeStoredCredential,
} from '../targets/stored-credential.js';
import type { KeptKey, KeyKeeper } from '../vault/memory/key-keeper.js';
import { stateFile } from '../vault/memory/state-file.js';
import { statePath } from './paths.js';

/** No place of a config can be called so. */
const account = 'key of the passphrase';

/** Keeps it in the credential store. */
export const keyInCredentialStore: KeyKeeper = {
  keep: (key, signal) => writeStoredCredential(account, asText(key), signal),
  drop: (signal) => deleteStoredCredential(account, signal),
};

/**
 * The key that this PC remembers; null where it remembers none. The store is asked only where the state says
 * that there is one.
 * @throws VaultError why it cannot be read
 */
export async function keptKey(signal: AbortSignal): Promise<KeptKey | null> {
  const { kept } = await stateFile(statePath()).load();
  if (kept === undefined) return null;
  const key = parseKept(await readStoredCredential(account, signal));
  if (key !== null && toHex(key.salt) === kept) return key;
  throw new VaultError('NO_PASSPHRASE', 'the key that this PC remembered is not there any more', {
    hint: hint`Give the passphrase, and once: ${{ do: 'passphrase-forget' }}`,
  });
}

function asText({ salt, cost, passphraseKey }: KeptKey): string {
  return [toHex(salt), cost.ops, cost.memoryMiB, toHex(passphraseKey)].join(' ');
}

/** The text as a key; null for any other text. */
export function parseKept(text: string | null): KeptKey | null {
  const match = /^([0-9a-f]{32}) (\d{1,2}) (\d{1,4}) ([0-9a-f]{64})$/.exec(text ?? '');
  const [salt, key] = [match?.[1], match?.[4]].map((hex) => fromHex(hex ?? ''));
  if (salt?.length !== 16 || key?.length !== keyBytes) return null;
  const cost = { ops: Number(match?.[2]), memoryMiB: Number(match?.[3]) };
  try {
    checkReaderCost(cost);
  } catch (error) {
    if (error instanceof VaultError) return null;
    throw error;
  }
  return { salt, cost, passphraseKey: asPassphraseKey(key) };
}
