// What was opened, as data, and how it ended.
import { exitStatus } from '../errors.js';
import type { PullResult } from '../vault/pull.js';
import { type Shown, shownWarnings } from './failure.js';
import { type PullOutput, shownSnapshot } from './json-output.js';

/** A pull or a list as data; product keys are whole only with `reveal`. */
export function openedReport(
  { opened, warnings }: PullResult,
  { reveal, words }: Shown,
): Omit<PullOutput, 'schema'> {
  const records = opened.map(({ name, targets, content }) => ({
    name,
    targets: [...targets],
    snapshot: shownSnapshot(content, { reveal }),
  }));
  return { records, warnings: shownWarnings(warnings, words) };
}

/** 0 every place answered, 3 some did not. */
export function openedStatus({ unreached }: PullResult): number {
  return unreached.length > 0 ? exitStatus.someTargetsFailed : exitStatus.ok;
}
