// From a passphrase or a recovery code to keys: the cost of the derivation and its limits, the
// passphrase key, and the sub-keys made from it. docs/format.md, "Keys".
import { concatBytes } from '../bytes.js';
import { VaultError } from '../errors.js';
import { loadSodium } from './sodium.js';

/** What one derivation costs: passes over the memory, and the memory. */
export interface Cost {
  readonly ops: number;
  readonly memoryMiB: number;
}

declare const passphraseKey: unique symbol;

/** The 32 bytes derived from a passphrase and a salt: opens every record of the vault. */
export type PassphraseKey = Uint8Array & { readonly [passphraseKey]: true };

/** The derivation as a seam, so that a worker or another Argon2id can do it. */
export type DeriveKey = (
  passphrase: Uint8Array,
  salt: Uint8Array,
  cost: Cost,
) => Promise<PassphraseKey>;

/** What separates the keys made from one secret. */
export type SubKeyLabel =
  'passphrase slot' | 'recovery slot' | 'header' | 'payload' | 'vault card' | 'earlier key';

/** What new vaults are made with; a vault of a lower cost is never sealed for. */
export const writerCost: Cost = { ops: 3, memoryMiB: 256 };

export const saltBytes = 16;
export const keyBytes = 32;

const limits = { ops: [1, 10], memoryMiB: [8, 1024], product: 4096 } as const;
const labelPrefix = 'product-key-vault/1/';

/**
 * Refuses a cost outside of what readers accept; done before anything is allocated for it.
 * @throws VaultError `COST_REFUSED`
 */
export function checkReaderCost({ ops, memoryMiB }: Cost): void {
  const accepted =
    within(ops, limits.ops) &&
    within(memoryMiB, limits.memoryMiB) &&
    ops * memoryMiB <= limits.product;
  if (accepted) return;
  throw refused(`the backup asks for ${ops} passes over ${memoryMiB} MiB, which is out of bounds`);
}

/**
 * Refuses to write a record of lower cost than `minimum`, or one that no reader would open.
 * @throws VaultError `COST_REFUSED`
 */
export function checkWriterCost(cost: Cost, minimum: Cost): void {
  checkReaderCost(cost);
  if (cost.ops >= minimum.ops && cost.memoryMiB >= minimum.memoryMiB) return;
  throw refused(
    `the vault asks for ${cost.ops} passes over ${cost.memoryMiB} MiB, too little to be safe`,
  );
}

/** Argon2id on the calling thread: about a second at the writer's cost. Checks the cost first. */
export const derivePassphraseKey: DeriveKey = async (passphrase, salt, cost) => {
  checkReaderCost(cost);
  const sodium = await loadSodium();
  return asPassphraseKey(sodium.argon2id(passphrase, salt, cost));
};

/**
 * Takes 32 bytes for a passphrase key: one that was remembered, came from a worker, or out of a slot.
 * Whether it opens anything is another matter.
 * @throws VaultError `FAILURE` for another length.
 */
export function asPassphraseKey(bytes: Uint8Array): PassphraseKey {
  if (bytes.length !== keyBytes) {
    throw new VaultError('FAILURE', `a passphrase key has ${keyBytes} bytes, not ${bytes.length}`);
  }
  return bytes as PassphraseKey;
}

/** sub(secret, label): BLAKE2b-256 keyed with the secret over the prefixed label. */
export async function subKey(secret: Uint8Array, label: SubKeyLabel): Promise<Uint8Array> {
  const sodium = await loadSodium();
  return sodium.blake2b(prefixed(label), secret);
}

/** RK: the key that a recovery code stands for. */
export async function recoveryKey(code: Uint8Array): Promise<Uint8Array> {
  const sodium = await loadSodium();
  return sodium.blake2b(concatBytes(prefixed('recovery code'), code));
}

function prefixed(label: string): Uint8Array {
  return new TextEncoder().encode(labelPrefix + label);
}

function within(value: number, [low, high]: readonly [number, number]): boolean {
  return Number.isInteger(value) && value >= low && value <= high;
}

function refused(message: string): VaultError {
  return new VaultError('COST_REFUSED', message, {
    hint: 'Accepted are 1-10 passes over 8-1,024 MiB, at most 4,096 MiB in all.',
  });
}
