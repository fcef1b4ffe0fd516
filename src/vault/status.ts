// The status: which PC is safe where. Without a passphrase it tells what names and this PC's own notes do, and
// reads the copies that it knows by name; with what unlocks, the newest of each PC is opened in each place.
// Nothing is written, and a place that is away is shown as it was noted last.
import { type Warning, warning } from '../record/warning.js';
import { formatTime } from '../record/time.js';
import { notedRecords } from './memory/seen.js';
import { type State, type VaultState, earlierSaltsIn, saltsIn } from './memory/state.js';
import { givenUnlock, openEachPlace } from './opening/each-place.js';
import { warnOfLoose } from './opening/loose-records.js';
import type { UnlockExisting } from './opening/unlock-with.js';
import { warnOfLeftOut } from './opening/unopened.js';
import { unfinishedHint } from './opening/unlock-refusals.js';
import {
  type Reach,
  type ReachedTarget,
  type UnreachedTarget,
  noneReached,
} from './places/reach.js';
import { type NamedTarget, withOpenTargets } from './places/target-address.js';
import {
  type FoundCopy,
  type NotedPc,
  type PlaceFacts,
  type StatusMatrix,
  statusMatrix,
} from './planning/status-plan.js';
import { copiesByName, copiesOpened } from './opening/known-copies.js';
import { saltName } from './opening/passphrase-keys.js';
import type { SaltOfCard } from './opening/passphrase-keys.js';
import { highestGeneration, newestFirst } from './opening/rank.js';
import { type RowEnd, carriedByNotes, carriedTags } from './planning/one-pc.js';
import { asOnePc } from './planning/one-pc-status.js';
import { warnOfTwice } from './pull.js';
import { askEach, nothingThere } from './reading.js';
import { type LookingRun, warnBy, withWarnings } from './run.js';

export interface StatusRequest {
  /** Opens the newest backup of each PC; null for what needs no passphrase. */
  readonly unlock: UnlockExisting | null | (() => Promise<UnlockExisting | null>);
}

export interface StatusResult extends StatusMatrix {
  /** Whether the backups were opened. */
  readonly isOpened: boolean;
  /** The moment that all of it is of. */
  readonly now: string;
  readonly warnings: readonly Warning[];
}

/**
 * How each PC stands in each place.
 * @throws VaultError `NO_TARGET_REACHED` or `NO_RECORD` where nothing is known of any place either;
 *   `WRONG_PASSPHRASE` where nothing opens.
 */
export async function status(
  listened: LookingRun,
  { unlock }: StatusRequest,
): Promise<StatusResult> {
  const { run, warnings } = withWarnings(listened);
  return withOpenTargets(run.targets, async (targets) => {
    const state = await run.effects.state.load(warnBy(run));
    warnOfUnfinished(state, run);
    const reach = await askEach(targets, run);
    const { found, isOpened, ends } = await copiesIn(reach, { unlock, state, run });
    warnOfLoose(reach.reached, warnBy(run));
    const carried = new Map([...carriedByNotes(state.vaults), ...carriedTags(ends)]);
    warnOfTwice(ends, warnBy(run));
    const places = targets.flatMap((named) =>
      asOnePc(factsOf(named, { reach, found, state }), carried),
    );
    const now = formatTime(run.effects.now());
    const noted = notedPcs(places, state, reach).filter(({ tag }) => !carried.has(tag));
    const matrix = statusMatrix(places, noted, now);
    if (matrix.pcs.length === 0)
      throw reach.reached.length > 0 ? nothingThere(reach) : noneReached(reach);
    return { ...matrix, isOpened, now, warnings };
  });
}

/** Two passphrases open the backups then, and no place tells. */
function warnOfUnfinished({ vaults }: State, run: LookingRun): void {
  if (!vaults.some(({ isChanging }) => isChanging === true)) return;
  const message = 'a change of the passphrase was interrupted on this PC, and is not ended';
  warnBy(run)(warning('change-unfinished', message, 'state.json', { hint: unfinishedHint }));
}

type Found = ReadonlyMap<ReachedTarget, readonly FoundCopy[]>;

interface Looking {
  readonly unlock: StatusRequest['unlock'];
  readonly state: State;
  readonly run: LookingRun;
}

async function copiesIn(
  reach: Reach,
  { unlock, state, run }: Looking,
): Promise<{
  readonly found: Found;
  readonly isOpened: boolean;
  /** The newest of each PC that opened, in whatever place. */
  readonly ends: readonly RowEnd[];
}> {
  const salts = earlierSaltsIn(state);
  const isAny = reach.reached.some(({ names }) => names.size > 0);
  const given = isAny ? await givenUnlock(unlock) : null;
  if (given === null) {
    const known = notedRecords(state);
    const options = {
      isEarlier: (card: SaltOfCard) => salts.has(saltName(card)),
      signal: run.signal,
    };
    const copies = reach.reached.map((target) => copiesByName(target, known, options));
    const all = await Promise.all(copies);
    return {
      found: new Map(reach.reached.map((target, i) => [target, all[i] ?? []])),
      isOpened: false,
      ends: [],
    };
  }
  const opened = await openEachPlace(run, reach, { unlock: given, knownSalts: saltsIn(state) });
  const searches = opened.map(({ search }) => search);
  warnOfLeftOut(run, searches);
  const all = opened.flatMap(({ newest }) => newest.opened).sort(newestFirst);
  const generation = highestGeneration(all);
  const found = opened.map(({ search, newest }): [ReachedTarget, FoundCopy[]] => {
    const copies = copiesOpened(
      newest,
      (card) => card.generation < generation || salts.has(saltName(card)),
    );
    return [search.target, copies];
  });
  const ends = new Map<string, RowEnd>();
  for (const {
    holding: { tag },
    content,
  } of all)
    if (!ends.has(tag)) ends.set(tag, { tag, content });
  return { found: new Map(found), isOpened: true, ends: [...ends.values()] };
}

interface Known {
  readonly reach: Reach;
  readonly found: Found;
  readonly state: State;
}

/** What is known of a place; nothing where it is another one by a second name. */
function factsOf(named: NamedTarget, { reach, found, state }: Known): PlaceFacts[] {
  const { name } = named;
  const target = reach.reached.find((one) => one.named === named);
  const places = state.seen?.places ?? [];
  if (target !== undefined) {
    const { placeId, traits } = target.status;
    const noted = places.find(({ id }) => id === placeId) ?? null;
    const { durability } = traits;
    const isBehind = isBehindIn(state, placeId);
    return [{ name, error: null, durability, noted, isBehind, found: found.get(target) ?? [] }];
  }
  const away = reach.unreached.find((one) => one.named === named);
  if (away === undefined) return [];
  const id = idOf(away, state);
  const noted = places.find((place) => place.id === id) ?? null;
  const durability = noted?.durability ?? null;
  const isBehind = isBehindIn(state, id ?? null);
  return [{ name, error: away.error, durability, noted, isBehind, found: [] }];
}

function isBehindIn({ vaults }: State, id: string | null): boolean {
  return id !== null && vaults.some(({ behind = [] }) => behind.includes(id));
}

/** Which place it is that does not answer: by where it lay, else by what it was called. */
function idOf({ named }: UnreachedTarget, { vaults, seen }: State): string | undefined {
  const folders = vaults.flatMap((vault) => vault.folders ?? []);
  const byFolder = folders.find(({ path }) => path === named.folder)?.id;
  return byFolder ?? seen?.places.find(({ name }) => name === named.name)?.id;
}

/** What this PC noted of the PCs in the vaults of these places, and the names of all that it has met. */
function notedPcs(places: readonly PlaceFacts[], state: State, { reached }: Reach): NotedPc[] {
  const ids = [
    ...reached.flatMap(({ status: { placeId } }) => placeId ?? []),
    ...places.flatMap(({ noted }) => noted?.id ?? []),
  ];
  const isOfPlaces = (vault: VaultState): boolean => vault.places.some((id) => ids.includes(id));
  const machines = state.vaults.filter(isOfPlaces).flatMap((vault) => vault.machines);
  const pcs = state.seen?.pcs ?? [];
  const known = machines.map(({ tag, machine: { name }, takenAt }): NotedPc => {
    const pushedAt = pcs.find((pc) => pc.tag === tag)?.pushedAt ?? null;
    return { tag, name, takenAt, pushedAt };
  });
  const others = pcs.filter(({ tag }) => !known.some((pc) => pc.tag === tag));
  return [...known, ...others.map((pc) => ({ ...pc, takenAt: null }))];
}
