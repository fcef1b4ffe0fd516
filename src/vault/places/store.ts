// Storing the planned records on every target at once. Each target succeeds or fails for itself.
import { sameBytes, toHex } from '../../bytes.js';
import { sha256 } from '../../crypto/sodium.js';
import { VaultError, hint } from '../../errors.js';
import type { NamedTarget } from './target-address.js';
import { type RecordName, parseRecordName } from '../../record/name.js';
import type { SealedRecord } from '../../record/sealed-record.js';
import type { MachineState } from '../memory/state.js';
import type { SnapshotSource } from './safety.js';
import type { TargetStatus } from '../../targets/target.js';
import { type ReachedTarget, type UnreachedTarget, expectedError } from './reach.js';

/** A sealed record that every target should hold. */
export interface RecordToStore {
  readonly name: RecordName;
  readonly record: SealedRecord;
  /** What the state remembers of the PC once the record is stored; null to leave that as it is. */
  readonly machine: MachineState | null;
  /** Where a push found what it says; for what else is stored it is not told. */
  readonly source?: SnapshotSource;
}

/** How it ended for one target. */
export interface TargetOutcome {
  /** What the user calls it. */
  readonly target: string;
  /**
   * `verified`: written and read back. `unchanged`: the copies that were there were read and are good; in a
   * dry run, they are there. `would-store`: a dry run would have written.
   */
  readonly state: 'verified' | 'unchanged' | 'would-store' | 'failed';
  readonly error: VaultError | null;
  /** The push made the place there. */
  readonly isNewPlace?: true;
  /** The size of what it now holds of this push, in bytes. */
  readonly bytes: number;
  readonly ms: number;
}

/** The outcome, beside the target that it is of. */
export interface StoredOn {
  readonly named: NamedTarget;
  /** What it is; null for one that did not answer or must not be written to. */
  readonly status: TargetStatus | null;
  readonly outcome: TargetOutcome;
}

/** The outcome for a target that could not be asked or that must not be written to. */
export function failedOutcome({ named, error }: UnreachedTarget): StoredOn {
  const outcome = { target: named.name, state: 'failed', error, bytes: 0, ms: 0 } as const;
  return { named, status: null, outcome };
}

/** Brings a target to hold every planned record. Never throws for what is the target's fault. */
export async function storeOn(
  target: ReachedTarget,
  records: readonly RecordToStore[],
  signal: AbortSignal,
): Promise<StoredOn> {
  const started = performance.now();
  const { named, status } = target;
  const outcome = (rest: Pick<TargetOutcome, 'state' | 'error' | 'bytes'>): StoredOn => {
    const ms = Math.round(performance.now() - started);
    const made = status.placeId === null && rest.state === 'verified';
    const news = made ? { isNewPlace: true as const } : {};
    return { named, status, outcome: { target: named.name, ...rest, ...news, ms } };
  };
  try {
    if (status.placeId === null) await named.initialise?.(signal);
    else if (status.lostMark !== undefined) await named.markAgain?.(signal);
    let written = false;
    for (const record of records) written = (await ensure(target, record, signal)) || written;
    const bytes = records.reduce((sum, { record }) => sum + record.length, 0);
    return outcome({ state: written ? 'verified' : 'unchanged', error: null, bytes });
  } catch (error) {
    return outcome({ state: 'failed', error: expectedError(error, signal), bytes: 0 });
  }
}

/**
 * Whether the record had to be written. A copy that is there is read and compared, and replaced where its
 * bytes are not those of its name. @throws what the target throws
 */
export async function ensure(
  { named, names }: Pick<ReachedTarget, 'named' | 'names'>,
  { name, record }: Pick<RecordToStore, 'name' | 'record'>,
  signal: AbortSignal,
): Promise<boolean> {
  if (!names.has(name)) {
    await named.target.put(name, record, signal);
    return true;
  }
  const there = await wholeOrNull(named, name, signal);
  if (there !== null && sameBytes(there, record)) return false;
  if (there === null || !(await fitsName(there, name))) {
    await putInPlace(named, { name, record }, signal);
    return true;
  }
  throw new VaultError('DAMAGED', `the backup in ${named.name} was damaged since it was stored`, {
    hint: hint`Push with ${{ tell: 'force' }} to store a fresh one beside it.`,
  });
}

/**
 * Only what is not the record that its name says is ever replaced, and in one step: another run may have mended
 * it meanwhile. Where there is no room for both, what opens nothing goes first, looked at once more. A run that
 * ends between the two loses nothing: the place then shows that it lacks the record.
 */
async function putInPlace(
  named: NamedTarget,
  { name, record }: Pick<RecordToStore, 'name' | 'record'>,
  signal: AbortSignal,
): Promise<void> {
  try {
    await named.target.put(name, record, signal);
  } catch (error) {
    if (expectedError(error, signal).code !== 'FULL') throw error;
    const there = await wholeOrNull(named, name, signal);
    if (there !== null && (await fitsName(there, name))) return;
    await named.target.remove(name, signal);
    await named.target.put(name, record, signal);
  }
}

/** The bytes; null where the place itself finds them damaged, or another run has just removed them. */
async function wholeOrNull(
  { target }: NamedTarget,
  name: RecordName,
  signal: AbortSignal,
): Promise<Uint8Array | null> {
  try {
    return await target.get(name, signal);
  } catch (error) {
    if (!['DAMAGED', 'NOT_FOUND'].includes(expectedError(error, signal).code)) throw error;
    return null;
  }
}

/** Whether these are the bytes that the name was made from. */
export async function fitsName(bytes: Uint8Array, name: RecordName): Promise<boolean> {
  return toHex((await sha256(bytes)).subarray(0, 16)) === parseRecordName(name)?.digest;
}

/** How many records of a PC a place with scarce room keeps. */
const keptWhereScarce = 2;

/**
 * In a place with scarce room: removes the PC's older records, of those that were opened and whose
 * licences this record carries on. What was not opened is never removed. A place that does not say how
 * much room it has keeps everything.
 */
export async function keepNewest(
  { named, names, status }: ReachedTarget,
  { name, machine }: RecordToStore,
  signal: AbortSignal,
): Promise<void> {
  if (status.traits.space !== 'scarce' || machine === null) return;
  const opened = [...names].filter((other) => other !== name && machine.folded.includes(other));
  const older = opened
    .sort()
    .reverse()
    .slice(keptWhereScarce - 1);
  for (const old of older) await named.target.remove(old, signal);
}
