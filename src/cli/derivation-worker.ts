// The thread that derivation.ts starts: one task, one answer, then it ends.
import { parentPort, workerData } from 'node:worker_threads';
import { derivePassphraseKey } from '../crypto/kdf.js';
import type { DerivationTask } from './derivation.js';

const { passphrase, salt, cost } = workerData as DerivationTask;
parentPort?.postMessage(await derivePassphraseKey(passphrase, salt, cost));
