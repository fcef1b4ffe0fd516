// How it ended for each place, on the screen, in JSON and as an exit status.
import { exitStatus } from '../../errors.js';
import type { NamedTarget } from '../../vault/places/named-target.js';
import type { TargetOutcome } from '../../vault/places/store.js';
import type { PushOutput } from '../../report/json-output.js';
import { describeError, printable } from './output.js';

/** Makes one line of each outcome; the names of all places take the same width. */
export function targetLines(targets: readonly NamedTarget[]): (outcome: TargetOutcome) => string {
  const width = Math.max(0, ...targets.map(({ name }) => printable(name).length));
  return ({ named, state, error, bytes, ms }) => {
    const name = printable(named.name).padEnd(width);
    if (error !== null) {
      const hint = error.hint === undefined ? '' : `\n            ${printable(error.hint)}`;
      return `  failed    ${name}  ${printable(error.message)}${hint}`;
    }
    const [mark, what] =
      state === 'unchanged' ? ['there', 'nothing new; read back'] : ['stored', 'read back'];
    return `  ${mark.padEnd(8)}  ${name}  ${what} and compared, ${bytes} bytes, ${ms} ms`;
  };
}

/** The outcome as `push --json` prints it. */
export function outcomeJson(outcome: TargetOutcome): PushOutput['targets'][number] {
  const { named, state, error, bytes, ms } = outcome;
  const failure = error === null ? null : describeError(error);
  return { target: named.name, state, error: failure, bytes, ms };
}

/** 0 stored everywhere, 3 some places failed, 4 all did. */
export function outcomeStatus(outcomes: readonly TargetOutcome[]): number {
  const failed = outcomes.filter((outcome) => outcome.error !== null).length;
  if (failed === outcomes.length) return exitStatus.nothingStored;
  return failed > 0 ? exitStatus.someTargetsFailed : exitStatus.ok;
}
