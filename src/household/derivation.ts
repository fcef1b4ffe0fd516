// The passphrase key derived in a thread of its own: it takes a second or more, in which the disks and
// places are read and Ctrl-C is heard.
import { Worker } from 'node:worker_threads';
import { asPassphraseKey, checkReaderCost, type Cost, type DeriveKey } from '../crypto/kdf.js';
import { type ErrorCode, type Hint, VaultError } from '../errors.js';

/** What the worker is given. The passphrase goes no other way than through memory. */
export interface DerivationTask {
  readonly passphrase: Uint8Array;
  readonly salt: Uint8Array;
  readonly cost: Cost;
}

/** What the worker answers. An error keeps its code only when it is sent as plain data. */
export type DerivationAnswer =
  | { readonly key: Uint8Array }
  | { readonly code: ErrorCode; readonly message: string; readonly hint: Hint | undefined };

/** A derivation that ends with an error when `signal` is aborted. */
export function deriveInWorker(signal: AbortSignal): DeriveKey {
  return async (passphrase, salt, cost) => {
    checkReaderCost(cost);
    signal.throwIfAborted();
    const task: DerivationTask = { passphrase, salt, cost };
    const worker = new Worker(new URL('./derivation-worker.js', import.meta.url), {
      workerData: task,
    });
    const answer = await firstMessage(worker, signal);
    if ('key' in answer) return asPassphraseKey(answer.key);
    const { code, message, hint } = answer;
    throw new VaultError(code, message, hint === undefined ? {} : { hint });
  };
}

function firstMessage(worker: Worker, signal: AbortSignal): Promise<DerivationAnswer> {
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
    worker.once('message', (answer: DerivationAnswer) => {
      settle(() => {
        resolve(answer);
      });
    });
    worker.once('error', (error) => {
      settle(() => {
        reject(error);
      });
    });
  });
}
