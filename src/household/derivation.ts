// The passphrase key derived in a thread of its own: it takes a second or more, in which the disks and
// places are read and Ctrl-C is heard.
import { asPassphraseKey, checkReaderCost, type Cost, type DeriveKey } from '../crypto/kdf.js';
import { VaultError } from '../errors.js';
import { errorOfHelper, helperThread } from '../system/helper/calls.js';
import { programFile } from '../system/helper/program-file.js';

/** What the thread is given. The passphrase goes no other way than through memory. */
export interface DerivationTask {
  readonly passphrase: Uint8Array;
  readonly salt: Uint8Array;
  readonly cost: Cost;
}

/** A derivation that ends with an error when `signal` is aborted. */
export function deriveInWorker(signal: AbortSignal): DeriveKey {
  return async (passphrase, salt, cost) => {
    checkReaderCost(cost);
    const program = programFile('derivation');
    const thread = helperThread<DerivationTask, Uint8Array>({ program });
    try {
      const outcome = await thread.ask({ passphrase, salt, cost }, { signal });
      if (outcome.kind === 'answer') return asPassphraseKey(outcome.value);
      if (outcome.kind === 'error') throw errorOfHelper(outcome.error);
      const reason = outcome.kind === 'ended' ? outcome.reason : 'no answer';
      throw new VaultError(
        'FAILURE',
        `the part of the program that derives the key ended (${reason})`,
      );
    } finally {
      thread.end();
    }
  };
}
