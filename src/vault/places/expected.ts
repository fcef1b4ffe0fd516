// What a place turns out to be, against what this PC noted of it: a stick that is not plugged in leaves an
// empty folder at its mount point, and a place may have been emptied. Both are stored to, and said.
import { warning } from '../../record/warning.js';
import type { State } from '../memory/state.js';
import { type VaultRun, warnBy } from '../run.js';
import type { ReachedTarget } from './reach.js';

/** Says where a place is new or empty, and was not the last time. For right before something is stored. */
export function warnOfUnexpected(
  { named, names, status }: ReachedTarget,
  { vaults }: State,
  run: Pick<VaultRun, 'listen'>,
): void {
  const { placeId } = status;
  if (placeId === null && vaults.some(({ folders = [] }) => folders.some(isAt(named.folder)))) {
    const message =
      'a place of your backups used to be here and is not here now, so this is a new place. If it was on a stick or disk, that is not plugged in or mounted, and the new backup does not lie on it';
    warnBy(run)(warning('place-made-anew', message, named.name));
  }
  const isKnown = placeId !== null && vaults.some(({ places }) => places.includes(placeId));
  if (isKnown && names.size === 0) {
    const message =
      'this place held backups of yours and holds none now; if nobody emptied it, look what happened to them';
    warnBy(run)(warning('place-emptied', message, named.name));
  }
}

const isAt =
  (folder: string | null) =>
  ({ path }: { readonly path: string }): boolean =>
    path === folder;
