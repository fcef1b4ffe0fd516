// A vault opened for writing: reach the targets, choose the vault, unlock it. Push, add, import and the recovery
// code are different things done in between, before storing.ts stores what they made.
import type { VaultError } from '../errors.js';
import { chooseVault, tellsAllKnown } from './memory/vault-choice.js';
import { type State, saltsIn } from './memory/state.js';
import { startDerivation } from './opening/early-derivation.js';
import { withTries } from './opening/tries.js';
import { type UnlockWith, askedOnce, isTyped } from './opening/unlock-with.js';
import { nothingToOpen } from './opening/unlock-refusals.js';
import { type UnlockedVault, unlockVault } from './opening/unlock.js';
import { unlockForDryRun } from './dry-run.js';
import { warnOfWeakness } from './new-passphrase.js';
import { unlessEmptied, withoutEmptied } from './places/expected.js';
import { onePlaceEach } from './places/identity.js';
import { type LateTarget, lateReaders, reachInTime } from './places/late.js';
import { type Reach, type ReachedTarget, noneReached } from './places/reach.js';
import { withoutUnmade } from './places/set-up.js';
import { type NamedTarget, withOpenTargets } from './places/target-address.js';
import { nothingThere } from './reading.js';
import { withKits } from './renew-kits.js';
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
  /** The place that is only given to: it is not to blame where the others hold nothing. */
  readonly into?: string;
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
  run: VaultRun,
  work: (targets: readonly NamedTarget[]) => Promise<Result>,
): Promise<Result> {
  const { targets, effects, signal } = run;
  return withOpenTargets(targets, (opened) =>
    effects.state.exclusively(() => withKits(opened, run, work), signal),
  );
}

/** A run, what unlocks, and its targets opened. */
export interface SessionOptions extends Omit<SessionRun, 'targets'> {
  readonly targets: readonly NamedTarget[];
  readonly unlock: UnlockWith;
  /** Whether a place that was emptied is stored to. */
  readonly force?: boolean;
}

/**
 * Why there is nothing to open; where one place is given to, in words about those that it would come from: for
 * them an empty folder that was never set up is a place without a backup.
 */
function nothingIn({ reached, unreached }: Reach, asked: Reach, into?: string): VaultError {
  if (into === undefined || asked.reached.length + asked.unreached.length === 1)
    return nothingToOpen();
  const isBlank = ({ names, status }: ReachedTarget): boolean =>
    names.size === 0 && status.placeId === null;
  const blank = asked.reached.filter(isBlank);
  const sources = [...new Set([...reached, ...blank])].filter(({ named }) => named.name !== into);
  const others = unreached.filter(({ named }) => blank.every((one) => one.named !== named));
  return nothingThere({ reached: sources, unreached: others });
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
  if (isEmpty && options.needsBackup === true) throw nothingIn(reach, inTime.reach, options.into);
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
      mayGoOn: (left) => options.questions.mayGoOn(left, signal),
      onSlow: ({ named }) => {
        options.listen({ kind: 'waiting', target: named.name });
      },
    });
  });
  if (vault.isNew && !isDryRunOfNew) await warnOfWeakness(options, unlock);
  const searched = reached.filter(
    (target) => !vault.late.some(({ search }) => search.target === target),
  );
  const late = inTime.late.map(({ named, answer }): LateTarget => {
    const expected = answer.then((it) =>
      'error' in it ? it : unlessEmptied(it, state, { force }),
    );
    // Whoever waits for it hears of its failure.
    expected.catch(() => undefined);
    return { named, answer: expected };
  });
  return {
    ...{ targets, state, vault },
    reach: { ...reach, reached: searched },
    late: [...late, ...lateReaders(vault.late)],
  };
}
