// A vault opened for writing: reach the targets, choose the vault, unlock it; later store records on
// every target and remember it. Push, add, import and the recovery code are different things done in
// between.
import { warning } from '../record/warning.js';
import { checkStillEmpty, chooseVault, tellsAllKnown } from './memory/vault-choice.js';
import { remember } from './memory/remember.js';
import { type State, saltsIn } from './memory/state.js';
import { startDerivation } from './opening/early-derivation.js';
import { withTries } from './opening/tries.js';
import { type UnlockWith, askedOnce, isTyped } from './opening/unlock-with.js';
import { type UnlockedVault, nothingToOpen, unlockVault } from './opening/unlock.js';
import { unlockForDryRun, whatWouldBeStored } from './dry-run.js';
import { warnOfWeakness } from './new-passphrase.js';
import { unlessEmptied, warnOfUnexpected, withoutEmptied } from './places/expected.js';
import { refusalOf } from './places/foreign.js';
import { isKnownAs, onePlaceEach } from './places/identity.js';
import { type LateTarget, reachInTime, refusalOfLate } from './places/late.js';
import { mapParallel } from './places/parallel.js';
import {
  type Answer,
  type Reach,
  type ReachedTarget,
  expectedError,
  lookAgain,
  noneReached,
  reachOf,
} from './places/reach.js';
import {
  type RecordToStore,
  type StoredOn,
  failedOutcome,
  keepNewest,
  storeOn,
} from './places/store.js';
import { isMade, notSetUp, withoutUnmade } from './places/set-up.js';
import { toldWhenSlow } from './places/slow.js';
import { takingTurns } from './places/turns.js';
import { type NamedTarget, withOpenTargets } from './places/target-address.js';
import { type VaultRun, warnBy } from './run.js';

/** The vault, unlocked, and the targets that answered. */
export interface VaultSession {
  readonly targets: readonly NamedTarget[];
  readonly state: State;
  readonly reach: Reach;
  /** Those that are still waited for; nothing of what is stored depends on them. */
  readonly late: readonly LateTarget[];
  readonly vault: UnlockedVault;
}

/** A run for which there must be a backup already: where there is none, nobody is asked for a passphrase. */
interface SessionRun extends VaultRun {
  readonly needsBackup?: boolean;
}

/** What is changed is there already: where there is no backup there is nothing to do, and no place is set up. */
export function forBackups(run: VaultRun): SessionRun {
  const targets = run.targets.map((target) => ({ ...target, initialise: null }));
  return { ...run, targets, needsBackup: true };
}

/**
 * Runs `work` with the vault that the targets belong to, while no other command of this user changes
 * what this PC remembers. The targets are closed when it has ended.
 * @throws VaultError `NO_TARGET_REACHED`, `VAULT_EXISTS`, `WRONG_PASSPHRASE`, `BUSY`, ...
 */
export async function inSession<Result>(
  run: SessionRun,
  unlock: UnlockWith,
  work: (session: VaultSession) => Promise<Result>,
): Promise<Result> {
  return withSessionTargets(run, async (targets) =>
    work(await openSession({ ...run, unlock, targets })),
  );
}

/** The lock and the open targets of a session; for a push, which has more to do while it opens one. */
export async function withSessionTargets<Result>(
  { targets, effects, signal }: VaultRun,
  work: (targets: readonly NamedTarget[]) => Promise<Result>,
): Promise<Result> {
  return withOpenTargets(targets, (opened) =>
    effects.state.exclusively(() => work(opened), signal),
  );
}

/** A run, what unlocks, and its targets opened. */
export interface SessionOptions extends Omit<SessionRun, 'targets'> {
  readonly targets: readonly NamedTarget[];
  readonly unlock: UnlockWith;
  /** Whether a place that was emptied is stored to. */
  readonly force?: boolean;
}

/** Opens the vault that the targets belong to. */
export async function openSession(options: SessionOptions): Promise<VaultSession> {
  const { targets, effects, signal } = options;
  // What is typed is asked for after the places have answered, and may be asked for again.
  const unlock = isTyped(options.unlock) ? options.unlock : askedOnce(options.unlock);
  const state = await effects.state.load(warnBy(options));
  const early = await startDerivation(state, { unlock, effects, signal });
  const wantsNew = unlock.kind === 'generated';
  const inTime = await reachInTime(
    targets,
    signal,
    (soFar) => !wantsNew && tellsAllKnown(soFar, state),
    options,
  );
  const { force = false } = options;
  const made = onePlaceEach(withoutUnmade(inTime.reach), warnBy(options));
  const reach = withoutEmptied(made, state, { force });
  if (reach.reached.length === 0) throw noneReached(reach);
  const isEmpty = reach.reached.every(({ names }) => names.size === 0);
  if (isEmpty && options.needsBackup === true) throw nothingToOpen();
  const choice = chooseVault(reach, state, { wantsNew });
  const { reached } = reach;
  const warn = warnBy(options);
  const isDryRunOfNew = options.isDryRun === true && choice.kind === 'new';
  const knownSalts = saltsIn(state);
  const vault = await withTries(isDryRunOfNew ? unlockForDryRun(unlock) : unlock, (tried) => {
    for (const { named } of reached) named.budget.renew();
    return unlockVault({
      ...effects,
      ...early,
      knownSalts,
      unlock: tried,
      choice,
      reached,
      signal,
      warn,
    });
  });
  if (vault.isNew && !isDryRunOfNew) await warnOfWeakness(options, unlock);
  const late = inTime.late.map(({ named, answer }) => ({
    named,
    answer: answer.then((it) => ('error' in it ? it : unlessEmptied(it, state, { force }))),
  }));
  return { targets, state, reach, late, vault };
}

/**
 * Brings every target to hold the records, and remembers the vault. In the order of the targets.
 * @throws VaultError `VAULT_EXISTS` when another PC made a vault there since the session was opened.
 */
export async function storeInVault(
  session: VaultSession,
  records: readonly RecordToStore[],
  run: VaultRun,
): Promise<StoredOn[]> {
  const { reach, late, vault, targets } = session;
  const { signal } = run;
  if (run.isDryRun === true) {
    const answers = await Promise.all(late.map(({ answer }) => whenLate(answer, vault)));
    const all = [...reach.reached, ...reach.unreached, ...answers];
    for (const answer of all) {
      const isStored = 'names' in answer && refusalOf(answer, vault) === null;
      if (isStored) warnOfUnexpected(answer, session.state, run);
    }
    const planned = whatWouldBeStored({ ...session, reach: reachOf(all) }, records);
    for (const { outcome } of planned) run.listen({ kind: 'stored', outcome });
    return planned;
  }
  if (vault.isNew) checkStillEmpty(await lookAgain(reach, signal));
  const away = reach.unreached.map(failedOutcome);
  for (const { outcome } of away) run.listen({ kind: 'stored', outcome });
  const answers: readonly (Answer | Promise<Answer>)[] = [
    ...reach.reached,
    ...late.map(({ answer }) => whenLate(answer, vault)),
  ];
  const turn = takingTurns({ names: records.map(({ name }) => name), warn: warnBy(run), signal });
  const stored = await mapParallel(answers, answers.length, async (answer) => {
    const target = await answer;
    if ('error' in target) return told(failedOutcome(target), run);
    const isLate = !reach.reached.includes(target);
    if (isLate && isKnownAs(target, reach.reached, warnBy(run))) return null;
    const result = await turn(target, () =>
      toldWhenSlow(target.named, run, storeUnlessForeign(target, session, { records, run })),
    );
    if (result === null) return null;
    told(result, run);
    if (result.outcome.error === null) await tidy(target, records, run);
    return result;
  });
  const all = [...away, ...stored.filter((one) => one !== null)];
  const outcomes = targets.flatMap((named) => all.find((one) => one.named === named) ?? []);
  const options = { state: run.effects.state, signal, warn: warnBy(run) };
  await remember(session, { records, outcomes, options });
  if (vault.isNew) await warnOfTwin(records, session, run);
  return outcomes;
}

function told(result: StoredOn, { listen }: VaultRun): StoredOn {
  listen({ kind: 'stored', outcome: result.outcome });
  return result;
}

/** What a late place says, once it does; an error for one that must not be written to. */
async function whenLate(answer: Promise<Answer>, vault: UnlockedVault): Promise<Answer> {
  const target = await answer;
  if ('error' in target) return target;
  return isMade(target) ? (refusalOfLate(target, vault) ?? target) : notSetUp(target.named);
}

/**
 * Two PCs that make a vault in one place within the same moment both pass the look before. Of both at
 * least the later one sees the other's record now.
 */
async function warnOfTwin(
  records: readonly RecordToStore[],
  { reach }: VaultSession,
  run: VaultRun,
): Promise<void> {
  const own = new Set(records.map((record) => record.name));
  const { reached } = await lookAgain(reach, run.signal);
  for (const { named, names } of reached) {
    if ([...names].every((name) => own.has(name))) continue;
    const message =
      'another PC made its first backup here at the same moment. If it has another passphrase, keep both: the backups of each PC open with its own';
    warnBy(run)(warning('two-vaults', message, named.name));
  }
}

/** The backup is stored: what cannot be tidied up after it is told, and no failure. */
async function tidy(
  target: ReachedTarget,
  records: readonly RecordToStore[],
  run: VaultRun,
): Promise<void> {
  try {
    for (const record of records) await keepNewest(target, record, run.signal);
  } catch (error) {
    const { message } = expectedError(error, run.signal);
    warnBy(run)(warning('older-not-removed', message, target.named.name));
  }
}

async function storeUnlessForeign(
  target: ReachedTarget,
  { vault, state }: VaultSession,
  { records, run }: { records: readonly RecordToStore[]; run: VaultRun },
): Promise<StoredOn> {
  const refused = refusalOf(target, vault);
  if (refused !== null) return failedOutcome({ named: target.named, error: refused });
  warnOfUnexpected(target, state, run);
  return storeOn(target, records, run.signal);
}
