// What a pull could not open, told so that it is of use: a place that did not answer, a backup that is
// damaged, and backups of others, which are counted and not listed.
import type { VaultError } from '../../errors.js';
import { warning } from '../../record/warning.js';
import type { Reach, ReachedTarget } from '../places/reach.js';
import { type ReadingRun, warnBy } from '../run.js';
import type { FailedRecord } from './opener.js';

/** A place or a record that did not open, and why. */
export interface PullFailure {
  /** What the user calls the place, or the record's name. */
  readonly name: string;
  readonly error: VaultError;
}

/** The places of which nothing opened, with why the first of their backups does not. */
export function closedPlaces(
  { reached }: Reach,
  { failed, holders }: { failed: readonly FailedRecord[]; holders: ReadonlySet<ReachedTarget> },
): PullFailure[] {
  return reached
    .filter((target) => target.names.size > 0 && !holders.has(target))
    .flatMap((target) => {
      const first = failed.find(({ holding }) => holding.holders.includes(target));
      return first === undefined ? [] : [{ name: target.named.name, error: first.error }];
    });
}

/** Names every place that could not be asked. */
export function warnOfUnreached(run: ReadingRun, unreached: readonly PullFailure[]): void {
  for (const { name, error } of unreached) {
    const message = `this place could not be asked, so it may hold newer backups: ${error.message}`;
    warnBy(run)(warning('place-not-reached', message, name));
  }
}

/** Names every backup that does not open; those under another passphrase are counted, place by place. */
export function warnOfFailed(run: ReadingRun, failed: readonly FailedRecord[]): void {
  const isForeign = ({ error }: FailedRecord): boolean => error.code === 'WRONG_PASSPHRASE';
  const counts = new Map<string, number>();
  for (const { holding } of failed.filter(isForeign)) {
    const where = holding.holders.map(({ named }) => named.name).join(', ');
    counts.set(where, (counts.get(where) ?? 0) + 1);
  }
  const warn = warnBy(run);
  for (const [where, count] of counts) {
    const which = count === 1 ? '1 backup there does' : `${count} backups there do`;
    const message = `${which} not open: under another passphrase, or of another household`;
    warn(warning('backup-not-opened', message, where));
  }
  for (const { holding, error } of failed.filter((one) => !isForeign(one)))
    warn(warning('backup-not-opened', `a backup does not open: ${error.message}`, holding.name));
}
