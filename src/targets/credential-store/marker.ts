// The marker: an entry beside the backups that shows that the store was set up and can be read now. A
// Secret Service that is locked answers "nothing there" as an empty one does. Where this entry, or a
// backup, is seen, the store is open; where nothing is seen, only writing could tell the two apart, so
// whoever only looks takes the store for one that was never set up.
import { TargetError } from '../target.js';
import { checkStore, type OsStore } from './client.js';
import { recordOfAccount } from './parts.js';

/** The service that backups stand under, as a person sees it in the credential manager. */
export const backupService = 'product-key-vault backups';

/** The account of the marker; no backup has such a name. */
export const markerAccount = 'keep this entry';

const markerText = 'This store holds backups of product-key-vault. Keep this entry with them.';

/**
 * Whether the store was set up and can be read. It only reads.
 * @throws TargetError `LOCKED` where a locked store shows that it has entries of ours.
 */
export async function isSetUp(store: OsStore, signal: AbortSignal): Promise<boolean> {
  if ((await store.get(backupService, markerAccount, signal)) !== null) return true;
  // Somebody may have removed the marker alone. Where entries of ours stay locked, this call fails.
  const found = await store.find(backupService, signal);
  return holdsOurs(found.map(({ account }) => account));
}

/** Whether the accounts that stand under {@link backupService} show that the store was set up. */
export function holdsOurs(accounts: readonly string[]): boolean {
  return accounts.some((one) => one === markerAccount || recordOfAccount(one) !== null);
}

/**
 * Sets the store up: tries it, and leaves the marker in it.
 * @throws TargetError when it is missing, locked or refuses.
 */
export async function setUp(store: OsStore, signal: AbortSignal): Promise<void> {
  await checkStore(store, signal);
  await mark(store, signal);
}

/** Writes the marker. */
export async function mark(store: OsStore, signal: AbortSignal): Promise<void> {
  await store.set(backupService, { account: markerAccount, text: markerText }, signal);
}

/** Why nothing can be read where nothing of ours is seen. */
export function notSetUp(): TargetError {
  const message = 'the credential store was never set up for backups, or is locked and shows none';
  return new TargetError('WRONG_TARGET', message, {
    hint:
      'Unlock it (sign in to the desktop, or open its password manager) and try again. ' +
      'To make backups there: vault push --to credential-store',
  });
}
