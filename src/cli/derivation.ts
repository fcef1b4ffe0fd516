// The passphrase key derived in a thread of its own: it takes a second or more, in which the disks and
// places are read and Ctrl-C is heard.
import { Worker } from 'node:worker_threads';
import { asPassphraseKey, checkReaderCost, type Cost, type DeriveKey } from '../crypto/kdf.js';

/** What the worker is given. The passphrase goes no other way than through memory. */
export interface DerivationTask {
  readonly passphrase: Uint8Array;
  readonly salt: Uint8Array;
  readonly cost: Cost;
}

/** A derivation that ends with an error when `signal` is aborted. */
export function deriveInWorker(signal: AbortSignal): DeriveKey {
  return async (passphrase, salt, cost) => {
    checkReaderCost(cost);
    signal.throwIfAborted();
    const task: DerivationTask = { passphrase, salt, cost };
    const worker = new Worker(new URL('./derivation-worker.js', import.meta.url), {
      workerData: task,
    });
    return asPassphraseKey(await firstMessage(worker, signal));
  };
}

function firstMessage(worker: Worker, signal: AbortSignal): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      void worker.terminate();
      reject(signal.reason as Error);
    };
    const settle = (end: () => void): void => {
      signal.removeEventListener('abort', stop);
      end();
    };
    signal.addEventListener('abort', stop);
    worker.once('message', (key: Uint8Array) => {
      settle(() => {
        resolve(key);
      });
    });
    worker.once('error', (error) => {
      settle(() => {
        reject(error);
      });
    });
  });
}
