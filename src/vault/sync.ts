// The sync: every place ends with all records that open. Each place is looked at for itself; those that are
// done give and get while another is still waited for, and once more when that has answered. Only records
// that opened are copied, and nothing is removed.
import { type Warning, warning } from '../record/warning.js';
import { forgottenBy } from './memory/forgotten.js';
import { remember } from './memory/remember.js';
import { failedOf } from './opening/newest.js';
import { type Swept, openedNames } from './opening/sweep.js';
import type { UnlockExisting } from './opening/unlock-with.js';
import { leftBy } from './left-where-it-is.js';
import { warnOfFailed, warnOfLeftOut } from './opening/unopened.js';
import { type Brought, bring } from './places/bring.js';
import { warnOfUnexpected } from './places/expected.js';
import { mapParallel } from './places/parallel.js';
import { type ReachedTarget, lookAgain } from './places/reach.js';
import { toldWhenSlow } from './places/slow.js';
import type { StoredOn } from './places/store.js';
import { type CopyState, type Needs, planSync } from './planning/sync-plan.js';
import type { RecordName } from '../record/name.js';
import { type VaultRun, warnBy, withWarnings } from './run.js';
import { type VaultSession, inSession } from './session.js';
import { type Progress, copiesNow, failed, newProgress, outcomeOf, take } from './sync-progress.js';
import type { SyncOutcome } from './upkeep-outcome.js';
import { type BroughtOver, bringOver, noteBroughtOver, underOthers } from './bring-over.js';
import { type EarlierPassphrase, offerEarlier, withFormer } from './earlier-passphrase.js';
import { type Looked, lookAtAll, refusalOfSwept, someInTime } from './sweeping.js';

/** What opens the records that are to lie in every place. */
export interface SyncRequest {
  readonly unlock: UnlockExisting;
  /** Asked for where a place holds what may be under an earlier passphrase; null where nobody can tell it. */
  readonly earlier?: EarlierPassphrase | null;
  /** The name of the one place that is given what it lacks; the others are only read. Left out for all. */
  readonly into?: string;
}

export interface SyncResult {
  /** How many records opened, each once, wherever they lie. */
  readonly records: number;
  /** In the order of the places. */
  readonly outcomes: readonly SyncOutcome[];
  /** Nothing was stored, and the outcomes say what would be. */
  readonly isDryRun: boolean;
  readonly warnings: readonly Warning[];
}

/**
 * Brings every place to hold all records that open. Run again after an interruption it goes on.
 * @throws VaultError `NO_TARGET_REACHED`, `NO_RECORD`, `WRONG_PASSPHRASE`, `BUSY`, ...; what fails at one
 *   place is in the result.
 */
export async function sync(
  listened: VaultRun,
  { unlock, earlier, into }: SyncRequest,
): Promise<SyncResult> {
  const { run, warnings } = withWarnings(listened);
  const sessionRun = {
    ...{ ...run, needsBackup: true },
    ...(into === undefined ? {} : { into }),
  };
  return inSession(sessionRun, unlock, async (session) => {
    await offerEarlier(session.vault, earlier ?? null, run);
    const isDryRun = run.isDryRun === true;
    const isGiven: IsGiven = ({ named: { name } }) => into === undefined || name === into;
    const first = await pass(session, run, isGiven);
    const others = underOthers(first.swept, session.vault);
    const isSealedAgain = others.size > 0 && !isDryRun && into === undefined;
    const brought = isSealedAgain ? await bringOver(first, session, run) : null;
    const last =
      brought === null ? first : await pass(await afterwards(first, session, run), run, isGiven);
    const { swept } = last;
    const told = new Map([
      ...last.unreached.map(({ named, error }) => [named, failed(named.name, error)] as const),
      ...swept.map(
        (one) =>
          [one.target.named, outcomeIn(one, { first, last, brought, others, isDryRun })] as const,
      ),
    ]);
    const outcomes = session.targets.flatMap((named) => {
      const outcome = into === undefined || named.name === into ? told.get(named) : undefined;
      if (outcome !== undefined) run.listen({ kind: 'synced', outcome });
      return outcome ?? [];
    });
    warnOfRest(swept, session, run);
    const seen = [...first.swept, ...swept].flatMap(({ search }) => search.opened());
    const cards = seen.map(({ parsed }) => parsed.card);
    const vault = await withFormer(session.vault, cards);
    await note(last, { ...session, vault }, run);
    if (brought !== null) await noteBroughtOver(brought, session.vault, run);
    const records = current(openedNames(swept), underOthers(swept, session.vault));
    return { records: records.size, ...{ outcomes, isDryRun, warnings } };
  });
}

/** One look at all places, and what each was given. */
interface Pass extends Looked {
  readonly places: Map<ReachedTarget, Progress>;
}

async function pass(session: VaultSession, run: VaultRun, isGiven: IsGiven): Promise<Pass> {
  const looking = lookAtAll(session, run);
  const context = { places: new Map<ReachedTarget, Progress>(), session, run, isGiven };
  const inTime = await someInTime(looking);
  if (inTime !== null) await round(inTime, context);
  const { swept, unreached } = await looking.all();
  await round(swept, context);
  return { swept, unreached, places: context.places };
}

/** The session once records were sealed again: the places that answered, with what they hold now. */
async function afterwards(
  { swept, unreached }: Pass,
  session: VaultSession,
  run: VaultRun,
): Promise<VaultSession> {
  const again = await lookAgain({ reached: swept.map(({ target }) => target) }, run.signal);
  const reach = { ...again, unreached: [...unreached, ...again.unreached] };
  return { ...session, reach, late: [] };
}

/** Only what is under the vault's card is copied. */
function current(
  opened: ReadonlySet<RecordName>,
  others: ReadonlySet<RecordName>,
): Set<RecordName> {
  return new Set([...opened].filter((name) => !others.has(name)));
}

interface Passes {
  readonly first: Pass;
  readonly last: Pass;
  readonly brought: BroughtOver | null;
  readonly others: ReadonlySet<RecordName>;
  readonly isDryRun: boolean;
}

/** What became of a place in both looks, taken together. */
function outcomeIn(swept: Swept, { first, last, brought, others, isDryRun }: Passes): SyncOutcome {
  const { named } = swept.target;
  const before = first.swept.find(({ target }) => target.named === named)?.target;
  const earlier = brought === null || before === undefined ? null : first.places.get(before);
  const outcome = outcomeOf(swept, last.places.get(swept.target), isDryRun);
  const sealed = brought?.outcomes.find(({ target }) => target === named.name);
  const would = [...swept.target.names].filter((name) => others.has(name)).length;
  const resealed = sealed?.resealed ?? (isDryRun ? would : 0);
  const stored = outcome.stored + (earlier?.stored.size ?? 0);
  const healed = outcome.healed + (earlier?.healed.size ?? 0);
  const error = outcome.error ?? sealed?.error ?? null;
  const isNews = stored + healed + resealed > 0;
  const news = isDryRun ? 'would-sync' : 'synced';
  const state = error !== null ? 'failed' : isNews ? news : outcome.state;
  return { ...outcome, state, stored, healed, resealed, error };
}

interface Context {
  readonly places: Map<ReachedTarget, Progress>;
  readonly session: VaultSession;
  readonly run: VaultRun;
  readonly isGiven: IsGiven;
}

/** Whether a place is given what it lacks. */
type IsGiven = (target: ReachedTarget) => boolean;

/** Brings these places to hold all that opened in them. Does nothing twice. */
async function round(swept: readonly Swept[], context: Context): Promise<void> {
  const { places, session, run, isGiven } = context;
  const opened = current(openedNames(swept), underOthers(swept, session.vault));
  const copies = swept.map((one) => copiesNow(one, places.get(one.target)));
  const refused = swept.map((one) => refusalOfSwept(one, session.vault));
  const isLeft = leftBy(session.vault.remembered, { swept, opened, copies });
  const plan = planSync(
    opened,
    swept.map(({ target: { status } }, i) => ({
      copies: copies[i] ?? new Map<RecordName, CopyState>(),
      isFilled: status.traits.space === 'ample',
    })),
    isLeft,
  );
  const giversOf = (name: RecordName): ReachedTarget[] =>
    swept.flatMap(({ target }, i) => (copies[i]?.get(name) === 'sound' ? target : []));
  const all = swept.map((one, i) => ({ one, needs: plan[i], refusal: refused[i] ?? null }));
  await mapParallel(all, all.length, async ({ one: { target }, needs, refusal }) => {
    if (needs === undefined || !isGiven(target)) return;
    const progress = places.get(target) ?? newProgress(needs);
    places.set(target, progress);
    if (progress.isBroken) return;
    progress.error = refusal;
    if (refusal !== null) return;
    warnOfUnexpected(target, session.state, run);
    target.named.budget.renew();
    const bringing = bringOrPlan(target, needs, { giversOf, run });
    take(progress, await toldWhenSlow(target.named, run, bringing));
  });
}

async function bringOrPlan(
  target: ReachedTarget,
  needs: Needs,
  options: {
    readonly giversOf: (name: RecordName) => readonly ReachedTarget[];
    readonly run: VaultRun;
  },
): Promise<Brought> {
  const { giversOf, run } = options;
  if (run.isDryRun === true) return { stored: needs.lacks, healed: needs.damaged, error: null };
  return bring(target, needs, { giversOf, signal: run.signal });
}

/** Tells of what was not copied: records that do not open, and those that were forgotten here. */
function warnOfRest(swept: readonly Swept[], { vault }: VaultSession, run: VaultRun): void {
  const searches = swept.map(({ search }) => search);
  const opened = searches.flatMap((search) => search.opened());
  warnOfFailed(run, failedOf(searches, opened), opened);
  warnOfLeftOut(run, searches);
  const isForgotten = forgottenBy(vault.remembered);
  for (const { target, search } of swept) {
    const count = search.opened().filter(({ holding }) => isForgotten(holding.name)).length;
    if (count === 0) continue;
    const which = count === 1 ? '1 backup' : `${count} backups`;
    const message = `${which} of a PC that was forgotten here still lie there: they were not copied to other places`;
    warnBy(run)(warning('forgotten-there', message, target.named.name));
  }
}

/** The places belong to the vault now, as after a push. */
async function note({ swept, places }: Pass, session: VaultSession, run: VaultRun): Promise<void> {
  const outcomes = swept.flatMap(({ target }): StoredOn[] => {
    const { named, status } = target;
    const progress = places.get(target);
    const holds = progress !== undefined && progress.there + progress.stored.size > 0;
    if (!holds || progress.error !== null) return [];
    const outcome = {
      target: named.name,
      state: 'verified',
      error: null,
      bytes: 0,
      ms: 0,
    } as const;
    return [{ named, status, outcome }];
  });
  const { state, now } = run.effects;
  const options = { state, now: now(), signal: run.signal, warn: warnBy(run) };
  await remember(session, { records: [], outcomes, options });
}
