// A sync, a prune and the forgetting of a PC on the places of a test household.
import {
  type ChangeRequest,
  type ChangeResult,
  changePassphrase,
} from '../../src/vault/change-passphrase.js';
import { type ForgetRequest, type ForgetResult, forgetPc } from '../../src/vault/forget-pc.js';
import { type PruneRequest, type PruneResult, prune } from '../../src/vault/prune.js';
import type { EarlierPassphrase } from '../../src/vault/earlier-passphrase.js';
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
  {
    unlock = givenPassphrase(),
    isDryRun = false,
    earlier = null,
    into,
    ...changes
  }: Changes & { readonly earlier?: EarlierPassphrase | null; readonly into?: string } = {},
): Promise<SyncResult> {
  const given = into === undefined ? {} : { into };
  return sync({ ...runOn(pc, places, changes), isDryRun }, { unlock, earlier, ...given });
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

/** Changes the passphrase, to `next` unless told. */
export function changeFrom(
  pc: TestPc,
  places: readonly TestPlace[],
  changes: Changes & Partial<Omit<ChangeRequest, 'unlock'>> = {},
): Promise<ChangeResult> {
  const { unlock = givenPassphrase(), isDryRun = false, ...rest } = changes;
  const { next = givenPassphrase('next'), sharing = null, ...others } = rest;
  const { keptCode = () => Promise.resolve(null), ...run } = others;
  const request = { unlock, next, keptCode, sharing };
  return changePassphrase({ ...runOn(pc, places, run), isDryRun }, request);
}
