// A vault opened for writing: reach the targets, choose the vault, unlock it; later store records on
// every target and remember it. Push, add and the recovery code are different things done in between.
import type { CollectWarning } from '../record/warning.js';
import type { Cost, DeriveKey } from '../crypto/kdf.js';
import { VaultError } from '../errors.js';
import { startDerivation } from './opening/early-derivation.js';
import { refusalOf } from './places/foreign.js';
import type { NamedTarget } from './places/named-target.js';
import { mapParallel } from './places/parallel.js';
import {
  type Reach,
  type ReachedTarget,
  type UnreachedTarget,
  expectedError,
  noneReached,
  reachTargets,
} from './places/reach.js';
import { remember } from './memory/remember.js';
import type { State, StateStore } from './memory/state.js';
import {
  type RecordToStore,
  type TargetOutcome,
  failedOutcome,
  keepNewest,
  storeOn,
} from './places/store.js';
import { type PassphraseSource, type UnlockedVault, unlockVault } from './opening/unlock.js';
import { checkStillEmpty, chooseVault } from './memory/vault-choice.js';

export interface SessionOptions {
  readonly targets: readonly NamedTarget[];
  readonly passphrase: PassphraseSource;
  readonly state: StateStore;
  readonly derive: DeriveKey;
  /** The cost of a new vault. */
  readonly cost: Cost;
  readonly signal: AbortSignal;
  /** Told of each target as it finishes. */
  readonly onTarget: (outcome: TargetOutcome) => void;
  readonly warn: (warning: CollectWarning) => void;
}

/** The vault, unlocked, and the targets that answered. */
export interface VaultSession {
  readonly state: State;
  readonly reach: Reach;
  readonly vault: UnlockedVault;
}

/**
 * Opens the vault that the targets belong to.
 * @throws VaultError `NO_TARGET_REACHED`, `VAULT_EXISTS`, `WRONG_PASSPHRASE`, ...
 */
export async function openSession(options: SessionOptions): Promise<VaultSession> {
  const passphrase = askedOnce(options.passphrase);
  const state = await options.state.load();
  const early = await startDerivation(state, { ...options, passphrase });
  const reach = withoutUnmade(await reachTargets(options.targets, options.signal));
  if (reach.reached.length === 0) throw noneReached(reach);
  const choice = chooseVault(reach, state, { wantsNew: passphrase.kind === 'generated' });
  const { reached } = reach;
  const vault = await unlockVault({ ...options, ...early, passphrase, choice, reached });
  return { state, reach, vault };
}

function askedOnce({ kind, ...source }: PassphraseSource): PassphraseSource {
  let asked: Promise<Uint8Array> | null = null;
  return { kind, get: (purpose) => (asked ??= source.get(purpose)) };
}

/**
 * Brings every target to hold the records, and remembers the vault. In the order of the targets.
 * @throws VaultError `VAULT_EXISTS` when another PC made a vault there since the session was opened.
 */
export async function storeInVault(
  session: VaultSession,
  records: readonly RecordToStore[],
  options: SessionOptions,
): Promise<TargetOutcome[]> {
  const { reach, vault } = session;
  if (vault.isNew) checkStillEmpty(await reachTargets(options.targets, options.signal));
  const away = reach.unreached.map(failedOutcome);
  for (const outcome of away) options.onTarget(outcome);
  const { reached } = reach;
  const stored = await mapParallel(reached, reached.length, async (target) => {
    const outcome = await storeUnlessForeign(target, vault, { records, signal: options.signal });
    options.onTarget(outcome);
    if (outcome.error === null) await tidy(target, records, options);
    return outcome;
  });
  const all = [...away, ...stored];
  const outcomes = options.targets.flatMap((named) => all.find((one) => one.named === named) ?? []);
  await remember(session, { records, outcomes, options });
  if (vault.isNew) await warnOfTwin(records, options);
  return outcomes;
}

/**
 * Two PCs that make a vault in one place within the same moment both pass the look before. Of both at
 * least the later one sees the other's record now.
 */
async function warnOfTwin(
  records: readonly RecordToStore[],
  { targets, signal, warn }: SessionOptions,
): Promise<void> {
  const own = new Set(records.map((record) => record.name));
  const { reached } = await reachTargets(targets, signal);
  for (const { named, names } of reached) {
    if ([...names].every((name) => own.has(name))) continue;
    const message =
      'another PC made its first backup here at the same moment. If it has another passphrase, keep both: the backups of each PC open with its own';
    warn({ code: 'two-vaults', message, location: named.name });
  }
}

/** The backup is stored: what cannot be tidied up after it is told, and no failure. */
async function tidy(
  target: ReachedTarget,
  records: readonly RecordToStore[],
  { signal, warn }: SessionOptions,
): Promise<void> {
  try {
    for (const record of records) await keepNewest(target, record, signal);
  } catch (error) {
    const { message } = expectedError(error, signal);
    warn({ code: 'older-not-removed', message, location: target.named.name });
  }
}

async function storeUnlessForeign(
  target: ReachedTarget,
  vault: UnlockedVault,
  { records, signal }: { records: readonly RecordToStore[]; signal: AbortSignal },
): Promise<TargetOutcome> {
  const refused = refusalOf(target, vault);
  if (refused !== null) return failedOutcome({ named: target.named, error: refused });
  return storeOn(target, records, signal);
}

/** A place of the config that was never set up is none: a push initialises only places given ad hoc. */
function withoutUnmade({ reached, unreached }: Reach): Reach {
  const isMade = ({ named, status }: ReachedTarget): boolean =>
    status.placeId !== null || named.initialise !== null;
  const unmade = reached.filter((target) => !isMade(target)).map(({ named }) => notSetUp(named));
  return { reached: reached.filter(isMade), unreached: [...unreached, ...unmade] };
}

function notSetUp(named: NamedTarget): UnreachedTarget {
  const error = new VaultError('WRONG_TARGET', `${named.name} was never set up as a place`, {
    hint: 'Is it the right stick or folder? `vault target add` sets a place up.',
  });
  return { named, error };
}
