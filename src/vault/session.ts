// A vault opened for writing: reach the targets, choose the vault, unlock it; later store records on
// every target and remember it. Push, add and the recovery code are different things done in between.
import type { CollectWarning } from '../collect/collector.js';
import { type VaultCard, newCard } from '../crypto/card.js';
import type { Cost, DeriveKey, PassphraseKey } from '../crypto/kdf.js';
import { VaultError } from '../errors.js';
import { saltName } from './keyring.js';
import type { NamedTarget } from './named-target.js';
import { type Reach, type ReachedTarget, noneReached, reachTargets } from './reach.js';
import {
  type State,
  type StateStore,
  type VaultState,
  cardOf,
  cardState,
  withVault,
} from './state.js';
import { isOpened } from './opener.js';
import { type RecordToStore, type TargetOutcome, failedOutcome, storeOn } from './store.js';
import { type PassphraseSource, type UnlockedVault, unlockVault } from './unlock.js';
import { chooseVault } from './vault-choice.js';

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
  const state = await options.state.load();
  const wantsNew = options.passphrase.kind === 'generated';
  const { fresh, derive } = await startDerivation(state, options);
  const reach = await reachTargets(options.targets, options.signal);
  if (reach.reached.length === 0) throw noneReached(reach);
  const choice = chooseVault(reach, state, { wantsNew });
  const vault = await unlockVault({ ...options, choice, fresh, derive, reached: reach.reached });
  return { state, reach, vault };
}

/**
 * Starts the derivation that will most likely be needed, while the targets are asked: that of the vault
 * used last, or of a new one. `derive` then gives its result instead of deriving once more.
 */
async function startDerivation(
  state: State,
  { passphrase, derive, cost }: SessionOptions,
): Promise<{ fresh: VaultCard; derive: DeriveKey }> {
  const fresh = await newCard(cost);
  const started = new Map<string, Promise<PassphraseKey>>();
  const deriveOnce: DeriveKey = (bytes, salt, ofCost) => {
    const name = saltName({ ...fresh, salt, cost: ofCost });
    const derived = started.get(name) ?? derive(bytes, salt, ofCost);
    started.set(name, derived);
    return derived;
  };
  const remembered = state.vaults[0];
  const isNew = passphrase.kind === 'generated';
  const likely = isNew ? fresh : remembered === undefined ? null : cardOf(remembered);
  if (likely !== null) {
    const early = passphrase
      .get(isNew ? 'new' : 'existing')
      .then((bytes) => deriveOnce(bytes, likely.salt, likely.cost));
    // Its failure is met again where the key is needed.
    early.catch(() => undefined);
  }
  return { fresh, derive: deriveOnce };
}

/** Brings every target to hold the records, and remembers the vault. In the order of the targets. */
export async function storeInVault(
  session: VaultSession,
  records: readonly RecordToStore[],
  options: SessionOptions,
): Promise<TargetOutcome[]> {
  const outcomes = await storeEverywhere(session, records, options);
  await remember(session, { records, outcomes, options });
  return outcomes;
}

async function storeEverywhere(
  { reach, vault }: VaultSession,
  records: readonly RecordToStore[],
  options: SessionOptions,
): Promise<TargetOutcome[]> {
  const store = async (target: ReachedTarget): Promise<TargetOutcome> => {
    const refused = await foreignTarget(target, vault);
    const outcome =
      refused === null
        ? await storeOn(target, records, options.signal)
        : failedOutcome({ named: target.named, error: refused });
    options.onTarget(outcome);
    return outcome;
  };
  const away = reach.unreached.map(failedOutcome);
  for (const outcome of away) options.onTarget(outcome);
  const outcomes = [...away, ...(await Promise.all(reach.reached.map(store)))];
  return options.targets.flatMap((named) => outcomes.find((one) => one.named === named) ?? []);
}

/**
 * A target whose records do not open fails alone: it is another vault's, or was tampered with. One that
 * was away holds older records; that one of them opens is enough.
 */
async function foreignTarget(
  target: ReachedTarget,
  { byTag, opener }: UnlockedVault,
): Promise<VaultError | null> {
  if (target.names.size === 0) return null;
  for (const holdings of byTag.values()) {
    const newest = holdings.find((holding) => holding.holders.includes(target));
    if (newest !== undefined && isOpened(await opener.open(newest))) return null;
  }
  const { named } = target;
  return new VaultError('WRONG_PASSPHRASE', `the backups in ${named.name} do not open`, {
    hint: 'They are under another passphrase, or of another household. Nothing was written there.',
  });
}

async function remember(
  { state, vault }: VaultSession,
  run: {
    readonly records: readonly RecordToStore[];
    readonly outcomes: readonly TargetOutcome[];
    readonly options: SessionOptions;
  },
): Promise<void> {
  const { records, outcomes, options } = run;
  const stored = outcomes.filter((one) => one.state === 'verified' || one.state === 'unchanged');
  if (stored.length === 0) return;
  const next: VaultState = {
    card: await cardState(vault.card, vault.passphraseKey),
    places: await placesOf(stored, vault.remembered, options.signal),
    machines: mergeMachines(vault.remembered, records),
  };
  try {
    await options.state.save(withVault(state, next, vault.remembered));
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    // The copies are stored; without the state the next push only has to open more of them.
    options.warn({ code: 'state-not-saved', message: error.message, location: 'state.json' });
  }
}

async function placesOf(
  stored: readonly TargetOutcome[],
  remembered: VaultState | null,
  signal: AbortSignal,
): Promise<string[]> {
  const statuses = await Promise.all(stored.map(({ named }) => named.target.probe(signal)));
  const places = statuses.flatMap((status) => status.placeId ?? []);
  return [...new Set([...(remembered?.places ?? []), ...places])];
}

function mergeMachines(
  remembered: VaultState | null,
  records: readonly RecordToStore[],
): VaultState['machines'] {
  const now = records.flatMap((record) => record.machine ?? []);
  const others = (remembered?.machines ?? []).filter(
    (machine) => !now.some((one) => one.tag === machine.tag),
  );
  return [...others, ...now];
}
