// The prune: of each PC all but the newest backups go, place by place. What counts in a place is what lies
// whole in it and opened; what did not open stays.
import { VaultError } from '../errors.js';
import type { RecordContent } from '../record/schema.js';
import { withPruned } from './memory/pruned.js';
import { withVault } from './memory/state.js';
import { noted, saveOrTell } from './noting.js';
import type { Warning } from '../record/warning.js';
import { type Swept, copiesIn, openedIds } from './opening/sweep.js';
import type { OpenedRecord } from './opening/opener.js';
import type { UnlockExisting } from './opening/unlock-with.js';
import { warnOfLeftOut } from './opening/unopened.js';
import { recordsOfPc } from './pc-records.js';
import { addressKnownPc } from './planning/addressed-pc.js';
import { type PrunePlan, leastKept, planPrune } from './planning/prune-plan.js';
import { type PlannedRemoval, removeFromAll } from './removal.js';
import { type VaultRun, withWarnings } from './run.js';
import { type VaultSession, forBackups, inSession } from './session.js';
import { lookAtAll, withoutClosed } from './sweeping.js';
import { nothingToOpen } from './opening/unlock-refusals.js';
import type { RemovalOutcome } from './upkeep-outcome.js';

/** What goes and what stays of one PC in one place. */
interface PrunedPlace extends PrunePlan {
  /** What the user calls it. */
  readonly target: string;
}

/** What goes of one PC. */
export interface PrunedPc {
  readonly pc: Pick<RecordContent, 'machine' | 'os'>;
  /** The places from which something of it goes, or where more stays than was asked for. */
  readonly places: readonly PrunedPlace[];
}

export interface PruneRequest {
  readonly unlock: UnlockExisting;
  /** How many of the newest backups of a PC stay in each place, at least 2. */
  readonly keep: number;
  /** Only the PC of this name or tag; null for all. */
  readonly machine: string | null;
  /** Told what goes before it does. What it throws ends the prune, and nothing is removed. */
  readonly confirm: (pcs: readonly PrunedPc[], signal: AbortSignal) => Promise<void>;
}

export interface PruneResult {
  readonly pcs: readonly PrunedPc[];
  readonly outcomes: readonly RemovalOutcome[];
  readonly isDryRun: boolean;
  readonly warnings: readonly Warning[];
}

/**
 * Removes older backups.
 * @throws VaultError `USAGE` for fewer than 2 and for a PC that is not there, and as a sync does.
 */
export async function prune(listened: VaultRun, request: PruneRequest): Promise<PruneResult> {
  const { run, warnings } = withWarnings(listened);
  const { keep, machine } = request;
  checkKeep(keep);
  return inSession(forBackups(run), request.unlock, async (session) => {
    const { vault, targets } = session;
    if (vault.newest.length === 0) throw nothingToOpen();
    const only = machine === null ? null : addressKnownPc(vault, machine).machine.tag;
    const { swept, unreached } = await lookAtAll(session, run).all();
    warnOfLeftOut(
      run,
      swept.map(({ search }) => search),
    );
    const plans = await planOfEach(only, { swept, session, keep, run });
    const pcs = plans.map(({ pc, places }) => ({ pc, places: places.map(asTold) }));
    const isDryRun = run.isDryRun === true;
    const isMuch = pcs.some(({ places }) => places.some(({ go }) => go.length > 0));
    if (isMuch && !isDryRun) await request.confirm(pcs, run.signal);
    const planned = swept.map((one): PlannedRemoval => {
      const here = plans.flatMap(({ places }) => places.filter((place) => place.swept === one));
      return { target: one.target, steps: here.map(({ plan }) => plan) };
    });
    const all = withoutClosed(planned, { swept, unreached, vault });
    const outcomes = await removeFromAll(targets, all, run);
    const removed = isDryRun ? [] : outcomes.flatMap((outcome) => outcome.removed);
    const ids = openedIds(swept);
    if (removed.length > 0)
      await notePruned([...new Set(removed.flatMap((name) => ids.get(name) ?? []))], session, run);
    return { pcs, outcomes, isDryRun, warnings };
  });
}

function checkKeep(keep: number): void {
  if (Number.isSafeInteger(keep) && keep >= leastKept) return;
  throw new VaultError('USAGE', `at least ${leastKept} backups of each PC are kept`, {
    hint: 'The second newest is there for the day on which the newest turns out to be damaged.',
  });
}

interface PlaceOfPc {
  readonly swept: Swept;
  readonly plan: PrunePlan;
}

interface PlanOfPc {
  readonly pc: PrunedPc['pc'];
  readonly places: readonly PlaceOfPc[];
}

/** Of each PC what goes from each place; those of which nothing goes are left out. */
async function planOfEach(
  only: string | null,
  options: {
    readonly swept: readonly Swept[];
    readonly session: VaultSession;
    readonly keep: number;
    readonly run: VaultRun;
  },
): Promise<PlanOfPc[]> {
  const { swept, session, keep, run } = options;
  const whole = new Map(swept.map((one) => [one, wholeIn(one)]));
  const counts = new Map<string, number>();
  for (const names of whole.values()) {
    const here = new Map<string, number>();
    for (const { tag } of names.values()) here.set(tag, (here.get(tag) ?? 0) + 1);
    for (const [tag, count] of here) counts.set(tag, Math.max(counts.get(tag) ?? 0, count));
  }
  const plans: PlanOfPc[] = [];
  for (const [tag, count] of counts) {
    if (count <= keep || (only !== null && tag !== only)) continue;
    const records = await recordsOfPc(tag, swept, { vault: session.vault, run });
    const [newest] = records;
    if (newest === undefined) continue;
    const places = swept.flatMap((one) => planIn(one, whole.get(one), { records, keep }));
    const { machine, os } = newest.content;
    if (places.length > 0) plans.push({ pc: { machine, os }, places });
  }
  return plans;
}

/** The opened records that lie whole in the place. */
function wholeIn(one: Swept): Map<string, OpenedRecord['holding']> {
  const copies = copiesIn(one);
  const opened = one.search.opened().filter(({ holding }) => copies.get(holding.name) === 'sound');
  return new Map(opened.map(({ holding }) => [holding.name, holding]));
}

function planIn(
  swept: Swept,
  whole: ReadonlyMap<string, unknown> | undefined,
  { records, keep }: { readonly records: readonly OpenedRecord[]; readonly keep: number },
): PlaceOfPc[] {
  const here = records.filter(({ holding }) => whole?.has(holding.name) === true);
  const plan = planPrune(
    here.map(({ holding: { name }, parsed, content }) => {
      return { name, recordId: parsed.header.recordId, content };
    }),
    keep,
  );
  return plan.go.length + plan.needed.length === 0 ? [] : [{ swept, plan }];
}

function asTold({ swept, plan }: PlaceOfPc): PrunedPlace {
  return { target: swept.target.named.name, ...plan };
}

/** A place that was away brings back to no other what was removed here. */
async function notePruned(
  ids: readonly string[],
  { state, vault, reach }: VaultSession,
  run: VaultRun,
): Promise<void> {
  const next = withPruned(await noted({ vault, reach }), ids);
  const without = 'a sync may bring the older backups back from a place that was away';
  await saveOrTell(withVault(state, next, vault.remembered), without, run);
}
