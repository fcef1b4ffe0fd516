// The vault of this user on this PC: its state, the derivation in a thread, the clock and randomness of
// the system. Every front end opens its vault here; what it asks and says is its own.
import { resolve } from 'node:path';
import { toHex } from '../bytes.js';
import { type DeriveKey, writerCost } from '../crypto/kdf.js';
import { makeRecoveryCode } from '../crypto/recovery-code.js';
import { randomBytes } from '../crypto/sodium.js';
import { stateFile } from '../vault/memory/state-file.js';
import { type StateStore, emptyState, newestNames } from '../vault/memory/state.js';
import type { Warning } from '../record/warning.js';
import type { RecordName } from '../record/name.js';
import type { TargetAddress } from '../vault/places/target-address.js';
import type { VaultRun } from '../vault/run.js';
import { type Vault, openVault } from '../vault/vault.js';
import { nodeKitEffects } from '../restore/kit-file.js';
import type { KitPlace } from '../restore/kit-backups.js';
import { renewPage } from '../restore/kit-page.js';
import { ignoreSystemError } from '../system/system-error.js';
import { whereaboutsOf } from '../system/volumes/whereabouts.js';
import { deriveInProcess, deriveInWorker } from './derivation.js';
import { keyInCredentialStore } from './kept-key.js';
import { readTemplate } from './kit-sources.js';
import { isWeakPassphrase } from './passphrase-strength.js';
import { statePath } from './paths.js';
import { tool } from './version.js';

/** What the front end brings: who is asked, who listens, and when to stop. */
export type FrontEnd = Pick<VaultRun, 'questions' | 'listen' | 'signal' | 'known'>;

/** What a vault may be told besides. */
export interface VaultOptions {
  /** For a trial with the examples: this user's own vaults are neither known nor changed by it. */
  readonly isOfExamples?: boolean;
  /** Everything but storing: nothing is written anywhere. */
  readonly isDryRun?: boolean;
  /** Pages of kits stay as they are: whoever calls writes them. */
  readonly leavesKits?: boolean;
}

/** The vault in these places. Does nothing yet. */
export function householdVault(
  targets: readonly TargetAddress[],
  frontEnd: FrontEnd,
  { isOfExamples = false, isDryRun = false, leavesKits = false }: VaultOptions = {},
): Vault {
  const state = stateFile(statePath());
  const effects = {
    state: isOfExamples ? forgetful() : state,
    derive: told(deriveInWorker(frontEnd.signal), frontEnd.listen),
    deriveApart: told(deriveInProcess(frontEnd.signal), frontEnd.listen),
    cost: writerCost,
    minimumCost: writerCost,
    now: () => new Date(),
    newTag: async () => toHex(await randomBytes(8)),
    newRecoveryCode: () => makeRecoveryCode(),
    absolutePath: (path: string) => resolve(path),
    whereabouts: async (path: string) =>
      (await whereaboutsOf(path).catch(ignoreSystemError)) ?? null,
    isWeak: isWeakPassphrase,
    keeper: keyInCredentialStore,
    ...(leavesKits ? {} : { renewKit }),
    tool,
  };
  return openVault({ targets, effects, isDryRun, ...frontEnd });
}

/** The newest backup of each PC that this user's PC has opened, in any vault. */
export async function newestOpened(): Promise<readonly RecordName[]> {
  return newestNames(await stateFile(statePath()).load());
}

function renewKit(
  place: KitPlace,
  work: { readonly signal: AbortSignal; readonly warn: (warning: Warning) => void },
): Promise<void> {
  return renewPage(place, readTemplate, { effects: nodeKitEffects, ...work });
}

/** Nothing of it is read or written, so it needs no lock either: a trial leaves no trace of itself. */
function forgetful(): StateStore {
  return {
    load: () => Promise.resolve(emptyState),
    save: () => Promise.resolve(),
    exclusively: (work) => work(),
    tryWriting: () => Promise.resolve(),
  };
}

/** A derivation whose beginning and end are told: it is what a person waits for. */
function told(derive: DeriveKey, listen: FrontEnd['listen']): DeriveKey {
  return async (...task) => {
    const started = performance.now();
    listen({ kind: 'deriving' });
    try {
      return await derive(...task);
    } finally {
      listen({ kind: 'derived', ms: Math.round(performance.now() - started) });
    }
  };
}
