// What is to be said of this user's backups as a whole, for `vault doctor`: each place held to its contract, and
// what this PC remembers. It stores nothing that stays, and where only looking is wanted it writes nothing.
import type { VaultError } from '../errors.js';
import { parseRecordName } from '../record/name.js';
import type { Warning } from '../record/warning.js';
import { type ContractTrial, type TrialEffects, tryContract } from './places/contract-trial.js';
import { isProbeName } from './places/probe-record.js';
import { expectedError } from './places/reach.js';
import { type NamedTarget, withOpenTargets } from './places/target-address.js';
import { type TrialOptions, tryOpened } from './places/trial.js';
import type { VaultRun } from './run.js';

/** What was found out about a place. */
export interface ExaminedPlace {
  readonly target: string;
  /** Why it is of no use as it is; null where it is. */
  readonly error: VaultError | null;
  readonly contract: ContractTrial | null;
  /** The newest backup in it that is dated after the clock of this PC; null for none. */
  readonly aheadAt: string | null;
  /** How far its clock is ahead of this PC's; null where it tells none, or was only looked at. */
  readonly clockAheadMs: number | null;
}

/** What was found out. */
export interface Examination {
  readonly places: readonly ExaminedPlace[];
  readonly memory: {
    /** What was wrong with the state. */
    readonly warnings: readonly Warning[];
    /** Why the state cannot be written; null where it can, or was only looked at. */
    readonly unwritable: VaultError | null;
    /** Whether this PC knows of a vault, and whether that has a recovery code; null where it knows none. */
    readonly hasRecoveryCode: boolean | null;
    /** Whether a change of the passphrase was interrupted on this PC, and nobody has ended it. */
    readonly isChanging: boolean;
    /** When it pushed last; null for never, or not known. */
    readonly pushedAt: string | null;
  };
}

/** What of a run it needs. */
export type ExaminingRun = Pick<VaultRun, 'targets' | 'listen' | 'signal'> & {
  readonly effects: TrialEffects & Pick<VaultRun['effects'], 'state'>;
};

/** Looks at everything. Throws only for an abort or an error that nobody expected. */
export async function examine(run: ExaminingRun, options: TrialOptions): Promise<Examination> {
  const places = await withOpenTargets(run.targets, (opened) =>
    Promise.all(opened.map((named) => examinePlace(named, options, run))),
  );
  return { places, memory: await examineMemory(run, options) };
}

async function examinePlace(
  named: NamedTarget,
  options: TrialOptions,
  run: ExaminingRun,
): Promise<ExaminedPlace> {
  const { signal, effects } = run;
  const { name, target } = named;
  const nothing = { target: name, error: null, contract: null, aheadAt: null, clockAheadMs: null };
  const error = await tryOpened(named, options, run);
  if (error !== null) return { ...nothing, error };
  try {
    const aheadAt = await newestAhead(named, run);
    if (options.readOnly) return { ...nothing, aheadAt };
    const clockAheadMs = await target.clockAheadMs(signal);
    const { traits } = await target.identify(signal);
    const contract = await tryContract(target, traits.maxRecordBytes, effects, signal);
    return { ...nothing, contract, aheadAt, clockAheadMs };
  } catch (thrown) {
    return { ...nothing, error: expectedError(thrown, signal) };
  }
}

/** A day, so that no time zone and no summer time is taken for a wrong clock. */
const leewayMs = 24 * 60 * 60 * 1000;

/** A name is no proof; but a clock that is wrong dates all backups of a PC so. */
async function newestAhead(
  { target }: NamedTarget,
  { effects, signal }: ExaminingRun,
): Promise<string | null> {
  const limit = effects.now().getTime() + leewayMs;
  let newest: string | null = null;
  for await (const name of target.list(signal)) {
    const takenAt = isProbeName(name) ? null : (parseRecordName(name)?.takenAt ?? null);
    if (takenAt === null || !(Date.parse(takenAt) > limit)) continue;
    if (newest === null || takenAt > newest) newest = takenAt;
  }
  return newest;
}

async function examineMemory(
  { effects, signal }: ExaminingRun,
  { readOnly }: TrialOptions,
): Promise<Examination['memory']> {
  const warnings: Warning[] = [];
  const state = await effects.state.load((warning) => warnings.push(warning));
  const unwritable = readOnly ? null : await failureOf(effects.state.tryWriting(), signal);
  const [vault] = state.vaults;
  const pushes = (state.seen?.pcs ?? []).flatMap(({ pushedAt }) => pushedAt ?? []);
  return {
    warnings,
    unwritable,
    hasRecoveryCode: vault === undefined ? null : vault.card.recoverySlot !== null,
    isChanging: state.vaults.some((one) => one.isChanging === true),
    pushedAt: pushes.sort().at(-1) ?? null,
  };
}

async function failureOf(work: Promise<void>, signal: AbortSignal): Promise<VaultError | null> {
  try {
    await work;
    return null;
  } catch (error) {
    return expectedError(error, signal);
  }
}
