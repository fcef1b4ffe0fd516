// More than one try for a passphrase that a person types: a slip costs a line, not the whole command. A
// file, a command or a recovery code says the same each time, so there it is tried once.
import { VaultError } from '../../errors.js';
import { type UnlockWith, askedOnce } from './unlock-with.js';

/** How often a typed passphrase is asked for. */
const typedTries = 3;

/**
 * Runs `open` with what unlocks; once more, and with a passphrase that is asked for anew, each time that a
 * typed one turns out to be wrong. Nothing that was derived from a wrong one may be used again.
 * @throws VaultError `WRONG_PASSPHRASE` after the last try, and all else that `open` throws.
 */
export async function withTries<Unlock extends UnlockWith, Result>(
  unlock: Unlock,
  open: (unlock: Unlock) => Promise<Result>,
): Promise<Result> {
  if (unlock.kind !== 'passphrase' || !unlock.isTyped) return open(askedOnce(unlock));
  for (let left = typedTries - 1; ; left -= 1) {
    try {
      return await open(askedOnce(unlock));
    } catch (error) {
      if (!(error instanceof VaultError) || error.code !== 'WRONG_PASSPHRASE') throw error;
      await unlock.refused?.(left);
      if (left === 0) throw error;
    }
  }
}
