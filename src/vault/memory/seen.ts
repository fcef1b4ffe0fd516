// What was seen where, and when, as the state notes it: for a look while a place is away. Pure, and bounded:
// what was confirmed longest ago is forgotten first.
import { parseRecordName } from '../../record/name.js';
import type { Durability } from '../../targets/target.js';
import type { Seen, SeenPlace, State } from './state.js';

/** No household has more; a state that grows for ever would one day not be read any more. */
export const mostSeen = { places: 50, copies: 200, pcs: 500 } as const;

/** What a run has seen of one place. */
export interface Sighting {
  readonly id: string;
  readonly name: string;
  readonly durability: Durability;
  /** The copies that were read and are good. */
  readonly copies: readonly SightedCopy[];
  /** Whether the place gave everything, where that was rehearsed. */
  readonly isWhole?: boolean;
}

interface SightedCopy {
  readonly record: string;
  /** Whether the place outlives the PC; null where this run cannot tell. */
  readonly outlives: boolean | null;
}

/** A PC that a run has met. */
export interface SightedPc {
  readonly tag: string;
  readonly name: string | null;
  /** Whether the run has pushed it. */
  readonly isPushed: boolean;
}

/** What a run has seen, and when. */
export interface Sightings {
  readonly at: string;
  readonly places: readonly Sighting[];
  readonly pcs: readonly SightedPc[];
}

const nothing: Seen = { pcs: [], places: [] };

/** The state with what was seen in place of what was seen there before. */
export function withSeen(state: State, { at, places, pcs }: Sightings): State {
  const { seen = nothing } = state;
  const ids = new Set(places.map(({ id }) => id));
  const now = places.map((place) => {
    const before = seen.places.find(({ id }) => id === place.id);
    return seenPlace(place, before, at);
  });
  const others = seen.places.filter(({ id }) => !ids.has(id));
  return {
    ...state,
    seen: {
      pcs: mergedPcs(pcs, seen.pcs, at),
      places: [...now, ...others].slice(0, mostSeen.places),
    },
  };
}

/** Whether a copy outlives what happens to this PC, as far as its place tells. */
export function isLasting(durability: Durability | null): boolean {
  return durability === 'offsite' || durability === 'detachable';
}

function seenPlace(place: Sighting, before: SeenPlace | undefined, at: string): SeenPlace {
  const { id, name, copies, isWhole } = place;
  // A place that forgets to say so counts as one that goes with the PC.
  const durability = isLasting(place.durability) ? place.durability : 'this-install';
  const earlier = before?.copies ?? [];
  const now = copies.map(({ record, outlives }) => {
    const known = earlier.find((one) => tagOf(one.record) === tagOf(record));
    // What lies on this PC and was not said to outlive the other one goes with a reinstall.
    const noted = outlives ?? known?.outlives ?? isLasting(durability);
    return { record, confirmedAt: at, outlives: noted };
  });
  const tags = new Set(now.map(({ record }) => tagOf(record)));
  const others = earlier.filter(({ record }) => !tags.has(tagOf(record)));
  const rehearsal = isWhole === undefined ? (before?.rehearsal ?? null) : { at, isWhole };
  return {
    ...{ id, name, durability, rehearsal },
    copies: [...now, ...others].slice(0, mostSeen.copies),
  };
}

function mergedPcs(pcs: readonly SightedPc[], before: Seen['pcs'], at: string): Seen['pcs'] {
  const now = pcs.map(({ tag, name, isPushed }) => {
    const known = before.find((one) => one.tag === tag);
    return {
      tag,
      name: name ?? known?.name ?? null,
      pushedAt: isPushed ? at : (known?.pushedAt ?? null),
    };
  });
  const tags = new Set(now.map(({ tag }) => tag));
  return [...now, ...before.filter(({ tag }) => !tags.has(tag))].slice(0, mostSeen.pcs);
}

/** The names of records that were opened, or read back by whoever had sealed them: these are no forgeries. */
export function notedRecords({ vaults, seen = nothing }: State): Set<string> {
  const machines = vaults.flatMap((vault) => vault.machines);
  return new Set([
    ...machines.flatMap(({ newest, folded }) => [newest, ...folded]),
    ...seen.places.flatMap(({ copies }) => copies.map(({ record }) => record)),
  ]);
}

function tagOf(record: string): string | undefined {
  return parseRecordName(record)?.tag;
}
