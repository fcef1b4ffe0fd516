// How storing ended: for each place, as a whole, and as an exit status.
import { exitStatus } from '../errors.js';
import type { Warning } from '../record/warning.js';
import type { AddResult, ImportResult } from '../vault/add.js';
import type { TargetOutcome } from '../vault/places/store.js';
import type { PushResult } from '../vault/push.js';
import type { RecoveryResult } from '../vault/recovery.js';
import { type StepWords, failureOf, shownWarnings } from './failure.js';
import { type ImportOutput, type PushOutput, shownSnapshot } from './json-output.js';
import { verdictOf } from './verdict.js';

/** A push as data. */
export function pushReport(result: PushResult, words: StepWords): Omit<PushOutput, 'schema'> {
  const records = result.records.map((record) => record.name);
  const { safe, outcomes, warnings } = result;
  return {
    ...dryRunOf(result),
    safe,
    records,
    verdicts: result.records.map(({ content }) => verdictOf(content)),
    targets: outcomeReports(outcomes, words),
    warnings: shownWarnings(warnings, words),
  };
}

/** An added key as data. */
export function addReport(result: AddResult, words: StepWords): object {
  return { ...dryRunOf(result), records: result.records, ...recoveryReport(result, words) };
}

/** A recovery code that was made, as data: not the code, but what became of it. */
export function recoveryReport(
  { outcomes, warnings }: RecoveryResult,
  words: StepWords,
): Pick<PushOutput, 'targets' | 'warnings'> {
  return { targets: outcomeReports(outcomes, words), warnings: shownWarnings(warnings, words) };
}

/** An import as data; product keys are never whole. */
export function importReport(result: ImportResult, words: StepWords): Omit<ImportOutput, 'schema'> {
  const { snapshots, records, outcomes, warnings } = result;
  return {
    ...dryRunOf(result),
    snapshots: snapshots.map((snapshot) => shownSnapshot(snapshot, { reveal: false })),
    records: [...records],
    targets: outcomeReports(outcomes, words),
    warnings: shownWarnings(warnings, words),
  };
}

function dryRunOf({ isDryRun }: { readonly isDryRun: boolean }): { dryRun?: true } {
  return isDryRun ? { dryRun: true } : {};
}

/** Each place's outcome as data. */
function outcomeReports(
  outcomes: readonly TargetOutcome[],
  words: StepWords,
): PushOutput['targets'] {
  return outcomes.map(({ target, state, error, bytes, ms }) => {
    return { target, state, error: error === null ? null : failureOf(error, words), bytes, ms };
  });
}

/** 0 stored everywhere, 3 some places failed, 4 all did. */
export function outcomeStatus(outcomes: readonly TargetOutcome[]): number {
  const failed = outcomes.filter((outcome) => outcome.error !== null).length;
  if (failed === outcomes.length) return exitStatus.nothingStored;
  return failed > 0 ? exitStatus.someTargetsFailed : exitStatus.ok;
}

/**
 * The same, and 3 where one of several sources failed; a copy that does not outlive the PC matters more
 * than either.
 */
export function pushStatus({ outcomes, safe, warnings }: PushResult): number {
  const status = withFailedSources(outcomeStatus(outcomes), warnings);
  return status === exitStatus.nothingStored || safe ? status : exitStatus.notSafe;
}

/** The status, where one of several sources was not read that of places some of which failed. */
export function withFailedSources(
  status: number,
  warnings: readonly Pick<Warning, 'code'>[],
): number {
  const isPart = status === exitStatus.ok && warnings.some(({ code }) => code === 'source-failed');
  return isPart ? exitStatus.someTargetsFailed : status;
}
