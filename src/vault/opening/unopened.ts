// What a pull could not open, told so that it is of use: a place that did not answer or asked for too much,
// a backup that is damaged, and backups of others. One warning for each place and reason, however many
// backups it is of.
import { VaultError, hint } from '../../errors.js';
import { warning } from '../../record/warning.js';
import type { UnreachedTarget } from '../places/reach.js';
import { type ReadingRun, warnBy } from '../run.js';
import type { PulledRecord } from '../pulled-record.js';
import type { FailedRecord, OpenedRecord } from './opener.js';
import { highestGeneration } from './rank.js';
import type { PlaceSearch } from './search.js';
import { saltName } from './passphrase-keys.js';
import { tally } from './tally.js';

/** A place or a record that did not open, and why. */
export interface PullFailure {
  /** What the user calls the place, or the record's name. */
  readonly name: string;
  readonly error: VaultError;
}

/** A record that is newer than what opened of its PC, and why it does not open. */
export interface UnopenedNewer extends PullFailure {
  /** The PC, as its newest record that opens calls it. */
  readonly machine: { readonly name: string | null; readonly tag: string };
}

/**
 * What does not open and is newer than the newest of its PC that does. What is under another passphrase, or
 * whole and no record at all, is none of it: anybody can put such a thing there. Nor is what has a name that
 * was made up: its time comes before all others.
 * @param newest one of each PC.
 */
export function newerThan(
  newest: readonly Pick<PulledRecord, 'name' | 'tag' | 'content'>[],
  failed: readonly FailedRecord[],
): UnopenedNewer[] {
  const byTag = new Map(newest.map((record) => [record.tag, record]));
  return failed.flatMap(({ holding, error, isUntried, isForeign }) => {
    const known = byTag.get(holding.tag);
    const isOfOthers = isUntried || isForeign || error.code === 'WRONG_PASSPHRASE';
    if (known === undefined || isOfOthers || holding.name < known.name) return [];
    const { name, tag } = known.content.machine;
    return [{ name: holding.name, error, machine: { name, tag } }];
  });
}

/** Says of each PC that what is shown of it is older than what there is. */
export function warnOfNewer(run: ReadingRun, unopened: readonly UnopenedNewer[]): void {
  const byTag = new Map(unopened.map((one) => [one.machine.tag, one]));
  for (const { name, machine } of byTag.values()) {
    const count = unopened.filter(({ machine: { tag } }) => tag === machine.tag).length;
    const which = count === 1 ? 'its newest backup does' : `its newest ${count} backups do`;
    const message = `${which} not open, so what is shown is of an older one, and what only the newest holds is missing`;
    const location = `${machine.name ?? machine.tag} (${name})`;
    warnBy(run)(warning('newest-not-opened', message, location));
  }
}

/** The places that broke their budget, and those of which nothing opened, each with why. */
export function closedPlaces(searches: readonly PlaceSearch[]): PullFailure[] {
  return searches.flatMap((search) => {
    const { named, names } = search.target;
    const { broken } = named.budget;
    if (broken !== null) return [{ name: named.name, error: broken }];
    if (names.size === 0 || search.opened().length > 0) return [];
    const failed = search.failed();
    const telling = failed.find(({ isUntried }) => isUntried) ?? failed[0];
    return telling === undefined ? [] : [{ name: named.name, error: telling.error }];
  });
}

/** Names every place that could not be asked. */
export function warnOfUnreached(run: ReadingRun, unreached: readonly PullFailure[]): void {
  for (const { name, error } of unreached) {
    const message = `this place could not be asked, so it may hold newer backups: ${error.message}`;
    warnBy(run)(warning('place-not-reached', message, name));
  }
}

/** What a header says is proof of nothing: it only chooses the words. */
export const earlierWords =
  'sealed with an earlier passphrase, as it seems; a sync brings those of this household over, given that one';

/** Tells of the backups that do not open. Those that were not tried are told of with their place. */
export function warnOfFailed(
  run: ReadingRun,
  failed: readonly FailedRecord[],
  opened: readonly OpenedRecord[] = [],
): void {
  const reasons = tally();
  const generation = highestGeneration(opened);
  for (const { holding, error, isUntried, claims } of failed) {
    if (isUntried) continue;
    const where = holding.holders.map(({ named }) => named.name).join(', ');
    const isForeign = error.code === 'WRONG_PASSPHRASE';
    const isEarlier = claims !== undefined && claims.generation < generation;
    const shut = isEarlier ? earlierWords : 'under another passphrase, or of another household';
    const reason = isForeign ? shut : error.message;
    reasons.add({ where, reason, name: holding.name });
  }
  for (const { where, reason, count, examples } of reasons.all()) {
    const which = count === 1 ? '1 backup there does' : `${count} backups there do`;
    const message = `${which} not open: ${reason} (${examples})`;
    warnBy(run)(warning('backup-not-opened', message, where));
  }
}

/** Names every place of which not all was tried, and how much was not. */
export function warnOfLeftOut(run: ReadingRun, searches: readonly PlaceSearch[]): void {
  for (const search of searches) {
    const count = search.leftOut();
    if (count === 0) continue;
    const { named } = search.target;
    const which = count === 1 ? '1 backup there was' : `${count} backups there were`;
    const why = named.budget.broken?.message ?? 'they are under more passphrases than are tried';
    warnBy(run)(warning('place-left-out', `${which} not tried: ${why}`, named.name));
  }
}

/**
 * Why nothing opens, by the failure that tells most: only the right passphrase shows that a record was
 * altered; a wrong one is what the user can mend. It is called wrong only where all of a place was tried.
 */
export function noneOpens(
  searches: readonly PlaceSearch[],
  unreached: readonly UnreachedTarget[],
  earlierSalts: ReadonlySet<string> = new Set(),
): VaultError {
  const failed = searches.flatMap((search) => search.failed());
  if (failed.length > 0 && failed.every((one) => isBehind(one, earlierSalts)))
    return underEarlier(failed[0]?.error);
  const failedIn = (some: readonly PlaceSearch[]): VaultError[] =>
    some.flatMap((search) => search.failed().map(({ error }) => error));
  const partly = searches.filter((search) => search.leftOut() > 0);
  const wrong = failedIn(searches.filter((search) => !partly.includes(search)));
  const [first] = [
    ...failedIn(searches).filter(({ code }) => code === 'ALTERED'),
    ...wrong.filter(({ code }) => code === 'WRONG_PASSPHRASE').map((one) => besides(one, partly)),
    ...failedIn(partly).filter(({ code }) => code === 'TOO_MUCH'),
    ...closedPlaces(searches).map(({ error }) => error),
    ...failedIn(searches),
    ...unreached.map(({ error }) => error),
  ];
  return first ?? new VaultError('NO_RECORD', 'there is no backup that opens');
}

/** Whether it was sealed with a passphrase of this household's that was changed since, as this PC noted. */
function isBehind({ claims }: FailedRecord, earlierSalts: ReadonlySet<string>): boolean {
  return claims !== undefined && earlierSalts.has(saltName(claims));
}

function underEarlier(cause: VaultError | undefined): VaultError {
  const message =
    'the backups there are still sealed with an earlier passphrase of yours, and this is not it';
  return new VaultError('WRONG_PASSPHRASE', message, {
    hint: hint`Give the earlier one, or name a place that was brought over. A sync of both, ${{ do: 'sync' }}, seals them with the passphrase of now.`,
    cause,
  });
}

/** The error, and that it is not of all places. */
function besides(error: VaultError, partly: readonly PlaceSearch[]): VaultError {
  if (partly.length === 0) return error;
  const where = partly.map(({ target }) => target.named.name).join(', ');
  const { code, message, hint } = error;
  return new VaultError(code, `${message} (not all was tried of: ${where})`, {
    ...(hint === undefined ? {} : { hint }),
    cause: error,
  });
}
