// The passphrase key as this PC may keep it, and the seam to where that is.
import type { Cost, PassphraseKey } from '../../crypto/kdf.js';

/** A passphrase key with what it depends on. */
export interface KeptKey {
  readonly salt: Uint8Array;
  readonly cost: Cost;
  readonly passphraseKey: PassphraseKey;
}

/** Where one such key is kept. */
export interface KeyKeeper {
  /** In place of the one before. Throws where it cannot be kept. */
  readonly keep: (key: KeptKey, signal: AbortSignal) => Promise<void>;
  /** One that is not there is no error. */
  readonly drop: (signal: AbortSignal) => Promise<void>;
}
