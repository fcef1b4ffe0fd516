// What a session comes to: records brought to every target, and the vault remembered. What a place says late
// is waited for here, and what it is by then decides whether it is written to.
import { warning } from '../record/warning.js';
import { checkStillEmpty } from './memory/vault-choice.js';
import { remember } from './memory/remember.js';
import type { UnlockedVault } from './opening/unlock.js';
import { bringOverBehind } from './bring-over.js';
import { whatWouldBeStored } from './dry-run.js';
import { warnOfUnexpected } from './places/expected.js';
import { refusalOf } from './places/foreign.js';
import { isKnownAs } from './places/identity.js';
import { type LateTarget, refusalOfLate, withLate } from './places/late.js';
import { mapParallel } from './places/parallel.js';
import {
  type Answer,
  type ReachedTarget,
  expectedError,
  lookAgain,
  reachOf,
} from './places/reach.js';
import {
  type RecordToStore,
  type StoredOn,
  failedOutcome,
  keepNewest,
  storeOn,
} from './places/store.js';
import { isMade, notSetUp } from './places/set-up.js';
import { toldWhenSlow } from './places/slow.js';
import { takingTurns } from './places/turns.js';
import { type VaultRun, warnBy } from './run.js';

import type { VaultSession } from './session.js';

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
    const answers = await Promise.all(late.map((one) => whenLate(one, vault)));
    const all = [...reach.reached, ...reach.unreached, ...answers];
    const known = late.reduce(withLate, vault);
    for (const answer of all) {
      const isStored = 'names' in answer && refusalOf(answer, known) === null;
      if (isStored) warnOfUnexpected(answer, session.state, run);
    }
    const planned = whatWouldBeStored({ ...session, vault: known, reach: reachOf(all) }, records);
    for (const { outcome } of planned) run.listen({ kind: 'stored', outcome });
    return planned;
  }
  if (vault.isNew) checkStillEmpty(await lookAgain(reach, signal));
  const away = reach.unreached.map(failedOutcome);
  for (const { outcome } of away) run.listen({ kind: 'stored', outcome });
  const all = [
    ...reach.reached.map((target) => ({ answer: target, vaultNow: () => vault })),
    ...late.map((one) => ({ answer: whenLate(one, vault), vaultNow: () => withLate(vault, one) })),
  ];
  const known = [...reach.reached, ...late.flatMap(({ search }) => search?.target ?? [])];
  const turn = takingTurns({ names: records.map(({ name }) => name), warn: warnBy(run), signal });
  const stored = await mapParallel(all, all.length, async ({ answer, vaultNow }) => {
    const target = await answer;
    if ('error' in target) return told(failedOutcome(target), run);
    // Two names of one slow place may both be late.
    if (!known.includes(target)) {
      if (isKnownAs(target, known, warnBy(run))) return null;
      known.push(target);
    }
    const result = await turn(target, () => {
      const storing = storeUnlessForeign(
        target,
        { ...session, vault: vaultNow() },
        { records, run },
      );
      return toldWhenSlow(target.named, run, storing);
    });
    if (result === null) return null;
    told(result, run);
    if (result.outcome.error === null) await tidy(target, records, run);
    return result;
  });
  const ended = [...away, ...stored.filter((one) => one !== null)];
  const outcomes = targets.flatMap((named) => ended.find((one) => one.named === named) ?? []);
  const { state, now } = run.effects;
  const options = { state, now: now(), signal, warn: warnBy(run) };
  await remember(session, { records, outcomes, options });
  if (vault.isNew) await warnOfTwin(records, session, run);
  warnOfVoidCode(session, run);
  await bringOverBehind(session, run);
  return outcomes;
}

/** Of two codes of vaults that are one now the one counts that the card holds. */
function warnOfVoidCode({ vault, reach }: VaultSession, run: VaultRun): void {
  if (vault.voidCodes === 0 || vault.card.recoverySlot === null) return;
  const message =
    "two PCs that did not see each other's backups each made a recovery code: they are one vault now, and one code alone opens its newer backups";
  const where = reach.reached.map(({ named }) => named.name).join(', ');
  warnBy(run)(warning('recovery-code-void', message, where));
}

function told(result: StoredOn, { listen }: VaultRun): StoredOn {
  listen({ kind: 'stored', outcome: result.outcome });
  return result;
}

/** What a late place says, once it does; an error for one that must not be written to. */
async function whenLate(late: LateTarget, vault: UnlockedVault): Promise<Answer> {
  const target = await late.answer;
  if ('error' in target) return target;
  if (!isMade(target)) return notSetUp(target.named);
  return refusalOfLate(target, withLate(vault, late)) ?? target;
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
      'another PC made its first backup here at the same moment. If it has the same passphrase, the next push makes the two one. If it has another one, keep both: the backups of each PC open with its own';
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
