// What the state file notes once records were stored. It never fails a push: the copies are there, and
// everything that is noted can be learnt again from them.
import { toHex } from '../../bytes.js';
import { type Warning, warning } from '../../record/warning.js';
import { VaultError } from '../../errors.js';
import { mapParallel } from '../places/parallel.js';
import { type Reach, expectedError } from '../places/reach.js';
import { formatTime } from '../../record/time.js';
import { earlierCards } from './earlier-cards.js';
import { type SightedPc, type Sighting, withSeen } from './seen.js';
import { type State, type StateStore, type VaultState, cardState, withVault } from './state.js';
import { outlivesAll } from '../places/safety.js';
import type { RecordToStore, StoredOn } from '../places/store.js';
import type { UnlockedVault } from '../opening/unlock.js';

interface RememberOptions {
  readonly state: StateStore;
  readonly now: Date;
  readonly signal: AbortSignal;
  readonly warn: (warning: Warning) => void;
}

/** Notes the vault, its places and how far each PC's records have come, where any were stored. */
export async function remember(
  { state, reach, vault }: { state: State; reach: Reach; vault: UnlockedVault },
  {
    records,
    outcomes,
    options,
  }: {
    readonly records: readonly RecordToStore[];
    readonly outcomes: readonly StoredOn[];
    readonly options: RememberOptions;
  },
): Promise<void> {
  const stored = outcomes.filter(({ outcome }) => outcome.error === null);
  if (stored.length === 0) return;
  const places = await placesOf(stored, reach, options);
  const next: VaultState = {
    ...(await asKnown(vault)),
    places: [...new Set([...(vault.remembered?.places ?? []), ...places.map(({ id }) => id)])],
    folders: mergeFolders(vault.remembered, places),
    machines: mergeMachines(vault.remembered, records),
  };
  const seen = {
    at: formatTime(options.now),
    places: places.flatMap((place) => sightingOf(place, records)),
    pcs: records.flatMap(pcOf),
  };
  await save(withSeen(withVault(state, next, vault.remembered), seen), options);
}

/** What does not come from what was stored: the card as it is now, those before it, and the notes of before. */
export async function asKnown(
  vault: Pick<UnlockedVault, 'card' | 'passphraseKey' | 'remembered' | 'former'>,
): Promise<VaultState> {
  const { card, passphraseKey, remembered } = vault;
  const { forgotten, pruned, folders, isChanging } = remembered ?? {};
  const earlier = await earlierCards(vault, vault);
  const isSame = remembered === null || remembered.card.salt === toHex(card.salt);
  // Nobody has looked yet which places still hold what was sealed before.
  const behind = isSame ? remembered?.behind : remembered.places;
  return {
    ...(forgotten === undefined ? {} : { forgotten }),
    ...(pruned === undefined ? {} : { pruned }),
    ...(folders === undefined ? {} : { folders }),
    ...(earlier.length === 0 ? {} : { earlier }),
    ...(behind === undefined || behind.length === 0 ? {} : { behind: [...behind] }),
    ...(isChanging === undefined ? {} : { isChanging }),
    card: await cardState(card, passphraseKey),
    places: remembered?.places ?? [],
    machines: remembered?.machines ?? [],
  };
}

/** All of the records lie there: they were written, or read and compared. */
function sightingOf(
  { id, stored: { named, status } }: NotedPlace,
  records: readonly RecordToStore[],
): Sighting[] {
  if (status === null) return [];
  const { durability } = status.traits;
  const copies = records.map(({ name, source }) => {
    const place = { status, folder: named.folder };
    const outlives = source === undefined ? null : outlivesAll(place, [source]);
    return { record: name, outlives };
  });
  return [{ id, name: named.name, durability, copies }];
}

function pcOf({ machine, source }: RecordToStore): SightedPc[] {
  if (machine === null) return [];
  return [{ tag: machine.tag, name: machine.machine.name, isPushed: source !== undefined }];
}

async function save(state: State, { state: store, warn }: RememberOptions): Promise<void> {
  try {
    await store.save(state);
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    // Without the state the next push only has to open more of the records.
    warn(warning('state-not-saved', error.message, 'state.json'));
  }
}

/** The ids of the places; one that was set up just now has to be asked for its own. */
async function placesOf(
  stored: readonly StoredOn[],
  { reached }: Reach,
  { signal, warn }: RememberOptions,
): Promise<NotedPlace[]> {
  const places = await mapParallel(stored, stored.length, async (one) => {
    const { named } = one;
    const known = reached.find((target) => target.named === named)?.status.placeId ?? null;
    if (known !== null) return { id: known, path: named.folder, stored: one };
    try {
      const { placeId } = await named.target.identify(signal);
      return { id: placeId, path: named.folder, stored: one };
    } catch (caught) {
      const { message } = expectedError(caught, signal);
      warn(warning('place-not-noted', message, named.name));
      return null;
    }
  });
  return places.flatMap((place) => (place?.id == null ? [] : [{ ...place, id: place.id }]));
}

interface NotedPlace {
  readonly id: string;
  /** Null for what is no folder. */
  readonly path: string | null;
  readonly stored: StoredOn;
}

/** A place lies where it was stored to last. */
function mergeFolders(
  remembered: VaultState | null,
  places: readonly NotedPlace[],
): { id: string; path: string }[] {
  const now = places.flatMap(({ id, path }) => (path === null ? [] : [{ id, path }]));
  const others = (remembered?.folders ?? []).filter(
    (folder) => !now.some(({ id }) => id === folder.id),
  );
  return [...others, ...now];
}

function mergeMachines(
  remembered: VaultState | null,
  records: readonly RecordToStore[],
): VaultState['machines'] {
  const now = records.flatMap((record) => record.machine ?? []);
  const others = (remembered?.machines ?? []).filter(
    (machine) => !now.some((one) => one.tag === machine.tag),
  );
  return [...others, ...now];
}
