// How a sync, a prune, the forgetting of a PC and a change of the passphrase ended: as data, and as an exit status.
import { type VaultError, exitStatus } from '../errors.js';
import type { ChangeResult } from '../vault/change-passphrase.js';
import type { ForgetResult } from '../vault/forget-pc.js';
import type { PruneResult } from '../vault/prune.js';
import type { SyncResult } from '../vault/sync.js';
import { type Failure, type StepWords, failureOf, shownWarnings } from './failure.js';
import { shownSnapshot } from './json-output.js';
import type { ChangeOutput, ForgetOutput, PruneOutput, SyncOutput } from './upkeep-output.js';
import type { RemovalOutcome, ResealOutcome } from '../vault/upkeep-outcome.js';

/** A sync as data. */
export function syncReport(result: SyncResult, words: StepWords): Omit<SyncOutput, 'schema'> {
  const { records, outcomes, warnings } = result;
  return {
    ...dryRunOf(result),
    records,
    targets: outcomes.map(({ error, ...counts }) => {
      return { ...counts, error: shownError(error, words) };
    }),
    warnings: shownWarnings(warnings, words),
  };
}

/**
 * 0 every place has all that it is to have, 3 some do not, 4 nothing could be stored in any, though there
 * was something to store.
 */
export function syncStatus({ outcomes }: Pick<SyncResult, 'outcomes'>): number {
  const failed = outcomes.filter(({ error }) => error !== null);
  if (failed.length === 0) return exitStatus.ok;
  const isStored = outcomes.some(({ stored, healed, resealed }) => stored + healed + resealed > 0);
  const isRefused = failed.length === outcomes.length || failed.some(({ error }) => isOwn(error));
  return !isStored && isRefused ? exitStatus.nothingStored : exitStatus.someTargetsFailed;
}

/** Errors of a place that answered and took nothing. */
function isOwn(error: VaultError | null): boolean {
  return ['FULL', 'READ_ONLY', 'TOO_LARGE', 'CONFLICT'].includes(error?.code ?? '');
}

/** A prune as data. */
export function pruneReport(result: PruneResult, words: StepWords): Omit<PruneOutput, 'schema'> {
  const { pcs, outcomes, warnings } = result;
  return {
    ...dryRunOf(result),
    pcs: pcs.map(({ pc: { machine }, places }) => ({
      tag: machine.tag,
      name: machine.name,
      places: places.map(({ target, go, stay, needed }) => {
        return { target, go: go.length, stay: stay.length, needed: needed.length };
      }),
    })),
    targets: removalReports(outcomes, words),
    warnings: shownWarnings(warnings, words),
  };
}

/** The forgetting of a PC as data; product keys are never whole. */
export function forgetReport(result: ForgetResult, words: StepWords): Omit<ForgetOutput, 'schema'> {
  const { forgotten, outcomes, warnings } = result;
  const { pc, licences, records, places } = forgotten;
  return {
    ...dryRunOf(result),
    pc: shownSnapshot({ ...pc, licences: [...licences] }, { reveal: false }),
    records,
    places: [...places],
    targets: removalReports(outcomes, words),
    warnings: shownWarnings(warnings, words),
  };
}

/** 0 done in every place, 3 some failed, 4 all did. */
export function removalStatus(outcomes: readonly RemovalOutcome[]): number {
  const failed = outcomes.filter(({ error }) => error !== null);
  if (failed.length === 0) return exitStatus.ok;
  const isAll =
    failed.length === outcomes.length && outcomes.every(({ removed }) => removed.length === 0);
  return isAll ? exitStatus.nothingStored : exitStatus.someTargetsFailed;
}

/** A change of the passphrase as data. */
export function changeReport(result: ChangeResult, words: StepWords): Omit<ChangeOutput, 'schema'> {
  const { generation, recoveryCode, isResumed, outcomes, warnings } = result;
  return {
    generation,
    recoveryCode,
    resumed: isResumed,
    targets: outcomes.map(({ error, ...rest }) => ({ ...rest, error: shownError(error, words) })),
    warnings: shownWarnings(warnings, words),
  };
}

/** 0 every place is under the new passphrase, 3 some are not, 4 none is. */
export function resealStatus(outcomes: readonly ResealOutcome[]): number {
  const failed = outcomes.filter(({ error }) => error !== null);
  if (failed.length === 0) return exitStatus.ok;
  const isAll =
    failed.length === outcomes.length && outcomes.every(({ resealed }) => resealed === 0);
  return isAll ? exitStatus.nothingStored : exitStatus.someTargetsFailed;
}

function removalReports(
  outcomes: readonly RemovalOutcome[],
  words: StepWords,
): PruneOutput['targets'] {
  return outcomes.map(({ target, state, removed, error }) => {
    return { target, state, removed: [...removed], error: shownError(error, words) };
  });
}

function shownError(error: VaultError | null, words: StepWords): Failure | null {
  return error === null ? null : failureOf(error, words);
}

function dryRunOf({ isDryRun }: { readonly isDryRun: boolean }): { dryRun?: true } {
  return isDryRun ? { dryRun: true } : {};
}
