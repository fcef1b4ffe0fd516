// Correcting or removing one entry of a PC's backups. The records of before keep it as it was; the next
// one, and those that follow it, do not take it up again.
import { VaultError, hint } from '../errors.js';
import type { Licence, RecordContent } from '../record/schema.js';
import type { AddResult } from './add.js';
import type { UnlockExisting } from './opening/unlock-with.js';
import { nothingToOpen } from './opening/unlock-refusals.js';
import type { UnlockedVault } from './opening/unlock.js';
import { addressKnownPc } from './planning/addressed-pc.js';
import { type Correction, withCorrection } from './planning/correction.js';
import { planOptions, planSnapshot } from './planning/push-plan.js';
import { type VaultRun, withWarnings } from './run.js';
import { forBackups, inSession } from './session.js';
import { storeInVault } from './storing.js';

/** What becomes of an entry; entries count from 1, as a list shows them. */
export type Change =
  | { readonly kind: 'correct'; readonly entry: number; readonly correction: Correction }
  | { readonly kind: 'remove'; readonly entry: number };

export interface EditRequest {
  readonly unlock: UnlockExisting;
  /** The PC, by name or tag; null for the only one there is, or the one that is chosen. */
  readonly machine: string | null;
  /** Asked where no PC is named and there are several; null where nobody can tell. */
  readonly choosePc?: (
    pcs: readonly RecordContent[],
    signal: AbortSignal,
  ) => Promise<RecordContent | null>;
  /**
   * Chooses by what the PC's newest backup holds. Where the owner does not want it after all, this throws,
   * and nothing is stored.
   */
  readonly choose: (pc: RecordContent, signal: AbortSignal) => Promise<Change>;
}

/**
 * Changes one entry and stores the PC's next record.
 * @throws VaultError as an addition does; `USAGE` for an entry that is not there.
 */
export async function edit(listened: VaultRun, request: EditRequest): Promise<AddResult> {
  const { run, warnings } = withWarnings(listened);
  return inSession(forBackups(run), request.unlock, async (session) => {
    const { vault } = session;
    if (vault.newest.length === 0) throw nothingToOpen();
    const content = await pcOf(vault, request, run.signal);
    const change = await request.choose(content, run.signal);
    const licence = entryOf(content, change.entry);
    const licences = content.licences.flatMap((one) => {
      if (one !== licence) return [one];
      return change.kind === 'remove' ? [] : [withCorrection(one, change.correction)];
    });
    const options = { ...planOptions(run, vault, { force: false }), removing: [licence] };
    const record = await planSnapshot({ ...content, licences }, content.machine.tag, options);
    const stored = await storeInVault(session, [record], run);
    const outcomes = stored.map(({ outcome }) => outcome);
    const isDryRun = run.isDryRun === true;
    return { isDryRun, records: [record.name], outcomes, warnings };
  });
}

async function pcOf(
  vault: UnlockedVault,
  { machine, choosePc }: EditRequest,
  signal: AbortSignal,
): Promise<RecordContent> {
  const pcs = vault.newest.map(({ content }) => content);
  const isOpen = machine === null && pcs.length > 1;
  const chosen = isOpen && choosePc !== undefined ? await choosePc(pcs, signal) : null;
  return chosen ?? addressKnownPc(vault, machine);
}

/** The entry of this number. @throws VaultError `USAGE` */
export function entryOf({ licences }: Pick<RecordContent, 'licences'>, entry: number): Licence {
  const licence = licences[entry - 1];
  if (licence !== undefined) return licence;
  const last = licences.length;
  throw new VaultError('USAGE', `there is no entry ${entry}`, {
    hint: hint`The numbers go from 1 to ${String(last)}. This shows them: ${{ do: 'list' }}`,
  });
}
