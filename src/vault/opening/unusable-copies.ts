// Copies that are bad while another's are good: told once for each place and reason, however many.
import type { VaultError } from '../../errors.js';
import { type Warning, warning } from '../../record/warning.js';
import type { ReachedTarget } from '../places/reach.js';
import { type Tally, tally } from './tally.js';

/** One copy that could not be used. */
interface UnusableCopy {
  readonly target: ReachedTarget;
  readonly error: VaultError;
  readonly name: string;
}

/** The bad copies of a run. */
export interface UnusableCopies {
  readonly add: (copy: UnusableCopy) => void;
  /** Tells of those that were not told of yet. */
  readonly tell: () => void;
}

/** None yet. */
export function unusableCopies(warn: (warning: Warning) => void): UnusableCopies {
  let copies: Tally = tally();
  return {
    add: ({ target: { named }, error, name }) => {
      // A place that broke its budget is told of as a whole.
      if (named.budget.broken !== null) return;
      copies.add({ where: named.name, reason: error.message, name });
    },
    tell: () => {
      for (const { where, reason, count, examples } of copies.all()) {
        const which = count === 1 ? 'a backup' : `${count} backups`;
        const message = `${which} in ${where} cannot be used: ${reason}`;
        warn(warning('backup-unusable', message, examples));
      }
      copies = tally();
    },
  };
}
