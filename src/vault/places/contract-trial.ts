// Holding a place to its whole contract (targets/target.ts) on records of our own that mean nothing: what was
// stored is read, listed and removed again, and is not replaced by other bytes. What a run that was killed
// left behind is removed first.
import { sameBytes } from '../../bytes.js';
import type { Sealed } from '../../crypto/seal.js';
import type { VaultError } from '../../errors.js';
import type { RecordName } from '../../record/name.js';
import { type Target, TargetError } from '../../targets/target.js';
import type { VaultEffects } from '../run.js';
import { isProbeName, probeRecord } from './probe-record.js';
import { expectedError } from './reach.js';

/** Each part of the contract that is tried, and what a place that breaks it does. */
export const contractFaults = {
  put: 'it does not take a backup',
  'read-after-write': 'what was stored a moment ago does not come back as it was',
  list: 'what was stored a moment ago is not listed',
  'put-again': 'it does not take the same backup twice, which a push after a broken one needs',
  conditional:
    'it replaces a backup by other bytes of the same name, so a slip or a stranger can destroy one',
  size: 'it does not take a backup of the size that it should',
  remove: 'what was removed is still there',
} as const;

/** A part of the contract. */
export type ContractPart = keyof typeof contractFaults;

/** How a place keeps it. */
export interface ContractTrial {
  readonly faults: readonly { readonly part: ContractPart; readonly why: VaultError | null }[];
  /** Nothing was written: it gives no right to remove, and the trial would stay there for ever. */
  readonly isPutOnly: boolean;
}

/** What the trial is made with. */
export type TrialEffects = Pick<VaultEffects, 'cost' | 'now' | 'tool'>;

/** More than any household has had; a place that takes less says so. */
const largeBytes = 96 * 1024;

/** Tries it. Throws only for an abort or an error that nobody expected. */
export async function tryContract(
  target: Target,
  maxRecordBytes: number,
  effects: TrialEffects,
  signal: AbortSignal,
): Promise<ContractTrial> {
  const options = { cost: effects.cost, now: effects.now(), tool: effects.tool };
  const small = await probeRecord(16, options);
  const other = await probeRecord(16, options);
  // A record is larger than what it holds; what it may be, less than that.
  const large = await probeRecord(Math.min(largeBytes, Math.floor(maxRecordBytes / 4)), options);
  if (!(await mayRemove(target, small.name, signal))) return { faults: [], isPutOnly: true };
  const faults: ContractTrial['faults'][number][] = [];
  const tried = async (part: ContractPart, work: () => Promise<boolean>): Promise<boolean> => {
    const why = await failureOf(work, signal);
    if (why !== 'kept') faults.push({ part, why });
    return why === 'kept';
  };
  try {
    await clearLeftovers(target, signal);
    const isStored = await tried('put', () => stored(target, small, signal));
    if (isStored) {
      await tried('read-after-write', () => comesBack(target, small, signal));
      await tried('list', () => isListed(target, small.name, signal));
      await tried('put-again', () => stored(target, small, signal));
      await tried('conditional', () => keepsItsOwn(target, small, other, signal));
      await tried('size', async () => {
        await target.put(large.name, large.record, signal);
        return comesBack(target, large, signal);
      });
    }
  } finally {
    // An interruption, too, leaves nothing behind; the signal is aborted by then.
    const isGone = await removed(target, [small.name, large.name]);
    if (!isGone) faults.push({ part: 'remove', why: null });
  }
  return { faults, isPutOnly: false };
}

/** What keeps a part: nothing, an error, or another outcome than it should have. */
async function failureOf(
  work: () => Promise<boolean>,
  signal: AbortSignal,
): Promise<'kept' | VaultError | null> {
  try {
    return (await work()) ? 'kept' : null;
  } catch (error) {
    return expectedError(error, signal);
  }
}

/** Removing what is not there is no error, unless nothing may be removed. */
async function mayRemove(target: Target, name: RecordName, signal: AbortSignal): Promise<boolean> {
  try {
    await target.remove(name, signal);
    return true;
  } catch (error) {
    if (expectedError(error, signal).code === 'DENIED') return false;
    throw error;
  }
}

async function clearLeftovers(target: Target, signal: AbortSignal): Promise<void> {
  for (const name of (await namesIn(target, signal)).filter(isProbeName))
    await target.remove(name, signal);
}

async function stored(
  target: Target,
  { name, record }: Sealed,
  signal: AbortSignal,
): Promise<boolean> {
  await target.put(name, record, signal);
  return true;
}

async function comesBack(
  target: Target,
  { name, record }: Sealed,
  signal: AbortSignal,
): Promise<boolean> {
  return sameBytes(await target.get(name, signal), record);
}

async function isListed(target: Target, name: RecordName, signal: AbortSignal): Promise<boolean> {
  return (await namesIn(target, signal)).includes(name);
}

/** Whether other bytes under the name are refused, and the first ones still there. */
async function keepsItsOwn(
  target: Target,
  own: Sealed,
  other: Sealed,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    await target.put(own.name, other.record, signal);
    return false;
  } catch (error) {
    if (!(error instanceof TargetError && error.code === 'CONFLICT')) throw error;
  }
  return comesBack(target, own, signal);
}

/** Whether they are gone. It is done whatever came before, an interruption too. */
async function removed(target: Target, names: readonly RecordName[]): Promise<boolean> {
  const anyway = new AbortController().signal;
  try {
    for (const name of names) await target.remove(name, anyway);
    const left = await namesIn(target, anyway);
    return !names.some((name) => left.includes(name));
  } catch (error) {
    expectedError(error, anyway);
    return false;
  }
}

async function namesIn(target: Target, signal: AbortSignal): Promise<RecordName[]> {
  const names: RecordName[] = [];
  for await (const name of target.list(signal)) names.push(name);
  return names;
}
