// Forgetting a PC: every backup of it that opens goes, from every place that is reached. What it was is
// noted first, so that a sync does not bring it back from a place that was away.
import { toHex } from '../bytes.js';
import { VaultError } from '../errors.js';
import { parseRecordName } from '../record/name.js';
import { formatTime } from '../record/time.js';
import type { Licence, RecordContent } from '../record/schema.js';
import { type Warning, warning } from '../record/warning.js';
import { forgetting, withoutEmptied } from './memory/forgotten.js';
import { withVault } from './memory/state.js';
import { noted, saveOrTell } from './noting.js';
import { failedOf } from './opening/newest.js';
import type { OpenedRecord } from './opening/opener.js';
import { type Swept, openedNames, unreadIn } from './opening/sweep.js';
import type { UnlockExisting } from './opening/unlock-with.js';
import { nothingToOpen } from './opening/unlock-refusals.js';
import { warnOfLeftOut } from './opening/unopened.js';
import { licencesOf, recordsOfPc } from './pc-records.js';
import { addressKnownPc } from './planning/addressed-pc.js';
import { type PlannedRemoval, removeFromAll } from './removal.js';
import { type VaultRun, warnBy, withWarnings } from './run.js';
import { type VaultSession, forBackups, inSession } from './session.js';
import { lookAtAll, withoutClosed } from './sweeping.js';
import type { RemovalOutcome } from './upkeep-outcome.js';

/** What goes with a PC. */
export interface ForgottenContent {
  /** As its newest backup shows it. */
  readonly pc: RecordContent;
  /** Every licence that its backups hold. */
  readonly licences: readonly Licence[];
  /** How many backups of it there are, each once. */
  readonly records: number;
  /** The places that hold them, as the user calls them. */
  readonly places: readonly string[];
}

export interface ForgetRequest {
  readonly unlock: UnlockExisting;
  /** The PC, by name or tag. */
  readonly machine: string;
  /** Told what goes before it does. What it throws ends it, and nothing is removed. */
  readonly confirm: (content: ForgottenContent, signal: AbortSignal) => Promise<void>;
}

export interface ForgetResult {
  readonly forgotten: ForgottenContent;
  readonly outcomes: readonly RemovalOutcome[];
  readonly isDryRun: boolean;
  readonly warnings: readonly Warning[];
}

/**
 * Removes every backup of a PC that opens.
 * @throws VaultError `USAGE` for a PC that is not there, and as a sync does.
 */
export async function forgetPc(listened: VaultRun, request: ForgetRequest): Promise<ForgetResult> {
  const { run, warnings } = withWarnings(listened);
  return inSession(forBackups(run), request.unlock, async (session) => {
    const { vault, targets } = session;
    if (vault.newest.length === 0) throw nothingToOpen();
    const { tag } = addressKnownPc(vault, request.machine).machine;
    const { swept, unreached } = await lookAtAll(session, run).all();
    const records = await recordsOfPc(tag, swept, { vault, run });
    const forgotten = whatGoes(records, swept, tag);
    tellOfRest(tag, swept, run);
    const isDryRun = run.isDryRun === true;
    if (!isDryRun) {
      await request.confirm(forgotten, run.signal);
      await noteForgotten(records, session, run);
    }
    const opened = openedNames(swept);
    const planned = swept.map((one): PlannedRemoval => {
      const { target } = one;
      const here = [...target.names].filter(
        (name) => opened.has(name) && parseRecordName(name)?.tag === tag,
      );
      return { target, steps: [{ go: here.sort(), stay: [] }], left: unreadIn(one, tag) };
    });
    const all = withoutClosed(planned, { swept, unreached, vault });
    const outcomes = await removeFromAll(targets, all, run);
    if (!isDryRun) await noteEmptied(planned, { outcomes, session, run });
    return { forgotten, outcomes, isDryRun, warnings };
  });
}

function whatGoes(
  records: readonly OpenedRecord[],
  swept: readonly Swept[],
  tag: string,
): ForgottenContent {
  const [newest] = records;
  if (newest === undefined) throw new VaultError('NO_RECORD', 'no backup of the PC opens any more');
  const ids = new Set(records.map(({ parsed }) => parsed.header.recordId));
  const holding = swept.filter(({ search }) =>
    search.opened().some((one) => one.holding.tag === tag),
  );
  const places = holding.map(({ target }) => target.named.name);
  return { pc: newest.content, licences: licencesOf(records), records: ids.size, places };
}

/** What of the PC does not open stays, and is told of. */
function tellOfRest(tag: string, swept: readonly Swept[], run: VaultRun): void {
  const searches = swept.map(({ search }) => search);
  warnOfLeftOut(run, searches);
  const opened = searches.flatMap((search) => search.opened());
  const left = failedOf(searches, opened).filter(({ holding }) => holding.tag === tag);
  for (const reason of new Set(left.map(({ error }) => error.message))) {
    const of = left.filter(({ error }) => error.message === reason);
    const which = of.length === 1 ? '1 backup' : `${of.length} backups`;
    const message = `${which} under the tag of this PC did not open, and stay: ${reason}`;
    warnBy(run)(warning('not-forgotten', message, tag));
  }
}

/** Before anything is removed: an interruption leaves less than was asked for, and never brings it back. */
async function noteForgotten(
  records: readonly OpenedRecord[],
  { state, vault, reach }: VaultSession,
  run: VaultRun,
): Promise<void> {
  const tag = records[0]?.holding.tag ?? '';
  // Also what nobody saw: it was backed up by then, and lies in a place that is away.
  const now = formatTime(run.effects.now());
  const until = [now, ...records.map(({ content }) => content.takenAt)].sort().at(-1) ?? now;
  const { remembered } = vault;
  const known = await noted({ vault, reach });
  const next = forgetting(known, { tag, until });
  const without = 'a sync may bring the backups back from a place that was away';
  await saveOrTell(withVault(state, next, remembered), without, run);
}

/** A place in which nothing is left was not emptied by somebody else: the next push may store there. */
async function noteEmptied(
  planned: readonly PlannedRemoval[],
  {
    outcomes,
    session: { vault },
    run,
  }: {
    readonly outcomes: readonly RemovalOutcome[];
    readonly session: VaultSession;
    readonly run: VaultRun;
  },
): Promise<void> {
  const empty = planned.filter(({ target: { named, names } }) => {
    const outcome = outcomes.find(({ target }) => target === named.name);
    return names.size > 0 && outcome?.removed.length === names.size;
  });
  if (empty.length === 0) return;
  const ids = empty.flatMap(({ target }) => target.status.placeId ?? []);
  const state = await run.effects.state.load();
  const salt = toHex(vault.card.salt);
  const vaults = state.vaults.map((one) =>
    one.card.salt === salt ? withoutEmptied(one, ids) : one,
  );
  const without = 'the next push asks whether the places were emptied by somebody else';
  await saveOrTell({ ...state, vaults }, without, run);
}
