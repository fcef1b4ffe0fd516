// What was opened, as data, and how it ended.
import { type VaultError, exitStatus, exitStatusOf } from '../errors.js';
import type { PullResult } from '../vault/pull.js';
import { type Shown, failureOf, shownWarnings } from './failure.js';
import { type PullOutput, shownSnapshot } from './json-output.js';
import { verdictOf } from './verdict.js';

/** A pull or a list as data; product keys are whole only with `reveal`. */
export function openedReport(
  { opened, unopened, unreached, closed, warnings }: PullResult,
  { reveal, words }: Shown,
): Omit<PullOutput, 'schema'> {
  const records = opened.map(({ name, targets, content }) => ({
    name,
    targets: [...targets],
    snapshot: shownSnapshot(content, { reveal }),
    verdict: verdictOf(content),
  }));
  const silent = [...unreached, ...closed].map(({ name, error }) => ({
    target: name,
    error: failureOf(error, words),
  }));
  const newer = unopened.map(({ name, error }) => ({ name, error: failureOf(error, words) }));
  return { records, unopened: newer, silent, warnings: shownWarnings(warnings, words) };
}

/** Of places that were tried: 0 all are good, 3 some are not; of none that is, why the first is not. */
export function trialStatus(errors: readonly (VaultError | null)[]): number {
  const failed = errors.filter((error) => error !== null);
  if (failed.length === 0) return exitStatus.ok;
  return failed.length < errors.length ? exitStatus.someTargetsFailed : exitStatusOf(failed[0]);
}

/**
 * 0 every place gave backups back, 3 some did not, 130 it was stopped before all had. That what was given is
 * not the newest, 6, matters more than a place that gave nothing.
 */
export function openedStatus({ unopened, unreached, closed, isInterrupted }: PullResult): number {
  if (isInterrupted) return exitStatus.interrupted;
  if (unopened.length > 0) return exitStatus.olderOpened;
  return unreached.length + closed.length > 0 ? exitStatus.someTargetsFailed : exitStatus.ok;
}
