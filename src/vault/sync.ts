// The sync: every place ends with all records that open. Each place is looked at for itself; those that are
// done give and get while another is still waited for, and once more when that has answered. Only records
// that opened are copied, and nothing is removed.
import type { VaultError } from '../errors.js';
import { type Warning, warning } from '../record/warning.js';
import { forgottenBy } from './memory/forgotten.js';
import { remember } from './memory/remember.js';
import { failedOf } from './opening/newest.js';
import { type Swept, copiesIn, openedNames, unreadIn } from './opening/sweep.js';
import type { UnlockExisting } from './opening/unlock-with.js';
import { warnOfFailed, warnOfLeftOut } from './opening/unopened.js';
import { type Brought, bring } from './places/bring.js';
import { warnOfUnexpected } from './places/expected.js';
import { mapParallel } from './places/parallel.js';
import type { ReachedTarget } from './places/reach.js';
import { toldWhenSlow } from './places/slow.js';
import type { StoredOn } from './places/store.js';
import { type CopyState, type Needs, planSync } from './planning/sync-plan.js';
import type { RecordName } from '../record/name.js';
import { type VaultRun, warnBy, withWarnings } from './run.js';
import { type VaultSession, inSession } from './session.js';
import type { SyncOutcome } from './upkeep-outcome.js';
import { lookAtAll, refusalOfSwept, someInTime } from './sweeping.js';

/** What opens the records that are to lie in every place. */
export interface SyncRequest {
  readonly unlock: UnlockExisting;
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
export async function sync(listened: VaultRun, { unlock }: SyncRequest): Promise<SyncResult> {
  const { run, warnings } = withWarnings(listened);
  return inSession({ ...run, needsBackup: true }, unlock, async (session) => {
    const looking = lookAtAll(session, run);
    const places = new Map<ReachedTarget, Progress>();
    const inTime = await someInTime(looking);
    if (inTime !== null) await round(inTime, { places, session, run });
    const { swept, unreached } = await looking.all();
    await round(swept, { places, session, run });
    const told = [
      ...unreached.map(({ named, error }) => ({ named, outcome: failed(named.name, error) })),
      ...swept.map((one) => ({
        named: one.target.named,
        outcome: outcomeOf(one, places.get(one.target), run.isDryRun === true),
      })),
    ];
    const outcomes = session.targets.flatMap((named) => {
      const outcome = told.find((one) => one.named === named)?.outcome;
      if (outcome !== undefined) run.listen({ kind: 'synced', outcome });
      return outcome ?? [];
    });
    warnOfRest(swept, session, run);
    await note(swept, { places, session, run });
    return {
      records: openedNames(swept).size,
      ...{ outcomes, isDryRun: run.isDryRun === true, warnings },
    };
  });
}

/** How far one place has come. */
interface Progress {
  readonly stored: Set<RecordName>;
  readonly healed: Set<RecordName>;
  /** Of the first look. */
  readonly there: number;
  error: VaultError | null;
  /** Whether it failed when something was stored: it is not tried again in this run. */
  isBroken: boolean;
}

interface Context {
  readonly places: Map<ReachedTarget, Progress>;
  readonly session: VaultSession;
  readonly run: VaultRun;
}

/** Brings these places to hold all that opened in them. Does nothing twice. */
async function round(swept: readonly Swept[], context: Context): Promise<void> {
  const { places, session, run } = context;
  const opened = openedNames(swept);
  const copies = swept.map((one) => copiesNow(one, places.get(one.target)));
  const refused = swept.map((one) => refusalOfSwept(one, session.vault));
  const isLeft = forgottenBy(session.vault.remembered);
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
    if (needs === undefined) return;
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

function newProgress({ there }: Needs): Progress {
  return { stored: new Set(), healed: new Set(), there, error: null, isBroken: false };
}

function take(progress: Progress, { stored, healed, error }: Brought): void {
  for (const name of stored) progress.stored.add(name);
  for (const name of healed) progress.healed.add(name);
  progress.error = error;
  progress.isBroken = error !== null;
}

/** What was seen of the copies there, and what was stored since. */
function copiesNow(one: Swept, progress: Progress | undefined): Map<RecordName, CopyState> {
  const copies = copiesIn(one);
  if (progress === undefined) return copies;
  for (const name of [...progress.stored, ...progress.healed]) copies.set(name, 'sound');
  return copies;
}

function failed(target: string, error: VaultError): SyncOutcome {
  return { target, state: 'failed', stored: 0, healed: 0, there: 0, error };
}

function outcomeOf(swept: Swept, progress: Progress | undefined, isDryRun: boolean): SyncOutcome {
  const { named, status } = swept.target;
  const stored = progress?.stored.size ?? 0;
  const healed = progress?.healed.size ?? 0;
  const counts = { target: named.name, stored, healed, there: progress?.there ?? 0 };
  const error = progress?.error ?? unreadIn(swept);
  if (error !== null) return { ...counts, state: 'failed', error };
  if (stored + healed > 0) return { ...counts, state: isDryRun ? 'would-sync' : 'synced', error };
  return { ...counts, state: status.traits.space === 'scarce' ? 'gives-only' : 'unchanged', error };
}

/** Tells of what was not copied: records that do not open, and those that were forgotten here. */
function warnOfRest(swept: readonly Swept[], { vault }: VaultSession, run: VaultRun): void {
  const searches = swept.map(({ search }) => search);
  warnOfFailed(
    run,
    failedOf(
      searches,
      searches.flatMap((search) => search.opened()),
    ),
  );
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
async function note(swept: readonly Swept[], { places, session, run }: Context): Promise<void> {
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
