// The push: collect, unlock, plan, store, remember. Collecting goes on while the targets are asked and
// the passphrase key is derived. Nothing is written before keys were found and the vault was unlocked.
import type { Collection, Finding } from '../collect/collector.js';
import { VaultError, hint } from '../errors.js';
import type { RecordContent } from '../record/schema.js';
import type { Warning } from '../record/warning.js';
import { type EarlierPassphrase, withEarlier } from './earlier-passphrase.js';
import type { UnlockWith } from './opening/unlock-with.js';
import { type HoldingPlace, type SnapshotSource, isSafe, outlivesAll } from './places/safety.js';
import type { NamedTarget } from './places/target-address.js';
import type { RecordToStore, StoredOn, TargetOutcome } from './places/store.js';
import { type PlannedRecord, planOptions, planRecords } from './planning/push-plan.js';
import { offerRecoveryCode } from './recovery.js';
import { type VaultEffects, type VaultRun, warnBy, withWarnings } from './run.js';
import { type VaultSession, openSession, withSessionTargets } from './session.js';
import { storeInVault } from './storing.js';

/** What to push, and what unlocks the vault or makes a new one. */
export interface PushRequest {
  readonly unlock: UnlockWith;
  /** Finds the product keys. It stops when the signal is aborted. */
  readonly collect: (signal: AbortSignal) => Promise<Collection>;
  /** Make a new record even when nothing changed. */
  readonly force: boolean;
  /** Asked for where a place holds what may be under an earlier passphrase; null where nobody can tell it. */
  readonly earlier?: EarlierPassphrase | null;
}

/** One record that the push was to bring to every place. */
interface PushedRecord {
  readonly name: string;
  readonly content: RecordContent;
  /** The newest record said the same already. */
  readonly unchanged: boolean;
}

export interface PushResult {
  readonly records: readonly PushedRecord[];
  readonly outcomes: readonly TargetOutcome[];
  /** Whether a verified copy outlives what the backup is for. */
  readonly safe: boolean;
  /**
   * The place to get the keys back from, as the user calls it: one that outlives the sources, where there
   * is one. Null where none was stored.
   */
  readonly restoreFrom: string | null;
  readonly isNewVault: boolean;
  readonly hasRecoveryCode: boolean;
  /** Nothing was stored, and the outcomes say what would be. */
  readonly isDryRun: boolean;
  readonly warnings: readonly Warning[];
}

/**
 * Pushes what is found to every target.
 * @throws VaultError when nothing can be stored anywhere for one reason (no key, no vault, wrong
 *   passphrase); what fails at a single target is in the result.
 */
export async function push(listened: VaultRun, request: PushRequest): Promise<PushResult> {
  const { run, warnings } = withWarnings(listened);
  return withSessionTargets(run, async (targets) => {
    const { findings, opened: first } = await collectAndOpen(run, targets, request);
    const opened = await withEarlier(first, request.earlier ?? null, run);
    const vault = await offerRecoveryCode(opened.vault, run);
    const session = { ...opened, vault };
    const records = await planRecords(findings, {
      ...planOptions(run, vault, request),
      newTag: run.effects.newTag,
      askWhichPc: (snapshot, pcs) => run.questions.whichPc(snapshot, pcs, run.signal),
    });
    if (vault.isNew) await run.questions.newVaultReady(run.signal);
    const sources = await Promise.all(findings.map((finding) => sourceOf(finding, run.effects)));
    const stored = await storeInVault(session, withSources(records, sources), run);
    const { safe, restoreFrom } = safetyOf(sources, stored);
    return {
      records: records.map(asPushed),
      outcomes: stored.map(({ outcome }) => outcome),
      ...{ safe, restoreFrom, isNewVault: vault.isNew, warnings },
      isDryRun: run.isDryRun === true,
      hasRecoveryCode: vault.card.recoverySlot !== null,
    };
  });
}

/** Each record, and where the snapshot was found that it is made of: both are in the order of the findings. */
function withSources(
  records: readonly PlannedRecord[],
  sources: readonly SnapshotSource[],
): RecordToStore[] {
  return records.map((record, i) => {
    const source = sources[i];
    return source === undefined ? record : { ...record, source };
  });
}

/** Both at once; when one fails the other is stopped. */
async function collectAndOpen(
  run: VaultRun,
  targets: readonly NamedTarget[],
  request: PushRequest,
): Promise<{ findings: Finding[]; opened: VaultSession }> {
  const stop = new AbortController();
  const signal = AbortSignal.any([run.signal, stop.signal]);
  const collected = collectFindings({ ...run, signal }, request);
  // What was found is told once the places can be used, or before a person is asked for anything.
  const told = onlyOnce(() =>
    collected.then((findings) => {
      run.listen({ kind: 'found', findings });
    }),
  );
  const unlock = askedAfter(told, request.unlock);
  try {
    const session = openSession({ ...run, targets, unlock, signal, force: request.force });
    const [findings, opened] = await Promise.all([collected, session]);
    await told();
    return { findings: findings.filter(hasLicences), opened };
  } catch (error) {
    stop.abort(error);
    throw error;
  }
}

/** Nobody types a passphrase for a push that then finds no key. */
function askedAfter(told: () => Promise<void>, unlock: UnlockWith): UnlockWith {
  if (unlock.kind !== 'passphrase' || !unlock.isTyped) return unlock;
  return {
    ...unlock,
    ask: async (purpose, signal) => {
      await told();
      return unlock.ask(purpose, signal);
    },
  };
}

async function collectFindings(
  run: VaultRun,
  { collect }: PushRequest,
): Promise<readonly Finding[]> {
  const { findings, warnings } = await collect(run.signal);
  run.signal.throwIfAborted();
  for (const warning of warnings) warnBy(run)(warning);
  try {
    checkHasKeys({ findings });
  } catch (error) {
    run.listen({ kind: 'found', findings });
    throw error;
  }
  return findings;
}

function hasLicences({ snapshot }: Finding): boolean {
  return snapshot.licences.length > 0;
}

function onlyOnce<T>(work: () => Promise<T>): () => Promise<T> {
  let done: Promise<T> | null = null;
  return () => (done ??= work());
}

/** @throws VaultError `NO_PRODUCT_KEY` where there is nothing to push. */
export function checkHasKeys({ findings }: Pick<Collection, 'findings'>): void {
  const licences = findings.flatMap((finding) => finding.snapshot.licences);
  if (licences.every((licence) => licence.lastFive === null)) throw noProductKey(licences.length);
}

function safetyOf(
  sources: readonly SnapshotSource[],
  stored: readonly StoredOn[],
): Pick<PushResult, 'safe' | 'restoreFrom'> {
  const places = holdingPlaces(stored);
  const lasting = places.find((place) => outlivesAll(place, sources)) ?? places[0];
  return { safe: isSafe(sources, places), restoreFrom: lasting?.named.name ?? null };
}

async function sourceOf(
  { origin, source: named }: Finding,
  { absolutePath, whereabouts }: Pick<VaultEffects, 'absolutePath' | 'whereabouts'>,
): Promise<SnapshotSource> {
  if (named === null) return { origin, source: null, whereabouts: null };
  const source = absolutePath(named);
  return { origin, source, whereabouts: (await whereabouts?.(source)) ?? null };
}

function holdingPlaces(
  stored: readonly StoredOn[],
): (HoldingPlace & { readonly named: NamedTarget })[] {
  return stored.flatMap(({ named, status, outcome: { state } }) => {
    if (status === null || state === 'failed') return [];
    return [{ named, status, folder: named.folder }];
  });
}

function asPushed({ name, content, unchanged }: PlannedRecord): PushedRecord {
  return { name, content, unchanged };
}

function noProductKey(licences: number): VaultError {
  return new VaultError('NO_PRODUCT_KEY', 'no product key was found, so nothing was stored', {
    hint:
      licences === 0
        ? hint`This says what was read: ${{ do: 'collect' }}. Another disk or export is named with ${{ tell: 'from' }}.`
        : 'The keys there were erased, as PCs of an organisation do; ask whoever manages the PC.',
  });
}
