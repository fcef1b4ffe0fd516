// Copies that are bad while another's are good: told once for each place and reason, however many, and how the
// good one comes to take its place.
import { type Hint, type VaultError, hint } from '../../errors.js';
import { type Warning, warning } from '../../record/warning.js';
import type { ReachedTarget } from '../places/reach.js';
import { isDamage } from './damage.js';
import { type Tally, tally } from './tally.js';

/** One copy that could not be used. */
interface UnusableCopy {
  readonly target: ReachedTarget;
  readonly error: VaultError;
  readonly name: string;
  /** The place that has a good one. */
  readonly giver: ReachedTarget;
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
  const hints = new Map<string, Hint>();
  return {
    add: ({ target: { named }, error, name, giver }) => {
      // A place that broke its budget is told of as a whole.
      if (named.budget.broken !== null) return;
      copies.add({ where: named.name, reason: error.message, name });
      const key = JSON.stringify([named.name, error.message]);
      if (isDamage(error) && !hints.has(key))
        hints.set(key, healingHint(named.name, giver.named.name));
    },
    tell: () => {
      for (const { where, reason, count, examples } of copies.all()) {
        const which = count === 1 ? 'a backup' : `${count} backups`;
        const message = `${which} in ${where} cannot be used: ${reason}`;
        const how = hints.get(JSON.stringify([where, reason]));
        warn(warning('backup-unusable', message, examples, { hint: how }));
      }
      copies = tally();
    },
  };
}

function healingHint(bad: string, good: string): Hint {
  const step = { do: 'sync', told: { to: [bad, good] } } as const;
  return hint`There is a good copy in ${good}; it takes the place of the damaged one by: ${step}`;
}
