// A dry run: everything but storing. The run gets effects that write nothing (places, state, lock), asks
// nothing that is about a vault to be made, and ends with what each place would be given.
import type { Target } from '../targets/target.js';
import type { UnlockWith } from './opening/unlock-with.js';
import type { UnlockedVault } from './opening/unlock.js';
import { refusalOf } from './places/foreign.js';
import type { Reach, ReachedTarget } from './places/reach.js';
import { type RecordToStore, type StoredOn, failedOutcome } from './places/store.js';
import type { NamedTarget, TargetAddress } from './places/target-address.js';
import type { VaultRun } from './run.js';

/** The run, without anything that it could write by. */
export function withoutWriting(run: VaultRun): VaultRun {
  const { questions, targets } = run;
  const { renewKit: _, ...effects } = run.effects;
  return {
    ...run,
    targets: targets.map(readOnlyAddress),
    effects: {
      ...effects,
      state: {
        load: (warn) => effects.state.load(warn),
        save: () => Promise.resolve(),
        exclusively: (work) => work(),
        tryWriting: () => Promise.resolve(),
      },
    },
    questions: {
      ...questions,
      wantsRecoveryCode: () => Promise.resolve(false),
      newVaultReady: () => Promise.resolve(),
    },
  };
}

/** That it may be set up is of use to know; it is not. */
function readOnlyAddress(address: TargetAddress): TargetAddress {
  const { initialise } = address;
  return {
    ...address,
    initialise: initialise === null ? null : () => Promise.resolve(),
    open: () => readOnlyTarget(address.open()),
  };
}

function readOnlyTarget(target: Target): Target {
  const refuse = (): Promise<never> =>
    Promise.reject(new Error('a dry run was to store something'));
  return {
    identify: (signal) => target.identify(signal),
    tryWriting: () => Promise.resolve(),
    clockAheadMs: () => Promise.resolve(null),
    list: (signal) => target.list(signal),
    get: (name, signal) => target.get(name, signal),
    put: refuse,
    remove: refuse,
    close: () => target.close(),
  };
}

/** Where a vault would be made nobody is asked for a passphrase that is then not used. */
export function unlockForDryRun(unlock: UnlockWith): UnlockWith {
  const isTyped = unlock.kind === 'passphrase' && unlock.isTyped;
  return isTyped ? { kind: 'generated', words: 'of a dry run' } : unlock;
}

/** What each target would be given, in the order of the targets. */
export function whatWouldBeStored(
  {
    targets,
    reach,
    vault,
  }: { targets: readonly NamedTarget[]; reach: Reach; vault: UnlockedVault },
  records: readonly RecordToStore[],
): StoredOn[] {
  const planned = reach.reached.map((target) => plannedOn(target, vault, records));
  const all = [...reach.unreached.map(failedOutcome), ...planned];
  return targets.flatMap((named) => all.find((one) => one.named === named) ?? []);
}

function plannedOn(
  target: ReachedTarget,
  vault: UnlockedVault,
  records: readonly RecordToStore[],
): StoredOn {
  const { named, names, status } = target;
  const error = refusalOf(target, vault);
  if (error !== null) return failedOutcome({ named, error });
  // A copy that was read and is bad would be replaced.
  const isThere = records.every(
    ({ name }) => names.has(name) && !vault.opening.opener.isBad(name, named),
  );
  const state = isThere ? 'unchanged' : 'would-store';
  const bytes = records.reduce((sum, { record }) => sum + record.length, 0);
  return { named, status, outcome: { target: named.name, state, error: null, bytes, ms: 0 } };
}
