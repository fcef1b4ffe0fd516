// The front door: every front end does its work with the vault through these operations. Each takes its
// own data and gives back plain data; it opens what it needs, and lets go of it when it ends. Nothing
// of the vault is held between two operations.
import {
  type AddRequest,
  type AddResult,
  type ImportRequest,
  type ImportResult,
  add,
  importLicences,
} from './add.js';
import { type ChangeRequest, type ChangeResult, changePassphrase } from './change-passphrase.js';
import { type AwaitRequest, type AwaitResult, awaitPlaces } from './await-places.js';
import { type CheckRequest, type CheckResult, check } from './check.js';
import { type DrillRequest, type DrillResult, drill } from './drill.js';
import { type EditRequest, edit } from './edit.js';
import { type Examination, examine } from './examine.js';
import { type ForgetRequest, type ForgetResult, forgetPc } from './forget-pc.js';
import { type RememberRequest, type RememberResult, dropKey, rememberKey } from './kept-key.js';
import { type PruneRequest, type PruneResult, prune } from './prune.js';
import { type PullRequest, type PullResult, listRecords, pull } from './pull.js';
import { type PushRequest, type PushResult, push } from './push.js';
import {
  type CheckCodeRequest,
  type CreateCodeRequest,
  type RecoveryResult,
  checkRecoveryCode,
  createRecoveryCode,
} from './recovery.js';
import { type StatusRequest, type StatusResult, status } from './status.js';
import { type SyncRequest, type SyncResult, sync } from './sync.js';
import type { VaultError } from '../errors.js';
import { type TrialOptions, tryPlaces } from './places/trial.js';
import { withoutWriting } from './dry-run.js';
import { forgetting } from './forgetting.js';
import { type VaultRun, withWarnings } from './run.js';

/** What can be done with the backups in some places. Every operation may throw a VaultError. */
export interface Vault {
  /** Stores what was found on PCs in every place. */
  readonly push: (request: PushRequest) => Promise<PushResult>;
  /** Gives back the newest backup of each PC. Writes nothing. */
  readonly pull: (request: PullRequest) => Promise<PullResult>;
  /** Every backup of each PC. Writes nothing. */
  readonly list: (request: PullRequest) => Promise<PullResult>;
  /** Which PC is safe where. Writes nothing. */
  readonly status: (request: StatusRequest) => Promise<StatusResult>;
  /** Reads every backup, and opens each where what unlocks is given. Writes nothing. */
  readonly check: (request: CheckRequest) => Promise<CheckResult>;
  /** Rehearses the restore from each place alone. Writes to no place. */
  readonly drill: (request: DrillRequest) => Promise<DrillResult>;
  /** Adds a key that the owner typed. */
  readonly add: (request: AddRequest) => Promise<AddResult>;
  /** Corrects or removes one entry. */
  readonly edit: (request: EditRequest) => Promise<AddResult>;
  /** Adds what another program saved. */
  readonly import: (request: ImportRequest) => Promise<ImportResult>;
  /** Brings every place to hold all backups that open. */
  readonly sync: (request: SyncRequest) => Promise<SyncResult>;
  /** Removes all but the newest backups of each PC. */
  readonly prune: (request: PruneRequest) => Promise<PruneResult>;
  /** Removes all backups of one PC. */
  readonly forget: (request: ForgetRequest) => Promise<ForgetResult>;
  /** Changes the passphrase, or ends a change that was interrupted. */
  readonly changePassphrase: (request: ChangeRequest) => Promise<ChangeResult>;
  /** Keeps the passphrase key on this PC. */
  readonly remember: (request: RememberRequest) => Promise<RememberResult>;
  /** Drops it. */
  readonly forgetKey: () => Promise<void>;
  /** Waits until the folders among the places are there. Writes nothing. */
  readonly awaitPlaces: (request: AwaitRequest) => Promise<AwaitResult>;
  /** What is wrong with each place, in their order; null where nothing is. Stores nothing. */
  readonly test: (options: TrialOptions) => Promise<readonly (VaultError | null)[]>;
  /** The same, each held to its whole contract, and what this PC remembers. Nothing of it stays. */
  readonly examine: (options: TrialOptions) => Promise<Examination>;
  /** Makes the first recovery code. */
  readonly createRecoveryCode: (request: CreateCodeRequest) => Promise<RecoveryResult>;
  /** Tries a recovery code that was written down. Writes nothing. */
  readonly checkRecoveryCode: (request: CheckCodeRequest) => Promise<PullResult>;
}

/** The vault in the targets of the run. Does nothing yet. */
export function openVault(given: VaultRun): Vault {
  const run = given.isDryRun === true ? withoutWriting(given) : given;
  return {
    push: forgetting(run, push),
    pull: forgetting(run, pull),
    list: forgetting(run, listRecords),
    status: forgetting(run, status),
    check: forgetting(run, check),
    drill: forgetting(run, drill),
    add: forgetting(run, add),
    edit: forgetting(run, edit),
    import: forgetting(run, importLicences),
    sync: forgetting(run, sync),
    prune: forgetting(run, prune),
    forget: forgetting(run, forgetPc),
    changePassphrase: forgetting(run, changePassphrase),
    remember: forgetting(run, rememberKey),
    forgetKey: () => dropKey(run),
    awaitPlaces: (request) => awaitPlaces(run, request),
    test: (options) => tryPlaces(withWarnings(run).run, options),
    examine: (options) => examine(run, options),
    createRecoveryCode: forgetting(run, createRecoveryCode),
    checkRecoveryCode: forgetting(run, checkRecoveryCode),
  };
}
