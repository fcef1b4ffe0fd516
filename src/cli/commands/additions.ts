// What `vault add` and `vault import` share: the vault is opened, licences are added to PCs that the
// owner names, and the records are stored. What is added is theirs to say.
import { toHex } from '../../bytes.js';
import { writerCost } from '../../crypto/kdf.js';
import { randomBytes } from '../../crypto/sodium.js';
import { VaultError } from '../../errors.js';
import type { Snapshot } from '../../record/schema.js';
import { type AddressedPc, findPc } from '../../vault/planning/add.js';
import type { NamedTarget } from '../../vault/places/named-target.js';
import type { PlannedRecord, SnapshotPlanOptions } from '../../vault/planning/push-plan.js';
import { withRecoveryCode } from '../../vault/recovery.js';
import { type SessionOptions, openSession, storeInVault } from '../../vault/session.js';
import { stateFile } from '../../vault/memory/state-file.js';
import type { TargetOutcome } from '../../vault/places/store.js';
import type { PassphraseSource, UnlockedVault } from '../../vault/opening/unlock.js';
import { deriveInWorker } from '../../household/derivation.js';
import { targetLines } from '../terminal/outcome-report.js';
import { say, sayWarning } from '../terminal/output.js';
import { statePath } from '../../household/paths.js';
import { offerRecovery } from '../terminal/recovery-offer.js';
import { tool } from '../../household/version.js';

/** Where to, and with which passphrase. */
export interface AdditionRun {
  readonly targets: readonly NamedTarget[];
  readonly passphrase: PassphraseSource;
  readonly signal: AbortSignal;
}

/** How it ended. */
export interface StoredAdditions {
  /** The names of the records. */
  readonly records: readonly string[];
  readonly outcomes: readonly TargetOutcome[];
}

/** Opens the vault, stores the records that `plan` makes of it, and closes the targets. */
export async function storeAdditions(
  { targets, passphrase, signal }: AdditionRun,
  plan: (vault: UnlockedVault, options: SnapshotPlanOptions) => Promise<PlannedRecord[]>,
): Promise<StoredAdditions> {
  const state = stateFile(statePath());
  const line = targetLines(targets);
  const options: SessionOptions = {
    ...{ targets, passphrase, state, signal, cost: writerCost, warn: sayWarning },
    derive: deriveInWorker(signal),
    onTarget: (outcome) => {
      say(line(outcome));
    },
  };
  try {
    return await state.exclusively(async () => {
      const opened = await openSession(options);
      const vault = await withOffer(opened.vault, signal);
      const needs = { vault, now: new Date(), tool, force: false, minimumCost: writerCost };
      const records = await plan(vault, { ...needs, warn: sayWarning });
      const outcomes = await storeInVault({ ...opened, vault }, records, options);
      return { records: records.map((record) => record.name), outcomes };
    }, signal);
  } finally {
    await Promise.all(targets.map(({ target }) => target.close()));
  }
}

/**
 * The PC of this name, a new one where there is none; without a name the only PC there is.
 * @param snapshot what is known of a new PC besides its name.
 * @throws VaultError `USAGE` when it cannot be told which PC is meant.
 */
export async function addressedPc(
  vault: UnlockedVault,
  name: string | null,
  snapshot?: Snapshot,
): Promise<AddressedPc> {
  const content = findPc(vault, name);
  if (content !== null) return { kind: 'known', content };
  if (name !== null) {
    const tag = toHex(await randomBytes(8));
    return { kind: 'new', name, tag, ...(snapshot === undefined ? {} : { snapshot }) };
  }
  throw new VaultError('USAGE', 'there is no PC yet that the key could belong to', {
    hint: 'Give the PC a name: --machine "Old laptop"',
  });
}

async function withOffer(vault: UnlockedVault, signal: AbortSignal): Promise<UnlockedVault> {
  const code = vault.isNew ? await offerRecovery(signal) : null;
  return code === null ? vault : withRecoveryCode(vault, code);
}
