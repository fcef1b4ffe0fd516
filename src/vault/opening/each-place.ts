// Each place opened for itself, as if it were the only one left: what lies in another neither hides nor helps.
import type { ReachedTarget, UnreachedTarget } from '../places/reach.js';
import { type ReadingRun, warnBy } from '../run.js';
import { passphraseKeys } from './keys-for.js';
import { type NewestRecords, newestOf } from './newest.js';
import { createOpener } from './opener.js';
import type { PassphraseKeys } from './passphrase-keys.js';
import { type PlaceSearch, searchPlace } from './search.js';
import { withTries } from './tries.js';
import { noneOpens } from './unopened.js';
import type { UnlockExisting } from './unlock-with.js';
import { unusableCopies } from './unusable-copies.js';

/** What one place gives by itself. */
export interface PlaceOpened {
  readonly search: PlaceSearch;
  /** The newest of each PC that opens there, and what is newer and does not. */
  readonly newest: NewestRecords;
}

/**
 * Opens the newest of each PC in each place by itself.
 * @param options.knownSalts what this PC knows; none for a rehearsal of what needs no state.
 * @throws VaultError why nothing opens in any of them.
 */
export async function openEachPlace(
  run: ReadingRun,
  {
    reached,
    unreached,
  }: { reached: readonly ReachedTarget[]; unreached: readonly UnreachedTarget[] },
  {
    unlock,
    knownSalts,
  }: { readonly unlock: UnlockExisting; readonly knownSalts: ReadonlySet<string> },
): Promise<PlaceOpened[]> {
  return withTries(unlock, async (tried) => {
    for (const { named } of reached) named.budget.renew();
    const keysOf = keysForEach(run, tried, knownSalts);
    const openings = reached.map((target) => {
      const keys = keysOf();
      const { signal } = run;
      const opener = createOpener({ keys, signal, unusable: unusableCopies(warnBy(run)) });
      const opening = { keys, opener };
      const search = searchPlace(target, opening, { wanted: 'newest', reached: [target] });
      return { search, opening };
    });
    await Promise.all(openings.map(({ search }) => search.begin()));
    await Promise.all(openings.map(({ search }) => search.goOn()));
    const searches = openings.map(({ search }) => search);
    const isAnyOpen = searches.some((search) => search.opened().length > 0);
    if (!isAnyOpen) throw noneOpens(searches, unreached);
    return Promise.all(
      openings.map(async ({ search, opening }) => {
        return { search, newest: await newestOf([search], opening) };
      }),
    );
  });
}

/**
 * The keys for each place. What a passphrase gives is the same everywhere; a recovery code opens only what
 * has a slot for it, and another place's slot must not stand in.
 */
function keysForEach(
  { effects, signal }: ReadingRun,
  unlock: UnlockExisting,
  knownSalts: ReadonlySet<string>,
): () => PassphraseKeys {
  const make = (): PassphraseKeys =>
    passphraseKeys(unlock, { ...effects, knownSalts, purpose: 'existing', signal });
  if (unlock.kind === 'recovery-code') return make;
  const shared = make();
  return () => shared;
}

/** What unlocks, once it is needed. @throws VaultError as whoever gives it */
export async function givenUnlock<Unlock extends UnlockExisting | null>(
  unlock: Unlock | (() => Promise<Unlock>),
): Promise<Unlock> {
  return typeof unlock === 'function' ? unlock() : unlock;
}
