// The push: collect, unlock, plan, store, remember. Collecting goes on while the targets are asked and
// the passphrase key is derived. Nothing is written before keys were found and the vault was unlocked.
import type { CollectWarning, Collection, Finding } from '../collect/collector.js';
import type { Cost, DeriveKey } from '../crypto/kdf.js';
import { VaultError } from '../errors.js';
import type { RecordContent } from '../record/schema.js';
import type { NamedTarget } from './named-target.js';
import { type PlanOptions, type PlannedRecord, planRecord } from './push-plan.js';
import { type Reach, type ReachedTarget, noneReached, reachTargets } from './reach.js';
import { type HoldingPlace, isSafe } from './safety.js';
import { type State, type StateStore, type VaultState, cardState, withVault } from './state.js';
import { type TargetOutcome, failedOutcome, storeOn } from './store.js';
import { type PassphraseSource, type UnlockedVault, unlockVault } from './unlock.js';
import { chooseVault } from './vault-choice.js';

export interface PushOptions extends Pick<PlanOptions, 'force' | 'minimumCost' | 'askWhichPc'> {
  readonly targets: readonly NamedTarget[];
  readonly collect: () => Promise<Collection>;
  readonly passphrase: PassphraseSource;
  readonly state: StateStore;
  readonly derive: DeriveKey;
  /** The cost of a new vault. */
  readonly cost: Cost;
  readonly now: Date;
  readonly newTag: () => Promise<string>;
  readonly tool: RecordContent['tool'];
  readonly signal: AbortSignal;
  /** Told of everything that was found. */
  readonly onCollected: (collection: Collection) => void;
  /** Told before the first byte is written: the last moment to show a new passphrase. */
  readonly onReady: (vault: { readonly isNew: boolean }) => Promise<void>;
  /** Told of each target as it finishes. */
  readonly onTarget: (outcome: TargetOutcome) => void;
  readonly warn: (warning: CollectWarning) => void;
}

export interface PushResult {
  readonly records: readonly PlannedRecord[];
  readonly outcomes: readonly TargetOutcome[];
  /** Whether a verified copy outlives what the backup is for. */
  readonly safe: boolean;
  readonly isNewVault: boolean;
}

/**
 * Pushes what is found to every target.
 * @throws VaultError when nothing can be stored anywhere for one reason (no key, no vault, wrong
 *   passphrase); what fails at a single target is in the result.
 */
export async function push(options: PushOptions): Promise<PushResult> {
  return options.state.exclusively(async () => {
    const state = await options.state.load();
    const [findings, { reach, vault }] = await Promise.all([
      collectFindings(options),
      reachAndUnlock(state, options),
    ]);
    const records: PlannedRecord[] = [];
    for (const finding of findings) {
      records.push(await planRecord(finding, { ...options, vault }));
    }
    await options.onReady(vault);
    const outcomes = await storeEverywhere(reach, vault, { records, options });
    await remember(state, vault, { records, outcomes, options });
    const safe = isSafe(findings, holdingPlaces(reach.reached, outcomes));
    return { records, outcomes, safe, isNewVault: vault.isNew };
  }, options.signal);
}

async function collectFindings({ collect, onCollected, warn }: PushOptions): Promise<Finding[]> {
  const collection = await collect();
  for (const warning of collection.warnings) warn(warning);
  onCollected(collection);
  const licences = collection.findings.flatMap((finding) => finding.snapshot.licences);
  if (licences.every((licence) => licence.lastFive === null)) throw noProductKey(licences.length);
  return collection.findings.filter((finding) => finding.snapshot.licences.length > 0);
}

async function reachAndUnlock(
  state: State,
  options: PushOptions,
): Promise<{ reach: Reach; vault: UnlockedVault }> {
  const reach = await reachTargets(options.targets, options.signal);
  if (reach.reached.length === 0) throw noneReached(reach);
  const wantsNew = options.passphrase.kind === 'generated';
  const choice = chooseVault(reach, state, { wantsNew });
  const vault = await unlockVault({ ...options, choice, reached: reach.reached });
  return { reach, vault };
}

async function storeEverywhere(
  { reached, unreached }: Reach,
  vault: UnlockedVault,
  { records, options }: { records: readonly PlannedRecord[]; options: PushOptions },
): Promise<TargetOutcome[]> {
  const store = async (target: ReachedTarget): Promise<TargetOutcome> => {
    const refused = foreignTarget(target, vault);
    const outcome =
      refused === null
        ? await storeOn(target, records, options.signal)
        : failedOutcome({ named: target.named, error: refused });
    options.onTarget(outcome);
    return outcome;
  };
  const away = unreached.map(failedOutcome);
  for (const outcome of away) options.onTarget(outcome);
  const outcomes = [...away, ...(await Promise.all(reached.map(store)))];
  return options.targets.flatMap((named) => outcomes.find((one) => one.named === named) ?? []);
}

/** A target whose records do not open fails alone: it is another vault's, or was tampered with. */
function foreignTarget(target: ReachedTarget, vault: UnlockedVault): VaultError | null {
  const opens = vault.newest.some((record) => record.holding.holders.includes(target));
  if (target.names.size === 0 || opens) return null;
  const { named } = target;
  return new VaultError('WRONG_PASSPHRASE', `the backups in ${named.name} do not open`, {
    hint: 'They are under another passphrase, or of another household. Nothing was written there.',
  });
}

async function remember(
  state: State,
  vault: UnlockedVault,
  {
    records,
    outcomes,
    options,
  }: {
    records: readonly PlannedRecord[];
    outcomes: readonly TargetOutcome[];
    options: PushOptions;
  },
): Promise<void> {
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
  records: readonly PlannedRecord[],
): VaultState['machines'] {
  const now = records.map((record) => record.machine);
  const others = (remembered?.machines ?? []).filter(
    (machine) => !now.some((one) => one.tag === machine.tag),
  );
  return [...others, ...now];
}

function holdingPlaces(
  reached: readonly ReachedTarget[],
  outcomes: readonly TargetOutcome[],
): HoldingPlace[] {
  return reached.flatMap(({ named, status }) => {
    const state = outcomes.find((outcome) => outcome.named === named)?.state;
    if (state !== 'verified' && state !== 'unchanged') return [];
    return [{ status, folder: named.folder }];
  });
}

function noProductKey(licences: number): VaultError {
  return new VaultError('NO_PRODUCT_KEY', 'no product key was found, so nothing was stored', {
    hint:
      licences === 0
        ? 'Look at `vault collect`: it says what was read. Another disk or export is named with --from.'
        : 'The keys there were erased, as PCs of an organisation do; ask whoever manages the PC.',
  });
}
