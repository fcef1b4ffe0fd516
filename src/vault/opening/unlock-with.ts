// What unlocks a vault: the one union that every operation takes a part of. How a person is asked, or a
// file read, is the front end's business.
import { passphraseBytes } from '../../crypto/passphrase.js';
import type { Cost, PassphraseKey } from '../../crypto/kdf.js';
import type { RecoveryCode } from '../../crypto/recovery-code.js';

/** A new passphrase is asked for twice at a terminal, an existing one once. */
export type PassphrasePurpose = 'new' | 'existing';

/** The passphrase that the owner has, or chooses. It opens a vault and can make a new one. */
export interface OwnPassphrase {
  readonly kind: 'passphrase';
  /** Whether a person has to be asked: then nobody is asked before it is known to be of use. */
  readonly isTyped: boolean;
  /**
   * The passphrase as NFC bytes, made for whoever asks: they are overwritten after use.
   * @throws VaultError `NO_PASSPHRASE`, `BAD_PASSPHRASE`
   */
  readonly ask: (purpose: PassphrasePurpose, signal: AbortSignal) => Promise<Uint8Array>;
  /** Told that the one typed last opens nothing, and how many more tries there are. */
  readonly refused?: (triesLeft: number) => Promise<void>;
}

/** A passphrase made by this run: only a new vault can have it. */
export interface GeneratedPassphrase {
  readonly kind: 'generated';
  readonly words: string;
}

/** A passphrase key that was derived before and kept: it opens what is sealed under its salt. */
interface RememberedKey {
  readonly kind: 'remembered';
  readonly salt: Uint8Array;
  readonly cost: Cost;
  readonly passphraseKey: PassphraseKey;
}

/** The recovery code in place of the passphrase: it opens what was sealed since it was made. */
export interface ByRecoveryCode {
  readonly kind: 'recovery-code';
  readonly code: RecoveryCode;
}

/** What opens a vault that exists. Pull, list and the making of a recovery code take these. */
export type UnlockExisting = OwnPassphrase | RememberedKey | ByRecoveryCode;

/** What opens a vault or makes one. Push, add and import take these. */
export type UnlockWith = UnlockExisting | GeneratedPassphrase;

/** The same, with a passphrase that is asked for at the most once, whoever needs it. */
export function askedOnce<Unlock extends UnlockWith>(unlock: Unlock): Unlock {
  if (unlock.kind !== 'passphrase') return unlock;
  let asked: Promise<Uint8Array> | null = null;
  const { ask } = unlock;
  return { ...unlock, ask: (purpose, signal) => (asked ??= ask(purpose, signal)) };
}

/** Whether a person has to be asked for it. */
export function isTyped(unlock: UnlockWith): boolean {
  return unlock.kind === 'passphrase' && unlock.isTyped;
}

/** What a passphrase key is derived from. */
export type UnlockByPassphrase = OwnPassphrase | GeneratedPassphrase;

/** Whether a passphrase unlocks, and a key has to be derived from it. */
export function isByPassphrase(unlock: UnlockWith): unlock is UnlockByPassphrase {
  return unlock.kind === 'passphrase' || unlock.kind === 'generated';
}

/** The passphrase as NFC bytes. @throws VaultError `NO_PASSPHRASE`, `BAD_PASSPHRASE` */
export async function passphraseOf(
  unlock: UnlockByPassphrase,
  purpose: PassphrasePurpose,
  signal: AbortSignal,
): Promise<Uint8Array> {
  return unlock.kind === 'generated' ? passphraseBytes(unlock.words) : unlock.ask(purpose, signal);
}
