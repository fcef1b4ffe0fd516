// The thread that derivation.ts starts: one task, one answer, then it ends.
import { parentPort, workerData } from 'node:worker_threads';
import { derivePassphraseKey } from '../crypto/kdf.js';
import { VaultError } from '../errors.js';
import type { DerivationAnswer, DerivationTask } from './derivation.js';

const { passphrase, salt, cost } = workerData as DerivationTask;

async function answer(): Promise<DerivationAnswer> {
  try {
    return { key: await derivePassphraseKey(passphrase, salt, cost) };
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    const { code, message, hint } = error;
    return { code, message, hint };
  }
}

parentPort?.postMessage(await answer());
