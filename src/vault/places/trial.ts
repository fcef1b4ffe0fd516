// Trying a place, for `vault target test`: whether it is there, gives its records back and takes new
// ones. It stores nothing, and where only looking is wanted it writes nothing at all.
import { VaultError, hint } from '../../errors.js';
import { expectedError, reachForReading } from './reach.js';
import type { ReadingRun } from '../run.js';
import { toldWhenSlow } from './slow.js';
import { type NamedTarget, withOpenTargets } from './target-address.js';

/** How a place is tried. */
export interface TrialOptions {
  /** Whether to look only. */
  readonly readOnly: boolean;
}

/**
 * What is wrong with each place, in their order; null when nothing is. Its newest record is read,
 * unopened. Throws only for an abort or an error that nobody expected.
 */
export async function tryPlaces(
  run: Pick<ReadingRun, 'targets' | 'listen' | 'signal'>,
  options: TrialOptions,
): Promise<readonly (VaultError | null)[]> {
  return withOpenTargets(run.targets, (opened) =>
    Promise.all(opened.map((named) => tryOpened(named, options, run))),
  );
}

/** The same of one place that is open already. */
export async function tryOpened(
  named: NamedTarget,
  { readOnly }: TrialOptions,
  run: Pick<ReadingRun, 'listen' | 'signal'>,
): Promise<VaultError | null> {
  const { signal } = run;
  const { reached, unreached } = await reachForReading([named], signal, run);
  const [place] = reached;
  if (place === undefined) return unreached[0]?.error ?? null;
  const { lostMark } = place.status;
  if (lostMark !== undefined) return withoutMark(named, lostMark);
  try {
    const newest = [...place.names].sort().at(-1);
    if (newest !== undefined) await named.target.get(newest, signal);
    if (!readOnly) await toldWhenSlow(named, run, named.target.tryWriting(signal));
    return null;
  } catch (error) {
    return expectedError(error, signal);
  }
}

function withoutMark({ name }: NamedTarget, lostMark: string): VaultError {
  return new VaultError('WRONG_TARGET', `${name} holds backups, but ${lostMark}`, {
    hint: hint`If they are yours, this marks it again: ${{ do: 'push' }}`,
  });
}
