// The push: collect, unlock, plan, store, remember. Collecting goes on while the targets are asked and
// the passphrase key is derived. Nothing is written before keys were found and the vault was unlocked.
import { resolve } from 'node:path';
import type { Collection, Finding } from '../collect/collector.js';
import type { RecoveryCode } from '../crypto/recovery-code.js';
import { VaultError } from '../errors.js';
import type { RecordContent } from '../record/schema.js';
import type { NamedTarget } from './places/named-target.js';
import { type PlanOptions, type PlannedRecord, planRecords } from './planning/push-plan.js';
import type { ReachedTarget } from './places/reach.js';
import { withRecoveryCode } from './recovery.js';
import { type HoldingPlace, type SnapshotSource, isSafe, outlivesAll } from './places/safety.js';
import { type SessionOptions, type VaultSession, openSession, storeInVault } from './session.js';
import type { TargetOutcome } from './places/store.js';
import type { PassphraseSource, UnlockedVault } from './opening/unlock.js';

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
  /** The place to get the keys back from: one that outlives the sources, where there is one. */
  readonly restoreFrom: NamedTarget | null;
  readonly isNewVault: boolean;
}

/**
 * Pushes what is found to every target.
 * @throws VaultError when nothing can be stored anywhere for one reason (no key, no vault, wrong
 *   passphrase); what fails at a single target is in the result.
 */
export async function push(options: PushOptions): Promise<PushResult> {
  return options.state.exclusively(async () => {
    const { findings, opened } = await collectAndOpen(options);
    const vault = await offerRecovery(opened.vault, options);
    const session = { ...opened, vault };
    const records = await planRecords(findings, { ...options, vault });
    options.onReady(vault);
    const outcomes = await storeInVault(session, records, options);
    const sources = findings.map(sourceOf);
    const places = holdingPlaces(session.reach.reached, outcomes);
    const lasting = places.find((place) => outlivesAll(place, sources)) ?? places[0];
    const restoreFrom = lasting?.named ?? null;
    const safe = isSafe(sources, places);
    return { records, outcomes, safe, restoreFrom, isNewVault: vault.isNew };
  }, options.signal);
}

/** Both at once; when one fails the other is stopped. */
async function collectAndOpen(
  options: PushOptions,
): Promise<{ findings: Finding[]; opened: VaultSession }> {
  const stop = new AbortController();
  const signal = AbortSignal.any([options.signal, stop.signal]);
  const collected = collectFindings({ ...options, signal });
  const passphrase = askedAfter(collected, options.passphrase);
  try {
    const session = openSession({ ...options, passphrase, signal });
    const [findings, opened] = await Promise.all([collected, session]);
    return { findings, opened };
  } catch (error) {
    stop.abort(error);
    throw error;
  }
}

/** Nobody types a passphrase for a push that then finds no key. */
function askedAfter(collected: Promise<unknown>, source: PassphraseSource): PassphraseSource {
  if (source.kind !== 'prompt') return source;
  return {
    kind: 'prompt',
    get: async (purpose) => {
      await collected;
      return source.get(purpose);
    },
  };
}

async function offerRecovery(vault: UnlockedVault, options: PushOptions): Promise<UnlockedVault> {
  const code = vault.isNew ? await options.offerRecovery() : null;
  return code === null ? vault : withRecoveryCode(vault, code);
}

async function collectFindings({
  collect,
  onCollected,
  warn,
  signal,
}: PushOptions): Promise<Finding[]> {
  const collection = await collect();
  signal.throwIfAborted();
  for (const warning of collection.warnings) warn(warning);
  onCollected(collection);
  const licences = collection.findings.flatMap((finding) => finding.snapshot.licences);
  if (licences.every((licence) => licence.lastFive === null)) throw noProductKey(licences.length);
  return collection.findings.filter((finding) => finding.snapshot.licences.length > 0);
}

/** Where a snapshot came from, as an absolute path of this system. */
function sourceOf({ origin, source }: Finding): SnapshotSource {
  return { origin, source: source === null ? null : resolve(source) };
}

function holdingPlaces(
  reached: readonly ReachedTarget[],
  outcomes: readonly TargetOutcome[],
): (HoldingPlace & { readonly named: NamedTarget })[] {
  return reached.flatMap(({ named, status }) => {
    const state = outcomes.find((outcome) => outcome.named === named)?.state;
    if (state !== 'verified' && state !== 'unchanged') return [];
    return [{ named, status, folder: named.folder }];
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
