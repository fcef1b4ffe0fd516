// Removing records that opened in this run from the places that list them, for a prune and a forget: what
// went, and what did not, place by place. The oldest goes first.
import { VaultError, hint } from '../errors.js';
import type { RecordName } from '../record/name.js';
import { mapParallel } from './places/parallel.js';
import { type ReachedTarget, type UnreachedTarget, expectedError } from './places/reach.js';
import { toldWhenSlow } from './places/slow.js';
import { fitsName } from './places/store.js';
import type { NamedTarget } from './places/target-address.js';
import type { VaultRun } from './run.js';
import type { RemovalOutcome } from './upkeep-outcome.js';

/** Records that go from a place, and those without which they must not. */
interface RemovalStep {
  /** Oldest first. */
  readonly go: readonly RecordName[];
  /** Read once more before: where one of them is not whole, nothing of this step goes. */
  readonly stay: readonly RecordName[];
}

/** What is to be removed from one place. */
export interface PlannedRemoval {
  readonly target: ReachedTarget;
  readonly steps: readonly RemovalStep[];
  /** Why something stays there that was to go, too. */
  readonly left?: VaultError | null;
}

/** Removes from all places at once; tells of each, in the order of the places. */
export async function removeFromAll(
  targets: readonly NamedTarget[],
  {
    planned,
    unreached,
  }: {
    readonly planned: readonly PlannedRemoval[];
    readonly unreached: readonly UnreachedTarget[];
  },
  run: VaultRun,
): Promise<RemovalOutcome[]> {
  const removed = await mapParallel(planned, planned.length, async (one) => {
    const { named } = one.target;
    return { named, outcome: await toldWhenSlow(named, run, removeFrom(one, run)) };
  });
  const away = unreached.map(({ named, error }) => ({ named, outcome: failed(named, error) }));
  return targets.flatMap((named) => {
    const outcome = [...removed, ...away].find((one) => one.named === named)?.outcome;
    if (outcome !== undefined) run.listen({ kind: 'removed', outcome });
    return outcome ?? [];
  });
}

function failed({ name }: NamedTarget, error: VaultError): RemovalOutcome {
  return { target: name, state: 'failed', removed: [], error };
}

async function removeFrom(
  { target: { named }, steps, left = null }: PlannedRemoval,
  { signal, isDryRun }: VaultRun,
): Promise<RemovalOutcome> {
  const target = named.name;
  const all = steps.flatMap(({ go }) => go);
  if (all.length === 0)
    return { target, state: left === null ? 'unchanged' : 'failed', removed: [], error: left };
  if (isDryRun === true) return { target, state: 'would-remove', removed: all, error: null };
  const removed: RecordName[] = [];
  named.budget.renew();
  try {
    for (const { go, stay } of steps) {
      if (go.length > 0) await expectWhole(named, stay, signal);
      for (const name of go) {
        await named.target.remove(name, signal);
        removed.push(name);
      }
    }
    return { target, state: left === null ? 'removed' : 'failed', removed, error: left };
  } catch (error) {
    return { target, state: 'failed', removed, error: expectedError(error, signal) };
  }
}

/** A place may have changed since it was looked at. @throws VaultError `DAMAGED`, and why it cannot be read */
async function expectWhole(
  { name, target }: NamedTarget,
  stay: readonly RecordName[],
  signal: AbortSignal,
): Promise<void> {
  for (const record of stay) {
    if (await fitsName(await target.get(record, signal), record)) continue;
    throw new VaultError('DAMAGED', `a backup in ${name} that is to stay there is damaged now`, {
      hint: hint`No older one of that PC was removed there. A good copy is brought by: ${{ do: 'sync' }}`,
    });
  }
}
