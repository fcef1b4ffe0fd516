// A sync, a prune and the forgetting of a PC on the places of a test household.
import { type ForgetRequest, type ForgetResult, forgetPc } from '../../src/vault/forget-pc.js';
import { type PruneRequest, type PruneResult, prune } from '../../src/vault/prune.js';
import { type SyncResult, sync } from '../../src/vault/sync.js';
import type { UnlockExisting } from '../../src/vault/opening/unlock-with.js';
import {
  type RunChanges,
  type TestPc,
  type TestPlace,
  givenPassphrase,
  runOn,
} from './household.js';

interface Changes extends RunChanges {
  readonly unlock?: UnlockExisting;
  readonly isDryRun?: boolean;
}

/** Syncs the places, from this PC. */
export function syncFrom(
  pc: TestPc,
  places: readonly TestPlace[],
  { unlock = givenPassphrase(), isDryRun = false, ...changes }: Changes = {},
): Promise<SyncResult> {
  return sync({ ...runOn(pc, places, changes), isDryRun }, { unlock });
}

/** Prunes the places, with a yes unless told. */
export function pruneFrom(
  pc: TestPc,
  places: readonly TestPlace[],
  changes: Changes & Partial<Omit<PruneRequest, 'unlock'>> = {},
): Promise<PruneResult> {
  const { unlock = givenPassphrase(), isDryRun = false, ...rest } = changes;
  const { keep = 2, machine = null, confirm = () => Promise.resolve(), ...run } = rest;
  return prune({ ...runOn(pc, places, run), isDryRun }, { unlock, keep, machine, confirm });
}

/** Forgets a PC, with a yes unless told. */
export function forgetFrom(
  pc: TestPc,
  places: readonly TestPlace[],
  changes: Changes & Pick<ForgetRequest, 'machine'> & Partial<Omit<ForgetRequest, 'unlock'>>,
): Promise<ForgetResult> {
  const { unlock = givenPassphrase(), isDryRun = false, machine, ...rest } = changes;
  const { confirm = () => Promise.resolve(), ...run } = rest;
  return forgetPc({ ...runOn(pc, places, run), isDryRun }, { unlock, machine, confirm });
}
