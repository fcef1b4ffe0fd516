// Adding what the owner gave (a typed key, an export, a text) to the backups of the PCs that it belongs to.
import type { Collection } from '../collect/collector.js';
import { VaultError, hint } from '../errors.js';
import type { Snapshot } from '../record/schema.js';
import type { Warning } from '../record/warning.js';
import { type TypedFacts, typedLicence } from '../windows/typed-licence.js';
import type { UnlockWith } from './opening/unlock-with.js';
import type { UnlockedVault } from './opening/unlock.js';
import type { TargetOutcome } from './places/store.js';
import { planAdditions } from './planning/additions.js';
import { addressPc, contentOf, pcName } from './planning/addressed-pc.js';
import { additionsByPc, snapshotsOf } from './planning/imported-pcs.js';
import { type PlannedRecord, planOptions } from './planning/push-plan.js';
import { offerRecoveryCode } from './recovery.js';
import { type VaultRun, warnBy, withWarnings } from './run.js';
import { inSession } from './session.js';
import { storeInVault } from './storing.js';

/** A key that the owner typed. */
export interface AddRequest {
  readonly unlock: UnlockWith;
  /** In its usual form; null where only its end is known. */
  readonly productKey: string | null;
  /** The end of a key of which the whole is not known. */
  readonly lastFive?: string | null;
  readonly facts: TypedFacts;
  /** The PC that it belongs to, by name or tag; null for the only one there is. */
  readonly machine: string | null;
}

/** What another program saved, or what stands in a text. */
export interface ImportRequest {
  readonly unlock: UnlockWith;
  readonly collection: Collection;
  /** The PC that all of it belongs to; null for those that the file names. */
  readonly machine: string | null;
}

export interface AddResult {
  /** Nothing was stored, and the outcomes say what would be. */
  readonly isDryRun: boolean;
  /** The names of the records. */
  readonly records: readonly string[];
  readonly outcomes: readonly TargetOutcome[];
  readonly warnings: readonly Warning[];
}

export interface ImportResult extends AddResult {
  /** What was imported, one for each PC of the file. */
  readonly snapshots: readonly Snapshot[];
}

/**
 * Adds a typed key to the backups of its PC.
 * @throws VaultError as a push does, and `USAGE` where several PCs could be meant.
 */
export async function add(listened: VaultRun, request: AddRequest): Promise<AddResult> {
  const { run, warnings } = withWarnings(listened);
  const result = await storeAdditions(run, request, async (vault) => {
    const options = planOptions(run, vault, { force: false });
    const pc = await addressPc(vault, request.machine, run.effects);
    const typed = typedLicence(request, request.facts, {
      pc: contentOf(pc),
      now: options.now,
    });
    const isNamed = request.facts.product !== null || typed.match !== null;
    if (request.productKey === null && !isNamed) throw unnamedEnd();
    const product = typed.match?.product ?? null;
    run.listen({ kind: 'addressed', pc: pcName(pc), product });
    return [await planAdditions(pc, [typed], options)];
  });
  return { ...result, warnings };
}

/**
 * Adds the licences of an import, a record for each PC. What is to be added is told by `found`.
 * @throws VaultError as {@link add} does
 */
export async function importLicences(
  listened: VaultRun,
  { unlock, collection, machine }: ImportRequest,
): Promise<ImportResult> {
  const { run, warnings } = withWarnings(listened);
  const findings = snapshotsOf(collection, machine);
  for (const warning of collection.warnings) warnBy(run)(warning);
  run.listen({ kind: 'found', findings });
  const snapshots = findings.map(({ snapshot }) => snapshot);
  const result = await storeAdditions(run, { unlock }, async (vault) => {
    const options = planOptions(run, vault, { force: false });
    const pcs = await additionsByPc(snapshots, { vault, machine, effects: run.effects });
    for (const { pc } of pcs) run.listen({ kind: 'addressed', pc: pcName(pc), product: null });
    const records: PlannedRecord[] = [];
    for (const { pc, additions, snapshots: own } of pcs) {
      // Which of the others share a key with a new PC is told by what the file says of them.
      const alongside = snapshots.filter((one) => !own.includes(one));
      records.push(await planAdditions(pc, additions, { ...options, alongside }));
    }
    return records;
  });
  return { ...result, snapshots, warnings };
}

async function storeAdditions(
  run: VaultRun,
  { unlock }: { readonly unlock: UnlockWith },
  plan: (vault: UnlockedVault) => Promise<PlannedRecord[]>,
): Promise<Omit<AddResult, 'warnings'>> {
  return inSession(run, unlock, async (session) => {
    const vault = await offerRecoveryCode(session.vault, run);
    const records = await plan(vault);
    if (vault.isNew) await run.questions.newVaultReady(run.signal);
    const stored = await storeInVault({ ...session, vault }, records, run);
    return {
      isDryRun: run.isDryRun === true,
      records: records.map((record) => record.name),
      outcomes: stored.map(({ outcome }) => outcome),
    };
  });
}

/** The end of a key tells nothing of what it is of. */
function unnamedEnd(): VaultError {
  return new VaultError('USAGE', 'of what product is this the end of the key?', {
    hint: hint`Name it: ${{ tell: 'product', value: '"Windows 11 Pro"' }}`,
  });
}
