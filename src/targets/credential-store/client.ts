// The operating system's store of small texts as four calls: the seam between this program and keytar.
// What is stored, and under which names, is the callers' affair.
import { helperProcess } from '../../system/helper/calls.js';
import { programFile } from '../../system/helper/program-file.js';
import { credentialStoreError } from './errors.js';
import type { Credential } from './parts.js';
import type { StoreCall, StoreValue } from './store-call.js';

/** Every call throws TargetError, or the signal's reason once that is aborted. */
export interface OsStore {
  /** Null when there is none. */
  get(service: string, account: string, signal: AbortSignal): Promise<string | null>;
  set(service: string, credential: Credential, signal: AbortSignal): Promise<void>;
  /** One that is not there is no error. */
  delete(service: string, account: string, signal: AbortSignal): Promise<void>;
  /** All of one service; on Windows also of services whose names begin so. */
  find(service: string, signal: AbortSignal): Promise<readonly Credential[]>;
  /** Lets go of the store; a later call would take it up again. */
  close(): void;
}

/** The store of this user on this PC. Nothing runs before the first call. */
export function osStore(): OsStore {
  const program = programFile('credential-store');
  const helper = helperProcess<StoreCall, StoreValue>({ program });
  const perform = async (call: StoreCall, signal: AbortSignal): Promise<StoreValue> => {
    const outcome = await helper.ask(call, { signal });
    switch (outcome.kind) {
      case 'answer':
        return outcome.value;
      case 'error':
        throw credentialStoreError(outcome.error.message);
      case 'ended':
        throw credentialStoreError(`helper process ended: ${outcome.reason}`);
      case 'silent':
        throw credentialStoreError('Timeout was reached');
    }
  };
  return {
    get: async (service, account, signal) => {
      const value = await perform({ call: 'get', service, account }, signal);
      return typeof value === 'string' ? value : null;
    },
    set: async (service, credential, signal) => {
      await perform({ call: 'set', service, ...credential }, signal);
    },
    delete: async (service, account, signal) => {
      await perform({ call: 'delete', service, account }, signal);
    },
    find: async (service, signal) => {
      const value = await perform({ call: 'find', service }, signal);
      return value === null || typeof value === 'string' ? [] : value;
    },
    close: () => {
      helper.end();
    },
  };
}

/** A service of its own, so that a test entry never turns up among what others find. */
export const testService = 'product-key-vault write test';

/**
 * Writes, reads and removes one small text: a locked store that looks empty refuses that. Never called
 * by what only looks.
 * @throws TargetError when the store is missing, locked or refuses.
 */
export async function checkStore(store: OsStore, signal: AbortSignal): Promise<void> {
  const credential = { account: crypto.randomUUID(), text: 'may be removed' };
  await store.set(testService, credential, signal);
  const text = await store.get(testService, credential.account, signal);
  await store.delete(testService, credential.account, signal);
  if (text !== credential.text) throw credentialStoreError('the test entry was dismissed');
}
