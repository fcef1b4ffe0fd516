// The passphrase key kept on this PC, so that nobody is asked: never the passphrase itself. It goes with a
// reinstall, so it is kept only for somebody who has what opens the backups then.
import { toHex } from '../bytes.js';
import { VaultError, hint } from '../errors.js';
import { type Warning, warning } from '../record/warning.js';
import type { KeptKey, KeyKeeper } from './memory/key-keeper.js';
import type { State } from './memory/state.js';
import type { ByRecoveryCode, OwnPassphrase } from './opening/unlock-with.js';
import { nothingToOpen } from './opening/unlock-refusals.js';
import type { UnlockedVault } from './opening/unlock.js';
import { type VaultRun, warnBy, withWarnings } from './run.js';
import { forBackups, inSession } from './session.js';

export interface RememberRequest {
  /** What will open the backups after a reinstall, too: it opens them now. */
  readonly unlock: OwnPassphrase | ByRecoveryCode;
  /** Asked right before the key is kept. What it throws ends it, and nothing is kept. */
  readonly confirm: (signal: AbortSignal) => Promise<void>;
}

export interface RememberResult {
  /** Whether a recovery code opens the backups as well. */
  readonly hasRecoveryCode: boolean;
  readonly warnings: readonly Warning[];
}

/**
 * Keeps the key of these backups on this PC, once what was given has opened one of them.
 * @throws VaultError as a push does; `NO_RECORD` where there is no backup; why it cannot be kept.
 */
export async function rememberKey(
  listened: VaultRun,
  { unlock, confirm }: RememberRequest,
): Promise<RememberResult> {
  const { run, warnings } = withWarnings(listened);
  return inSession(forBackups(run), unlock, async ({ vault, state }) => {
    if (vault.newest.length === 0) throw nothingToOpen();
    await confirm(run.signal);
    await keeperOf(run).keep(keyOf(vault), run.signal);
    await run.effects.state.save({ ...state, kept: toHex(vault.card.salt) });
    return { hasRecoveryCode: vault.card.recoverySlot !== null, warnings };
  });
}

/** Drops the key that is kept on this PC. Needs no place. */
export async function dropKey({ effects, signal }: VaultRun): Promise<void> {
  const run = { effects, signal };
  await effects.state.exclusively(async () => {
    await keeperOf(run).drop(signal);
    await effects.state.save(withoutKept(await effects.state.load()));
  }, signal);
}

/**
 * After a change: the key that is kept here is replaced by the one of now. Where that fails it is dropped, for
 * it opens nothing any more.
 */
export async function renewKept(
  before: UnlockedVault,
  vault: UnlockedVault,
  run: VaultRun,
): Promise<void> {
  const { effects, signal } = run;
  const state = await effects.state.load();
  if (effects.keeper === undefined || state.kept !== toHex(before.card.salt)) return;
  let isKept = true;
  try {
    await effects.keeper.keep(keyOf(vault), signal);
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    isKept = false;
    const message = `the passphrase is asked for again from now on: ${error.message}`;
    const next = hint`To have this PC remember it again: ${{ do: 'passphrase-remember' }}`;
    warnBy(run)(warning('key-not-kept', message, 'credential store', { hint: next }));
  }
  const kept = toHex(vault.card.salt);
  try {
    await effects.state.save(isKept ? { ...state, kept } : withoutKept(state));
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    warnBy(run)(warning('state-not-saved', error.message, 'state.json'));
  }
}

function withoutKept(state: State): State {
  const next = { ...state };
  delete next.kept;
  return next;
}

function keyOf({ card: { salt, cost }, passphraseKey }: UnlockedVault): KeptKey {
  return { salt, cost, passphraseKey };
}

function keeperOf({ effects }: Pick<VaultRun, 'effects'>): KeyKeeper {
  if (effects.keeper !== undefined) return effects.keeper;
  throw new VaultError('FAILURE', 'no key can be kept here');
}
