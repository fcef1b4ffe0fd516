// The only door to libsodium (libsodium-wrappers-sumo, the build that has Argon2id): the few primitives
// that the format needs, under names of our own. Keys, labels and layouts belong to the callers.
import type { default as Libsodium } from 'libsodium-wrappers-sumo';
import { VaultError } from '../errors.js';

/** The primitives of the sealed format. Byte arrays that come back are fresh copies. */
export interface Sodium {
  /** Argon2id version 1.3, one lane, 32 bytes. The caller has checked the cost. */
  argon2id(
    passphrase: Uint8Array,
    salt: Uint8Array,
    cost: { readonly ops: number; readonly memoryMiB: number },
  ): Uint8Array;
  /** BLAKE2b-256, keyed when a key is given. */
  blake2b(message: Uint8Array, key?: Uint8Array): Uint8Array;
  sha256(message: Uint8Array): Uint8Array;
  /** XChaCha20-Poly1305 (IETF): ciphertext and 16-byte tag. */
  encrypt(message: Uint8Array, box: AeadBox): Uint8Array;
  /** The message, or null when key, nonce, associated data or ciphertext do not belong together. */
  decrypt(ciphertext: Uint8Array, box: AeadBox): Uint8Array | null;
  /** Constant-time for equal lengths. */
  sameSecret(a: Uint8Array, b: Uint8Array): boolean;
  /** Overwrites a secret in place. Copies that the engine made are out of reach. */
  zero(secret: Uint8Array): void;
  readonly randomBytes: RandomBytes;
  /** An unbiased whole number from 0 to `bound` - 1. */
  randomBelow(bound: number): number;
}

/** Where random bytes come from; tests and vectors bring their own. */
export type RandomBytes = (count: number) => Uint8Array;

/** What an authenticated encryption takes beside the message. */
interface AeadBox {
  readonly key: Uint8Array;
  readonly nonce: Uint8Array;
  readonly associatedData: Uint8Array;
}

let loading: Promise<Sodium> | undefined;

/** Loads libsodium once; about 30 ms the first time, so nothing calls this at import time. */
export function loadSodium(): Promise<Sodium> {
  loading ??= load();
  return loading;
}

/** All 32 bytes of SHA-256. */
export async function sha256(bytes: Uint8Array): Promise<Uint8Array> {
  return (await loadSodium()).sha256(bytes);
}

/** Bytes from the system's secure random source. */
export async function randomBytes(count: number): Promise<Uint8Array> {
  return (await loadSodium()).randomBytes(count);
}

async function load(): Promise<Sodium> {
  const { default: library } = await import('libsodium-wrappers-sumo');
  await library.ready;
  return {
    argon2id: (passphrase, salt, cost) => argon2id(library, { passphrase, salt, ...cost }),
    blake2b: (message, key) => library.crypto_generichash(32, message, key ?? null),
    sha256: (message) => library.crypto_hash_sha256(message),
    encrypt: (message, { key, nonce, associatedData }) =>
      library.crypto_aead_xchacha20poly1305_ietf_encrypt(message, associatedData, null, nonce, key),
    decrypt: (ciphertext, box) => decrypt(library, ciphertext, box),
    sameSecret: (a, b) => a.length === b.length && library.memcmp(a, b),
    zero: (secret) => {
      library.memzero(secret);
    },
    randomBytes: (count) => library.randombytes_buf(count),
    randomBelow: (bound) => library.randombytes_uniform(bound),
  };
}

interface Argon2idInput {
  readonly passphrase: Uint8Array;
  readonly salt: Uint8Array;
  readonly ops: number;
  readonly memoryMiB: number;
}

function argon2id(library: typeof Libsodium, input: Argon2idInput): Uint8Array {
  const { passphrase, salt, ops, memoryMiB } = input;
  const algorithm = library.crypto_pwhash_ALG_ARGON2ID13;
  try {
    return library.crypto_pwhash(32, passphrase, salt, ops, memoryMiB * 1024 * 1024, algorithm);
  } catch (cause) {
    // Every argument is in range by now, so what is left is memory that could not be had.
    throw new VaultError('FAILURE', `this PC could not spare ${memoryMiB} MiB of memory`, {
      hint: 'Close other programs and try again.',
      cause,
    });
  }
}

function decrypt(
  library: typeof Libsodium,
  ciphertext: Uint8Array,
  { key, nonce, associatedData }: AeadBox,
): Uint8Array | null {
  if (ciphertext.length < library.crypto_aead_xchacha20poly1305_ietf_ABYTES) return null;
  try {
    return library.crypto_aead_xchacha20poly1305_ietf_decrypt(
      null,
      ciphertext,
      associatedData,
      nonce,
      key,
    );
  } catch (error) {
    // The library has no error type of its own for a tag that does not fit; the version is pinned.
    if (error instanceof Error && error.message.includes('cannot be decrypted')) return null;
    throw error;
  }
}
