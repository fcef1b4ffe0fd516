// The vault's recovery code: its first one is added to the card, and the newest record of each PC is
// sealed again with it. Another code in place of one that exists is a matter of a new passphrase.
import { fromHex } from '../bytes.js';
import { addRecoverySlot } from '../crypto/card.js';
import type { Cost } from '../crypto/kdf.js';
import type { RecoveryCode } from '../crypto/recovery-code.js';
import type { Sharing } from '../crypto/recovery-share.js';
import { sealRecord } from '../crypto/seal.js';
import { checkSharing } from '../crypto/secret-sharing.js';
import { VaultError, hint } from '../errors.js';
import type { Warning } from '../record/warning.js';
import { tellCode } from './code-change.js';
import type { OpenedRecord } from './opening/opener.js';
import type { ByRecoveryCode, UnlockExisting } from './opening/unlock-with.js';
import { nothingToOpen } from './opening/unlock-refusals.js';
import type { UnlockedVault } from './opening/unlock.js';
import type { RecordToStore, TargetOutcome } from './places/store.js';
import { type PullResult, pull } from './pull.js';
import { type ReadingRun, type VaultRun, withWarnings } from './run.js';
import { forBackups, inSession } from './session.js';
import { storeInVault } from './storing.js';

/** What opens the vault that the code is made for. */
export interface CreateCodeRequest {
  readonly unlock: UnlockExisting;
  /** How the code is divided; null for one that is given whole. */
  readonly sharing?: Sharing | null;
}

/** The code to be tried. */
export interface CheckCodeRequest {
  readonly unlock: ByRecoveryCode | (() => Promise<ByRecoveryCode>);
}

/** How the making of a recovery code ended. */
export interface RecoveryResult {
  readonly outcomes: readonly TargetOutcome[];
  readonly warnings: readonly Warning[];
}

/**
 * Makes the vault's first recovery code, and seals the newest record of each PC again with it.
 * @throws VaultError `NO_RECORD` where there is no backup yet, `USAGE` where there is a code, or for shares
 * that cannot be made.
 */
export async function createRecoveryCode(
  listened: VaultRun,
  { unlock, sharing = null }: CreateCodeRequest,
): Promise<RecoveryResult> {
  if (sharing !== null) checkSharing(sharing);
  const { run, warnings } = withWarnings(listened);
  return inSession(forBackups(run), unlock, async (session) => {
    if (session.vault.newest.length === 0) throw nothingToOpen();
    const vault = await withNewCode(session.vault, run, sharing);
    const records = await resealNewest(vault, run.effects);
    const stored = await storeInVault({ ...session, vault }, records, run);
    return { outcomes: stored.map(({ outcome }) => outcome), warnings };
  });
}

/** Tries a code that was written down. @throws VaultError as a pull does */
export function checkRecoveryCode(
  run: ReadingRun,
  { unlock }: CheckCodeRequest,
): Promise<PullResult> {
  return pull(run, { unlock, machine: null });
}

/** A vault that is new, with a recovery code where the owner wants one. */
export async function offerRecoveryCode(
  vault: UnlockedVault,
  run: VaultRun,
): Promise<UnlockedVault> {
  if (!vault.isNew || !(await run.questions.wantsRecoveryCode(run.signal))) return vault;
  return withNewCode(vault, run, null);
}

async function withNewCode(
  vault: UnlockedVault,
  run: VaultRun,
  sharing: Sharing | null,
): Promise<UnlockedVault> {
  const code = await run.effects.newRecoveryCode();
  const changed = await withRecoveryCode(vault, code);
  await tellCode(code, sharing, run);
  return changed;
}

/** The vault with a slot for the code in its card; records sealed from now on carry it. */
async function withRecoveryCode(vault: UnlockedVault, code: RecoveryCode): Promise<UnlockedVault> {
  if (vault.card.recoverySlot !== null) {
    throw new VaultError('USAGE', 'these backups already have a recovery code', {
      hint: hint`Another one takes its place with ${{ tell: 'replace' }}: every backup is sealed again, and the old code opens nothing that is stored.`,
    });
  }
  const { card, passphraseKey } = vault;
  return { ...vault, card: await addRecoverySlot(card, passphraseKey, code) };
}

/** The newest record of each PC sealed again under the vault's card: same content, same record id. */
async function resealNewest(
  { newest, card, passphraseKey }: UnlockedVault,
  { minimumCost }: { minimumCost: Cost },
): Promise<RecordToStore[]> {
  const reseal = async ({ parsed, content }: OpenedRecord): Promise<RecordToStore> => {
    const recordId = fromHex(parsed.header.recordId) ?? undefined;
    const options = { card, passphraseKey, minimumCost, recordId };
    const { name, record } = await sealRecord(content, options);
    return { name, record, machine: null };
  };
  return Promise.all(newest.map(reseal));
}
