// Waiting for places that can be plugged in, such as a stick that lies in a drawer: each is asked now and
// then whether it is there. Nothing is written.
import { VaultError, hint } from '../errors.js';
import { expectedError } from './places/reach.js';
import { type TargetAddress, withOpenTargets } from './places/target-address.js';
import type { VaultRun } from './run.js';

/** How long is waited, and how often is asked. */
export interface AwaitRequest {
  readonly atMostMs: number;
  readonly everyMs: number;
  /** Resolves when that time has passed; rejects with the signal's reason. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** What is done at once for those that are there already, before the others are waited for. */
  readonly meanwhile?: () => Promise<void>;
}

/** How the waiting ended. */
export interface AwaitResult {
  /** Whether any of them was waited for. */
  readonly waited: boolean;
  /** Those that did not appear in time. */
  readonly missing: readonly string[];
}

/** What of a run it needs. */
export type AwaitingRun = Pick<VaultRun, 'targets' | 'listen' | 'signal'> & {
  readonly effects: Pick<VaultRun['effects'], 'now' | 'whereabouts'>;
};

/**
 * Waits until every folder among the places is there. Others (a bucket, a credential store) are not waited
 * for: they are there, or fail for a reason that does not pass by plugging something in.
 * @throws VaultError `UNAVAILABLE` where none of all the places appeared in time
 */
export async function awaitPlaces(run: AwaitingRun, request: AwaitRequest): Promise<AwaitResult> {
  const { targets, listen } = run;
  const absent = await absentOf(targets, run);
  if (absent.length === 0) return { waited: false, missing: [] };
  if (absent.length < targets.length) await request.meanwhile?.();
  listen({ kind: 'awaiting', places: absent.map(({ name }) => name) });
  const missing = (await untilThere(absent, run, request)).map(({ name }) => name);
  if (missing.length === targets.length) throw notInTime(missing, request);
  return { waited: true, missing };
}

/** Those that are still absent when the time is over. */
async function untilThere(
  targets: readonly TargetAddress[],
  run: AwaitingRun,
  { atMostMs, everyMs, sleep }: AwaitRequest,
): Promise<readonly TargetAddress[]> {
  const now = (): number => run.effects.now().getTime();
  const end = now() + atMostMs;
  let absent = targets;
  while (absent.length > 0 && now() < end) {
    await sleep(Math.min(everyMs, end - now()), run.signal);
    absent = await absentOf(absent, run);
  }
  return absent;
}

async function absentOf(
  targets: readonly TargetAddress[],
  run: AwaitingRun,
): Promise<readonly TargetAddress[]> {
  const there = await Promise.all(targets.map((address) => isThere(address, run)));
  return targets.filter((_, i) => there[i] !== true);
}

/**
 * Whether it answers as the place that it should be. It is opened anew each time: one that was silent once
 * is not asked again before it is closed, and nothing keeps a stick from being ejected meanwhile.
 */
async function isThere(address: TargetAddress, run: AwaitingRun): Promise<boolean> {
  const { signal } = run;
  const { folder } = address;
  if (folder === null) return true;
  try {
    const status = await withOpenTargets([address], async ([named]) =>
      named?.target.identify(signal),
    );
    if (status?.placeId != null || status?.lostMark !== undefined) return true;
    return address.initialise !== null && (await canBeMadeIn(folder, run));
  } catch (error) {
    // Whatever it is that keeps it from answering (absent, another stick, locked): it may pass.
    expectedError(error, signal);
    return false;
  }
}

/** Where not even the folder above it is there, the stick is not plugged in. */
async function canBeMadeIn(folder: string, { effects }: AwaitingRun): Promise<boolean> {
  const above = folder.replace(/[^\\/]+[\\/]*$/, '');
  for (const path of [folder, above])
    if ((await effects.whereabouts?.(path))?.isFolder === true) return true;
  return false;
}

function notInTime(names: readonly string[], { atMostMs }: AwaitRequest): VaultError {
  const minutes = Math.round(atMostMs / 60_000);
  const within = minutes === 1 ? 'within a minute' : `within ${minutes} minutes`;
  return new VaultError('UNAVAILABLE', `not there ${within}: ${names.join(', ')}`, {
    hint: hint`This tells what is wrong with it: ${{ do: 'target-test', given: names }}`,
  });
}
