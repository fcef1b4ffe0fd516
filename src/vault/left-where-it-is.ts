// What a sync leaves where it is: what this PC forgot or pruned, which a place that was away still has.
import type { RecordName } from '../record/name.js';
import { forgottenBy } from './memory/forgotten.js';
import { prunedBy } from './memory/pruned.js';
import type { VaultState } from './memory/state.js';
import { type Swept, openedIds } from './opening/sweep.js';
import type { CopyState } from './planning/sync-plan.js';

/** Tells by its name whether a record that opened is brought to no other place. */
export function leftBy(
  remembered: VaultState | null,
  {
    swept,
    opened,
    copies,
  }: {
    readonly swept: readonly Swept[];
    readonly opened: ReadonlySet<RecordName>;
    /** What was seen of the copies in each place. */
    readonly copies: readonly ReadonlyMap<RecordName, CopyState>[];
  },
): (name: RecordName) => boolean {
  const isForgotten = forgottenBy(remembered);
  const isSound = (name: RecordName): boolean => copies.some((one) => one.get(name) === 'sound');
  const isPruned = prunedBy(remembered, [...opened].filter(isSound), openedIds(swept));
  return (name) => isForgotten(name) || isPruned(name);
}
