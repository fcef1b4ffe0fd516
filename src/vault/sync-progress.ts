// How far a sync has come in one place, and what that is in the end.
import type { VaultError } from '../errors.js';
import type { RecordName } from '../record/name.js';
import { type Swept, copiesIn, unreadIn } from './opening/sweep.js';
import type { Brought } from './places/bring.js';
import type { CopyState, Needs } from './planning/sync-plan.js';
import type { SyncOutcome } from './upkeep-outcome.js';

/** How far one place has come. */
export interface Progress {
  readonly stored: Set<RecordName>;
  readonly healed: Set<RecordName>;
  /** Of the first look. */
  readonly there: number;
  error: VaultError | null;
  /** Whether it failed when something was stored: it is not tried again in this run. */
  isBroken: boolean;
}

/** Of the first look. */
export function newProgress({ there }: Needs): Progress {
  return { stored: new Set(), healed: new Set(), there, error: null, isBroken: false };
}

/** Counts what was brought. */
export function take(progress: Progress, { stored, healed, error }: Brought): void {
  for (const name of stored) progress.stored.add(name);
  for (const name of healed) progress.healed.add(name);
  progress.error = error;
  progress.isBroken = error !== null;
}

/** What was seen of the copies there, and what was stored since. */
export function copiesNow(one: Swept, progress: Progress | undefined): Map<RecordName, CopyState> {
  const copies = copiesIn(one);
  if (progress === undefined) return copies;
  for (const name of [...progress.stored, ...progress.healed]) copies.set(name, 'sound');
  return copies;
}

/** Of a place that did not answer. */
export function failed(target: string, error: VaultError): SyncOutcome {
  return { target, state: 'failed', stored: 0, healed: 0, resealed: 0, there: 0, error };
}

/** How it ended for a place that did. */
export function outcomeOf(
  swept: Swept,
  progress: Progress | undefined,
  isDryRun: boolean,
): SyncOutcome {
  const { named, status } = swept.target;
  const stored = progress?.stored.size ?? 0;
  const healed = progress?.healed.size ?? 0;
  const counts = { target: named.name, stored, healed, resealed: 0, there: progress?.there ?? 0 };
  const error = progress?.error ?? unreadIn(swept);
  if (error !== null) return { ...counts, state: 'failed', error };
  if (stored + healed > 0) return { ...counts, state: isDryRun ? 'would-sync' : 'synced', error };
  return { ...counts, state: status.traits.space === 'scarce' ? 'gives-only' : 'unchanged', error };
}
