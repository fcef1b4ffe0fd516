// One small text under a name in the operating system's credential store: the access key of a bucket,
// say, that must not stand in the config. What the text means is the caller's affair.
import { checkStore, type OsStore, osStore } from './credential-store/client.js';
import { maximumTextBytes } from './credential-store/parts.js';
import { TargetError } from './target.js';

/** The service that these texts stand under, as a person sees it in the credential manager. */
export const accessService = 'product-key-vault access';

/**
 * The text kept under a name, or null when none is seen. It only reads.
 * @throws TargetError when the store is missing or refuses, or shows that it is locked.
 */
export async function readStoredCredential(
  name: string,
  signal: AbortSignal,
): Promise<string | null> {
  return withStore(async (store) => {
    const text = await store.get(accessService, name, signal);
    // A locked store answers "nothing there". Where entries of ours stay locked, this call fails.
    if (text === null) await store.find(accessService, signal);
    return text;
  });
}

/**
 * Tries whether a text could be kept, by one that is removed again.
 * @throws TargetError when the store is missing, locked or refuses.
 */
export async function tryStoredCredentials(signal: AbortSignal): Promise<void> {
  await withStore((store) => checkStore(store, signal));
}

/**
 * Keeps a text of 1 to 2,560 bytes (UTF-8) under a name, in place of an earlier one.
 * @throws TargetError `TOO_LARGE`, or when the store is missing, locked or refuses.
 */
export async function writeStoredCredential(
  name: string,
  text: string,
  signal: AbortSignal,
): Promise<void> {
  const sizeBytes = Buffer.byteLength(text);
  if (sizeBytes === 0 || sizeBytes > maximumTextBytes) {
    const limit = `1 to ${maximumTextBytes} bytes`;
    throw new TargetError('TOO_LARGE', `the credential store keeps ${limit}, not ${sizeBytes}`);
  }
  await withStore(async (store) => {
    await checkStore(store, signal);
    await store.set(accessService, { account: name, text }, signal);
  });
}

/**
 * Removes the text under a name; one that is not there is no error.
 * @throws TargetError when the store is missing, locked or refuses.
 */
export async function deleteStoredCredential(name: string, signal: AbortSignal): Promise<void> {
  await withStore(async (store) => {
    await checkStore(store, signal);
    await store.delete(accessService, name, signal);
  });
}

async function withStore<T>(use: (store: OsStore) => Promise<T>): Promise<T> {
  const store = osStore();
  try {
    return await use(store);
  } finally {
    store.close();
  }
}
