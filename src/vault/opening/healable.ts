// Damaged copies of which another place has a good one, for what looks at each place by itself.
import type { RecordName } from '../../record/name.js';
import type { Warning } from '../../record/warning.js';
import type { ReachedTarget } from '../places/reach.js';
import { isDamage } from './damage.js';
import type { FailedRecord } from './opener.js';
import { unusableCopies } from './unusable-copies.js';

/** One place of which all was looked at: what is bad there, and whether a record is good there. */
export interface LookedThrough {
  readonly target: ReachedTarget;
  readonly failed: readonly FailedRecord[];
  readonly isGood: (name: RecordName) => boolean;
}

/** Tells of the damaged copies of which another place has a good one. */
export function warnOfHealable(
  places: readonly LookedThrough[],
  warn: (warning: Warning) => void,
): void {
  const copies = unusableCopies(warn);
  for (const { target, failed } of places)
    for (const { holding, error } of failed) {
      const giver = places.find((other) => other.target !== target && other.isGood(holding.name));
      if (giver !== undefined && isDamage(error))
        copies.add({ target, error, name: holding.name, giver: giver.target });
    }
  copies.tell();
}
