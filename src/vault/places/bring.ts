// Bringing a place what it lacks out of the others, a record at a time: its bytes are fetched when they are
// stored, and no longer held than that. What a giver cannot give is no fault of the place.
import { parseSealedRecord } from '../../crypto/inspect.js';
import { VaultError } from '../../errors.js';
import type { RecordName } from '../../record/name.js';
import type { SealedRecord } from '../../record/sealed-record.js';
import type { Needs } from '../planning/sync-plan.js';
import { mapParallel } from './parallel.js';
import { type ReachedTarget, expectedError } from './reach.js';
import { ensure } from './store.js';

/** How many records are on their way to one place at once. */
const atOnce = 4;

/** What became of a place's needs. */
export interface Brought {
  readonly stored: readonly RecordName[];
  readonly healed: readonly RecordName[];
  /** Why it did not get all: the place's own error before one of those that give. */
  readonly error: VaultError | null;
}

/**
 * Brings the place what it needs, until the place itself fails. A copy that is there is replaced only where
 * its bytes, read once more, are not those of its name.
 * @param giversOf the places that have a sound copy, in the order in which they are asked.
 */
export async function bring(
  target: ReachedTarget,
  { lacks, damaged }: Pick<Needs, 'lacks' | 'damaged'>,
  {
    giversOf,
    signal,
  }: {
    readonly giversOf: (name: RecordName) => readonly ReachedTarget[];
    readonly signal: AbortSignal;
  },
): Promise<Brought> {
  const stored: RecordName[] = [];
  const healed: RecordName[] = [];
  let ownError: VaultError | null = null;
  let giverError: VaultError | null = null;
  const bringOne = async (name: RecordName, done: RecordName[]): Promise<void> => {
    const record = await fetchFrom(giversOf(name), name, signal);
    if (record instanceof VaultError) {
      giverError ??= record;
      return;
    }
    if (await ensure(target, { name, record }, signal)) done.push(name);
  };
  const needs = [
    ...damaged.map((name) => ({ name, done: healed })),
    ...lacks.map((name) => ({ name, done: stored })),
  ];
  const given = async ({ name, done }: (typeof needs)[number]): Promise<void> => {
    if (ownError !== null) return;
    try {
      await bringOne(name, done);
    } catch (error) {
      ownError ??= expectedError(error, signal);
    }
  };
  try {
    if (needs.length > 0) await prepare(target, signal);
  } catch (error) {
    ownError = expectedError(error, signal);
  }
  await mapParallel(needs, atOnce, given);
  return { stored, healed, error: ownError ?? giverError };
}

/** A new place is set up, and one that lost its mark gets it back, as by a push. */
async function prepare({ named, status }: ReachedTarget, signal: AbortSignal): Promise<void> {
  if (status.placeId === null) await named.initialise?.(signal);
  else if (status.lostMark !== undefined) await named.markAgain?.(signal);
}

/** The record's bytes, held against its name; why no giver has them, where none does. */
async function fetchFrom(
  givers: readonly ReachedTarget[],
  name: RecordName,
  signal: AbortSignal,
): Promise<SealedRecord | VaultError> {
  let first: VaultError | null = null;
  for (const { named } of givers) {
    try {
      return (await parseSealedRecord(await named.target.get(name, signal), { name })).record;
    } catch (error) {
      const { code, message } = expectedError(error, signal);
      first ??= new VaultError(code, `a backup could not be read from ${named.name}: ${message}`);
    }
  }
  return first ?? new VaultError('NOT_FOUND', 'no place holds a backup any more that was there');
}
