// The program of the thread that derivation.ts starts.
import { derivePassphraseKey } from '../crypto/kdf.js';
import { serveHelper } from '../system/helper/main.js';
import type { DerivationTask } from './derivation.js';

serveHelper(async ({ passphrase, salt, cost }: DerivationTask) => {
  try {
    return await derivePassphraseKey(passphrase, salt, cost);
  } finally {
    // The copy of this thread.
    passphrase.fill(0);
  }
});
