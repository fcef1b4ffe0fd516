// Whether a place may be stored to as far as its setting up goes.
import { VaultError, hint } from '../../errors.js';
import type { Reach, ReachedTarget, UnreachedTarget } from './reach.js';
import type { NamedTarget } from './target-address.js';

/** A place of the config that was never set up is none: a push initialises only places given ad hoc. */
export function withoutUnmade({ reached, unreached }: Reach): Reach {
  const unmade = reached.filter((target) => !isMade(target)).map(({ named }) => notSetUp(named));
  return { reached: reached.filter(isMade), unreached: [...unreached, ...unmade] };
}

/** Whether it was set up, or may be now. */
export function isMade({ named, status }: ReachedTarget): boolean {
  return status.placeId !== null || named.initialise !== null;
}

/** Why nothing is stored in a place that was not. */
export function notSetUp(named: NamedTarget): UnreachedTarget {
  const error = new VaultError(
    'WRONG_TARGET',
    `${named.name} is not there, or was never set up as a place`,
    {
      hint: hint`Is it the right stick or folder, and is it plugged in? A new place is set up by the first push to it, or by: ${{ do: 'target-add', given: ['NAME', 'PLACE'] }}`,
    },
  );
  return { named, error };
}
