// What looks at the places and opens nothing for good, as data and as exit statuses: status, check and drill.
import { exitStatus } from '../errors.js';
import type { CheckResult } from '../vault/check.js';
import type { DrillResult } from '../vault/drill.js';
import type { PullFailure } from '../vault/opening/unopened.js';
import type { Problem } from '../vault/planning/problems.js';
import type { StatusResult } from '../vault/status.js';
import { type StepWords, failureOf, shownWarnings } from './failure.js';
import type { CheckOutput, DrillOutput, StatusOutput } from './looked-output.js';
import { safePlaces, statusSentence } from './status-words.js';
import { verdictOf } from './verdict.js';

/** A check as data. */
export function checkReport(result: CheckResult, words: StepWords): Omit<CheckOutput, 'schema'> {
  return {
    opened: result.isOpened,
    targets: result.places.map(({ problems, unread, ...place }) => {
      return { ...place, problems: shownProblems(problems), unread: shownProblems(unread) };
    }),
    unreached: unreachedReports(result.unreached, words),
    warnings: shownWarnings(result.warnings, words),
  };
}

/** 21 something is wrong with a backup, 3 a place did not answer or not to its end, 0 all is good. */
export function checkStatus({ places, unreached }: CheckResult): number {
  if (places.some(({ problems }) => problems.length > 0)) return exitStatus.problemsFound;
  const isPart = unreached.length > 0 || places.some(({ unread }) => unread.length > 0);
  return isPart ? exitStatus.someTargetsFailed : exitStatus.ok;
}

/** A rehearsal as data; no product key is in it. */
export function drillReport(result: DrillResult, words: StepWords): Omit<DrillOutput, 'schema'> {
  return {
    targets: result.places.map(({ target, isWhole, isLasting, pcs, missing, problems }) => ({
      ...{ target, whole: isWhole, lasting: isLasting, missing: [...missing] },
      pcs: pcs.map(({ tag, name, takenAt, content, newerAt }) => {
        const keys = content.licences.filter(({ productKey }) => productKey !== null).length;
        return { tag, name, takenAt, keys, verdict: verdictOf(content), newerAt };
      }),
      problems: shownProblems(problems),
    })),
    unreached: unreachedReports(result.unreached, words),
    warnings: shownWarnings(result.warnings, words),
  };
}

/** 21 a place does not give everything, 3 one did not answer, 0 each gives everything. */
export function drillStatus({ places, unreached }: DrillResult): number {
  if (places.some(({ isWhole }) => !isWhole)) return exitStatus.problemsFound;
  return unreached.length > 0 ? exitStatus.someTargetsFailed : exitStatus.ok;
}

/** The status as data. */
export function statusReport(result: StatusResult, words: StepWords): Omit<StatusOutput, 'schema'> {
  const { isOpened, now, places, pcs, warnings } = result;
  return {
    opened: isOpened,
    summary: statusSentence(result, now).text,
    places: places.map(({ name, error, durability, rehearsal }) => ({
      target: name,
      error: error === null ? null : failureOf(error, words),
      durability,
      rehearsedAt: rehearsal?.at ?? null,
      rehearsedWhole: rehearsal?.isWhole ?? null,
    })),
    pcs: pcs.map(({ isProven, cells, ...pc }) => ({
      ...{ ...pc, proven: isProven, safePlaces: safePlaces({ cells }, now) },
      cells: cells.map((cell) => ({ ...cell })),
    })),
    warnings: shownWarnings(warnings, words),
  };
}

/** 0 every place answered, 3 some did not, 11 none did, and what is shown was noted before. */
export function statusStatus({ places }: Pick<StatusResult, 'places'>): number {
  const away = places.filter(({ error }) => error !== null).length;
  if (away === 0) return exitStatus.ok;
  return away < places.length ? exitStatus.someTargetsFailed : exitStatus.noTargetReached;
}

function shownProblems(problems: readonly Problem[]): CheckOutput['targets'][number]['problems'] {
  return problems.map((problem) => ({ ...problem, examples: [...problem.examples] }));
}

function unreachedReports(
  unreached: readonly PullFailure[],
  words: StepWords,
): CheckOutput['unreached'] {
  return unreached.map(({ name, error }) => ({ target: name, error: failureOf(error, words) }));
}
