// What a place turns out to be, against what this PC noted of it: a stick that is not plugged in leaves an
// empty folder at its mount point, and a place may have been emptied, have moved, or have lost its mark.
import { VaultError, hint } from '../../errors.js';
import { warning } from '../../record/warning.js';
import type { State } from '../memory/state.js';
import { type VaultRun, warnBy } from '../run.js';
import { warnOfMoved } from './moved.js';
import type { Reach, ReachedTarget, UnreachedTarget } from './reach.js';

/** Whether a person said that an emptied place is to be stored to. */
interface Forced {
  readonly force: boolean;
}

/** A place that held backups and holds none is not stored to, unless a person says so. */
export function withoutEmptied(
  { reached, unreached }: Reach,
  state: State,
  { force }: Forced,
): Reach {
  const emptied = force ? [] : reached.filter((target) => wasEmptied(target, state));
  return {
    reached: reached.filter((target) => !emptied.includes(target)),
    unreached: [...unreached, ...emptied.map(emptiedPlace)],
  };
}

/** The same of a place that answered later than the others. */
export function unlessEmptied(
  target: ReachedTarget,
  state: State,
  { force }: Forced,
): ReachedTarget | UnreachedTarget {
  return !force && wasEmptied(target, state) ? emptiedPlace(target) : target;
}

/** Nobody knows whether it is the right place, and whatever took the backups may take the next one. */
function emptiedPlace({ named }: ReachedTarget): UnreachedTarget {
  const message = `${named.name} held backups of yours and holds none now`;
  const error = new VaultError('WRONG_TARGET', message, {
    hint: hint`Nothing was written there. Look whether it is the right stick, folder or bucket, and what happened to them. If you emptied it yourself, push with ${{ tell: 'force' }} to store there again.`,
  });
  return { named, error };
}

function wasEmptied({ names, status: { placeId } }: ReachedTarget, { vaults }: State): boolean {
  return (
    names.size === 0 && placeId !== null && vaults.some(({ places }) => places.includes(placeId))
  );
}

/** Says where a place is not as it was the last time. For right before something is stored. */
export function warnOfUnexpected(
  target: ReachedTarget,
  state: State,
  run: Pick<VaultRun, 'listen'>,
): void {
  const { named, status } = target;
  const { placeId, lostMark } = status;
  warnOfMoved(target, warnBy(run));
  if (lostMark !== undefined) {
    const message = `${lostMark}; the backups in it are yours, so it is put back`;
    warnBy(run)(warning('mark-lost', message, named.name));
  }
  if (
    placeId === null &&
    state.vaults.some(({ folders = [] }) => folders.some(isAt(named.folder)))
  ) {
    const message =
      'a place of your backups used to be here and is not here now, so this is a new place. If it was on a stick or disk, that is not plugged in or mounted, and the new backup does not lie on it';
    warnBy(run)(warning('place-made-anew', message, named.name));
  }
  if (wasEmptied(target, state)) {
    const message =
      'this place held backups of yours and holds none now; if nobody emptied it, look what happened to them';
    warnBy(run)(warning('place-emptied', message, named.name));
  }
}

const isAt =
  (folder: string | null) =>
  ({ path }: { readonly path: string }): boolean =>
    path === folder;
