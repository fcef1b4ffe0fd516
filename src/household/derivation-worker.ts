// The program of the thread that derivation.ts starts.
import { derivePassphraseKey } from '../crypto/kdf.js';
import { serveHelper } from '../system/helper/main.js';
import type { DerivationTask } from './derivation.js';

serveHelper(({ passphrase, salt, cost }: DerivationTask) =>
  derivePassphraseKey(passphrase, salt, cost),
);
