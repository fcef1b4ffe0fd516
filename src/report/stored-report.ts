// How storing ended: for each place, as a whole, and as an exit status.
import { exitStatus } from '../errors.js';
import type { AddResult, ImportResult } from '../vault/add.js';
import type { TargetOutcome } from '../vault/places/store.js';
import type { PushResult } from '../vault/push.js';
import { failureOf } from './failure.js';
import { type ImportOutput, type PushOutput, shownSnapshot, shownWarning } from './json-output.js';

/** A push as data. */
export function pushReport(result: PushResult): Omit<PushOutput, 'schema'> {
  const records = result.records.map((record) => record.name);
  const { safe, outcomes, warnings } = result;
  return {
    safe,
    records,
    targets: outcomes.map(outcomeReport),
    warnings: warnings.map(shownWarning),
  };
}

/** An added key as data. */
export function addReport({ records, outcomes }: AddResult): object {
  return { records, targets: outcomes.map(outcomeReport) };
}

/** An import as data; product keys are never whole. */
export function importReport(result: ImportResult): Omit<ImportOutput, 'schema'> {
  const { snapshots, records, outcomes, warnings } = result;
  return {
    snapshots: snapshots.map((snapshot) => shownSnapshot(snapshot, { reveal: false })),
    records: [...records],
    targets: outcomes.map(outcomeReport),
    warnings: warnings.map(shownWarning),
  };
}

/** One place's outcome as data. */
export function outcomeReport(outcome: TargetOutcome): PushOutput['targets'][number] {
  const { target, state, error, bytes, ms } = outcome;
  return { target, state, error: error === null ? null : failureOf(error), bytes, ms };
}

/** 0 stored everywhere, 3 some places failed, 4 all did. */
export function outcomeStatus(outcomes: readonly TargetOutcome[]): number {
  const failed = outcomes.filter((outcome) => outcome.error !== null).length;
  if (failed === outcomes.length) return exitStatus.nothingStored;
  return failed > 0 ? exitStatus.someTargetsFailed : exitStatus.ok;
}

/** The same; a copy that does not outlive the PC matters more than a place that failed. */
export function pushStatus({ outcomes, safe }: PushResult): number {
  const status = outcomeStatus(outcomes);
  return status === exitStatus.nothingStored || safe ? status : exitStatus.notSafe;
}
