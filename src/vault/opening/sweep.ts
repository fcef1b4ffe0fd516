// A look at every record of a place: each copy is read and held against its name, and each record opened
// that opens. What they hold is not kept in memory, so that a place may have thousands.
import type { VaultError } from '../../errors.js';
import { type RecordName, parseRecordName } from '../../record/name.js';
import { TargetError } from '../../targets/target.js';
import type { ReachedTarget } from '../places/reach.js';
import type { CopyState } from '../planning/sync-plan.js';
import { createOpener } from './opener.js';
import type { PassphraseKeys } from './passphrase-keys.js';
import { type PlaceSearch, searchPlace } from './search.js';

/** One place, all of it looked at. */
export interface Swept {
  readonly target: ReachedTarget;
  readonly search: PlaceSearch;
  /** Why a copy of the place cannot be used although another's can. */
  readonly bad: ReadonlyMap<RecordName, VaultError>;
}

/** Looks at one place after the other, or at several at once, with what has unlocked the vault. */
export interface Sweeper {
  readonly sweep: (target: ReachedTarget) => Promise<Swept>;
}

/** A sweeper; a copy that is bad in one of its places is read from another that it knows by then. */
export function sweeper(keys: PassphraseKeys, signal: AbortSignal): Sweeper {
  const reached: ReachedTarget[] = [];
  const bad = new Map<ReachedTarget, Map<RecordName, VaultError>>();
  const unusable = {
    add: (copy: { target: ReachedTarget; error: VaultError; name: string }): void => {
      bad.get(copy.target)?.set(copy.name as RecordName, copy.error);
    },
  };
  const opening = { keys, opener: createOpener({ keys, signal, unusable, isLight: true }) };
  return {
    sweep: async (target) => {
      const badThere = new Map<RecordName, VaultError>();
      bad.set(target, badThere);
      reached.push(target);
      target.named.budget.renew();
      const search = searchPlace(target, opening, { wanted: 'all', reached });
      await search.begin();
      await search.goOn();
      return { target, search, bad: badThere };
    },
  };
}

/** The names of all records that opened, in whichever of the places. */
export function openedNames(swept: readonly Swept[]): Set<RecordName> {
  const opened = swept.flatMap(({ search }) => search.opened());
  return new Set(opened.map(({ holding }) => holding.name));
}

/** The ids of all records that opened, by name: a record keeps its id however often it is sealed again. */
export function openedIds(swept: readonly Swept[]): Map<RecordName, string> {
  const opened = swept.flatMap(({ search }) => search.opened());
  return new Map(opened.map(({ holding, parsed }) => [holding.name, parsed.header.recordId]));
}

/** What was seen of each copy that the place lists. */
export function copiesIn({ target, search, bad }: Swept): Map<RecordName, CopyState> {
  const errors = new Map(bad);
  for (const { holding, error } of search.failed()) {
    if (!errors.has(holding.name)) errors.set(holding.name, error);
  }
  const copies = new Map<RecordName, CopyState>();
  for (const name of target.names) {
    const error = errors.get(name);
    // What was listed and is not there when it is read, is lacking: it was removed meanwhile, or is to come back.
    if (error?.code !== 'NOT_FOUND') copies.set(name, stateBy(error));
  }
  return copies;
}

/** Why the place did not give back a record that it lists, where that may be another time; null for none. */
export function unreadIn({ search, bad }: Swept, tag?: string): VaultError | null {
  const failed = search.failed().map(({ holding, error }) => [holding.name, error] as const);
  const ofPc = [...bad, ...failed].filter(([name]) => {
    return tag === undefined || parseRecordName(name)?.tag === tag;
  });
  const [, error = null] = ofPc.find(([, one]) => isPassing(one)) ?? [];
  return error;
}

/** What is the place's own fault: not that a record is damaged, does not open or was removed meanwhile. */
function isPassing(error: VaultError): boolean {
  return error instanceof TargetError && !['DAMAGED', 'NOT_FOUND'].includes(error.code);
}

function stateBy(error: VaultError | undefined): CopyState {
  if (error === undefined) return 'sound';
  return error.code === 'DAMAGED' ? 'damaged' : 'unread';
}
