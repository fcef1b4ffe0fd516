// The drill: a rehearsal of getting everything back from each place alone, as if only that place and what
// unlocks were left. No place is written to; this PC notes when each was rehearsed.
import { type Warning, warning } from '../record/warning.js';
import { formatTime } from '../record/time.js';
import { VaultError } from '../errors.js';
import { type Sightings, withSeen } from './memory/seen.js';
import type { State } from './memory/state.js';
import { isDamage } from './opening/damage.js';
import { type PlaceOpened, givenUnlock, openEachPlace } from './opening/each-place.js';
import { warnOfLoose } from './opening/loose-records.js';
import type { UnlockExisting } from './opening/unlock-with.js';
import { type PullFailure, warnOfLeftOut } from './opening/unopened.js';
import { type LookedThrough, warnOfHealable } from './opening/healable.js';
import { withOpenTargets } from './places/target-address.js';
import {
  type KnownBackup,
  type Rehearsed,
  givesAll,
  newestKnown,
  rehearsed,
} from './planning/rehearsal.js';
import { type Problem, grouped } from './planning/problems.js';
import { askEach, nothingThere } from './reading.js';
import { type LookingRun, warnBy, withWarnings } from './run.js';

export interface DrillRequest {
  /** Asked for only once there is a backup that it may open. */
  readonly unlock: UnlockExisting | (() => Promise<UnlockExisting>);
}

/** How the rehearsal of one place went. */
export interface DrilledPlace extends Rehearsed {
  readonly target: string;
  /** Whether it gives everything that is known. */
  readonly isWhole: boolean;
  /** Whether a reinstall of this PC would destroy it. */
  readonly isLasting: boolean;
  /** What does not open there, and is newer than what does. */
  readonly problems: readonly Problem[];
}

export interface DrillResult {
  readonly places: readonly DrilledPlace[];
  readonly unreached: readonly PullFailure[];
  readonly warnings: readonly Warning[];
}

/**
 * Rehearses the restore from each place that answers.
 * @throws VaultError `NO_TARGET_REACHED`, `NO_RECORD`, or why nothing opens anywhere.
 */
export async function drill(listened: LookingRun, { unlock }: DrillRequest): Promise<DrillResult> {
  const { run, warnings } = withWarnings(listened);
  return withOpenTargets(run.targets, async (targets) => {
    const reach = await askEach(targets, run);
    if (reach.reached.every(({ names }) => names.size === 0)) throw nothingThere(reach);
    const given = await givenUnlock(unlock);
    // After the loss that is rehearsed, this PC remembers nothing.
    const opened = await openEachPlace(run, reach, { unlock: given, knownSalts: new Set() });
    warnOfLoose(reach.reached, warnBy(run));
    warnOfLeftOut(
      run,
      opened.map(({ search }) => search),
    );
    const noted = notedIn(await run.effects.state.load(), opened);
    const known = newestKnown([...opened.flatMap(backupsOf), ...noted]);
    const places = opened.map((place) => drilled(place, known));
    warnOfHealable(opened.map(lookedThrough), warnBy(run));
    await note(run, opened, places);
    const unreached = reach.unreached.map(({ named, error }) => ({ name: named.name, error }));
    return { places, unreached, warnings };
  });
}

function lookedThrough({ search, newest: { failed } }: PlaceOpened): LookedThrough {
  const good = new Set(search.opened().map(({ holding }) => holding.name));
  return { target: search.target, failed, isGood: (name) => good.has(name) };
}

function drilled({ search, newest }: PlaceOpened, known: readonly KnownBackup[]): DrilledPlace {
  const { named, status } = search.target;
  const { space, durability } = status.traits;
  const contents = newest.opened.map(({ content }) => content);
  const given = rehearsed(contents, known, space);
  const isBroken = newest.failed.some(({ error }) => isDamage(error));
  return {
    ...given,
    target: named.name,
    isWhole: givesAll(given) && !isBroken,
    isLasting: durability !== 'this-install',
    problems: grouped(newest.failed),
  };
}

function backupsOf({ newest }: PlaceOpened): KnownBackup[] {
  return newest.opened.map(({ content }) => {
    const { tag, name } = content.machine;
    return { tag, name, takenAt: content.takenAt };
  });
}

/** What this PC noted of the vaults that these places belong to. */
function notedIn({ vaults }: State, opened: readonly PlaceOpened[]): KnownBackup[] {
  const ids = opened.flatMap(({ search }) => search.target.status.placeId ?? []);
  const ofPlaces = vaults.filter(({ places }) => places.some((id) => ids.includes(id)));
  return ofPlaces.flatMap(({ machines }) =>
    machines.map(({ tag, machine, takenAt }) => ({ tag, name: machine.name, takenAt })),
  );
}

/** The rehearsal counts also where that it was made cannot be noted. */
async function note(
  run: LookingRun,
  opened: readonly PlaceOpened[],
  places: readonly DrilledPlace[],
): Promise<void> {
  const { state, now } = run.effects;
  const sightings = sightingsOf(opened, places, formatTime(now()));
  try {
    await state.exclusively(
      async () => state.save(withSeen(await state.load(), sightings)),
      run.signal,
    );
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    warnBy(run)(warning('state-not-saved', error.message, 'state.json'));
  }
}

function sightingsOf(
  opened: readonly PlaceOpened[],
  places: readonly DrilledPlace[],
  at: string,
): Sightings {
  const sighted = opened.flatMap(({ search, newest }, i) => {
    const { named, status } = search.target;
    if (status.placeId === null) return [];
    const copies = newest.opened.map(({ holding }) => ({ record: holding.name, outlives: null }));
    return [
      {
        ...{ id: status.placeId, name: named.name, durability: status.traits.durability },
        ...{ copies, isWhole: places[i]?.isWhole === true },
      },
    ];
  });
  const pcs = opened.flatMap(backupsOf).map(({ tag, name }) => ({ tag, name, isPushed: false }));
  const byTag = new Map(pcs.map((pc) => [pc.tag, pc]));
  return { at, places: sighted, pcs: [...byTag.values()] };
}
