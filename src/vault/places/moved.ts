// A place that is not where it was: drive letters and mounts change.
import { type Warning, warning } from '../../record/warning.js';
import type { ReachedTarget } from './reach.js';

/** Says where a place was found elsewhere than its address says. */
export function warnOfMoved(
  { named, status: { foundAt } }: Pick<ReachedTarget, 'named' | 'status'>,
  warn: (warning: Warning) => void,
): void {
  if (foundAt === undefined) return;
  warn(
    warning('place-moved', `this place is elsewhere now, and used there: ${foundAt}`, named.name),
  );
}
