// How a sync, a removal and a change of the passphrase ended for one place, as plain data.
import type { VaultError } from '../errors.js';
import type { RecordName } from '../record/name.js';

/** How a sync ended for one place. */
export interface SyncOutcome {
  /** What the user calls it. */
  readonly target: string;
  /**
   * `synced`: something was stored and read back. `unchanged`: it had all. `gives-only`: it has little room,
   * so it is not filled. `would-sync`: a dry run would have stored something.
   */
  readonly state: 'synced' | 'unchanged' | 'gives-only' | 'would-sync' | 'failed';
  /** Records that it lacked and has now, or would have. */
  readonly stored: number;
  /** Damaged copies that were replaced by good ones, or would be. */
  readonly healed: number;
  /** Records under an earlier passphrase that were sealed with the one of now, or would be. */
  readonly resealed: number;
  /** Records that lay there already, whole. */
  readonly there: number;
  /** Why it did not get all; what is counted beside it was stored all the same. */
  readonly error: VaultError | null;
}

/** How a removal ended for one place. */
export interface RemovalOutcome {
  /** What the user calls it. */
  readonly target: string;
  /** `unchanged`: there was nothing to remove. `would-remove`: a dry run would have removed something. */
  readonly state: 'removed' | 'unchanged' | 'would-remove' | 'failed';
  /** What is gone, or would be. */
  readonly removed: readonly RecordName[];
  readonly error: VaultError | null;
}

/** How the sealing anew of what was under another card ended for one place. */
export interface ResealOutcome {
  /** What the user calls it. */
  readonly target: string;
  /** `unchanged`: there was nothing of it. */
  readonly state: 'resealed' | 'unchanged' | 'failed';
  /** Records that were sealed again there, each opened after it was stored. */
  readonly resealed: number;
  readonly error: VaultError | null;
}
