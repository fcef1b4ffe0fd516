// The push: collect, unlock, plan, store, remember. Collecting goes on while the targets are asked and
// the passphrase key is derived. Nothing is written before keys were found and the vault was unlocked.
import type { Collection, Finding } from '../collect/collector.js';
import type { RecoveryCode } from '../crypto/recovery-code.js';
import { VaultError } from '../errors.js';
import type { RecordContent } from '../record/schema.js';
import { type PlanOptions, type PlannedRecord, planRecord } from './push-plan.js';
import type { ReachedTarget } from './reach.js';
import { withRecoveryCode } from './recovery.js';
import { type HoldingPlace, isSafe } from './safety.js';
import { type SessionOptions, openSession, storeInVault } from './session.js';
import type { TargetOutcome } from './store.js';
import type { UnlockedVault } from './unlock.js';

export interface PushOptions
  extends SessionOptions, Pick<PlanOptions, 'force' | 'minimumCost' | 'askWhichPc'> {
  readonly collect: () => Promise<Collection>;
  readonly now: Date;
  readonly newTag: () => Promise<string>;
  readonly tool: RecordContent['tool'];
  /** Told of everything that was found. */
  readonly onCollected: (collection: Collection) => void;
  /** Asked once for a new vault: a recovery code to make it with, or null. */
  readonly offerRecovery: () => Promise<RecoveryCode | null>;
  /** Told before the first byte is written: the last moment to show a new passphrase. */
  readonly onReady: (vault: { readonly isNew: boolean }) => void;
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
    const [findings, opened] = await Promise.all([collectFindings(options), openSession(options)]);
    const vault = await offerRecovery(opened.vault, options);
    const session = { ...opened, vault };
    const records: PlannedRecord[] = [];
    for (const finding of findings) {
      records.push(await planRecord(finding, { ...options, vault }));
    }
    options.onReady(vault);
    const outcomes = await storeInVault(session, records, options);
    const safe = isSafe(findings, holdingPlaces(session.reach.reached, outcomes));
    return { records, outcomes, safe, isNewVault: vault.isNew };
  }, options.signal);
}

async function offerRecovery(vault: UnlockedVault, options: PushOptions): Promise<UnlockedVault> {
  const code = vault.isNew ? await options.offerRecovery() : null;
  return code === null ? vault : withRecoveryCode(vault, code);
}

async function collectFindings({ collect, onCollected, warn }: PushOptions): Promise<Finding[]> {
  const collection = await collect();
  for (const warning of collection.warnings) warn(warning);
  onCollected(collection);
  const licences = collection.findings.flatMap((finding) => finding.snapshot.licences);
  if (licences.every((licence) => licence.lastFive === null)) throw noProductKey(licences.length);
  return collection.findings.filter((finding) => finding.snapshot.licences.length > 0);
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
