// The pull and the list: what the reachable targets hold, opened. They write nothing, and need no state, for
// after a reinstall there is none. Each place is asked and searched for itself, and what one of them gives
// is told while another is still waited for.
import { VaultError } from '../errors.js';
import { isSameLicence } from '../record/licence.js';
import { isRemoved } from '../record/removed.js';
import { type Warning, warning } from '../record/warning.js';
import { aheadOf } from './opening/ahead.js';
import { warnOfLoose } from './opening/loose-records.js';
import { newestOf } from './opening/newest.js';
import { type FailedRecord, type OpenedRecord, isFailed } from './opening/opener.js';
import type { UnlockExisting } from './opening/unlock-with.js';
import {
  type PullFailure,
  type UnopenedNewer,
  closedPlaces,
  newerThan,
  warnOfFailed,
  warnOfLeftOut,
  warnOfNewer,
  warnOfUnreached,
} from './opening/unopened.js';
import { withOpenTargets } from './places/target-address.js';
import { type RowEnd, carriedTags, twiceNamed } from './planning/one-pc.js';
import { typedNames } from './planning/pc-names.js';
import { type PulledRecord, asPulled, isOfMachine } from './pulled-record.js';
import { type Opened, beginAsking, namesToOpen, nothingThere, openAsked } from './reading.js';
import { type ReadingRun, warnBy, withWarnings } from './run.js';

/** What to get back, and what opens it. */
export interface PullRequest {
  /** Asked for only once there is a backup that it may open. */
  readonly unlock: UnlockExisting | (() => Promise<UnlockExisting>);
  /** Only PCs of this name or tag; null for all. */
  readonly machine: string | null;
}

export interface PullResult {
  /** Newest first. */
  readonly opened: readonly PulledRecord[];
  /** Records that could not be opened. */
  readonly failed: readonly PullFailure[];
  /** Those of them that are newer than what opened of their PC. */
  readonly unopened: readonly UnopenedNewer[];
  /** Places that did not answer: they may hold newer backups. */
  readonly unreached: readonly PullFailure[];
  /** Places that answered and hold backups: none of them opens, or not all of them were looked at. */
  readonly closed: readonly PullFailure[];
  /** Whether it was stopped before all places had given what they hold. */
  readonly isInterrupted: boolean;
  readonly warnings: readonly Warning[];
}

/**
 * The newest good record of each PC; also an older one from a place that was away, where it holds a
 * licence that the newest lacks. Stopped by its signal it gives what has opened by then.
 * @throws VaultError `NO_TARGET_REACHED`, `NO_RECORD`, or why no record opens.
 */
export async function pull(run: ReadingRun, request: PullRequest): Promise<PullResult> {
  return openFrom(run, request, {
    wanted: 'newest',
    select: async ({ searches, opening }) => {
      const { opened, older, failed } = await newestOf(searches, opening);
      const more = older.filter((record) => holdsMore(record, opened));
      const carried = carriedTags(opened.map(rowEnd));
      const shown = opened.filter(({ holding }) => !carried.has(holding.tag));
      return [...shown, ...more, ...failed];
    },
  });
}

/**
 * Every record of each PC.
 * @throws VaultError as {@link pull} does.
 */
export async function listRecords(run: ReadingRun, request: PullRequest): Promise<PullResult> {
  return openFrom(run, request, {
    wanted: 'all',
    select: ({ found, failed }) => Promise.resolve([...found(), ...failed()]),
  });
}

interface Selection {
  readonly wanted: 'newest' | 'all';
  readonly select: (opened: Opened) => Promise<(OpenedRecord | FailedRecord)[]>;
}

async function openFrom(
  listened: ReadingRun,
  { unlock, machine }: PullRequest,
  { wanted, select }: Selection,
): Promise<PullResult> {
  const { run, warnings } = withWarnings(listened);
  return withOpenTargets(run.targets, async (targets) => {
    const asked = beginAsking(targets, run);
    if (!(await namesToOpen(asked))) throw nothingThere(asked);
    const given = typeof unlock === 'function' ? await unlock() : unlock;
    const opened = await openAsked(run, asked, { unlock: given, wanted });
    const records = opened.isInterrupted ? opened.found() : await select(opened);
    const failed = records.filter(isFailed);
    const pulled = asPulled(records.filter(isOpenedRecord), opened.opening.opener);
    const ends = newestOfPcs(pulled);
    const carried = carriedTags(ends);
    // What its newest carries on is the same PC's, under another tag.
    const ofOnePc = pulled.map((one) => ({ ...one, tag: carried.get(one.tag) ?? one.tag }));
    const chosen = ofMachine(ofOnePc, failed, machine);
    warnOfTwice(ends, warnBy(run));
    const unopened = newerThan(newestOfPcs(chosen), failed);
    const failures = failed.map(({ holding, error }) => ({ name: holding.name, error }));
    const unreached = opened.unreached.map(({ named, error }) => ({ name: named.name, error }));
    const closed = closedPlaces(opened.searches);
    opened.unusable.tell();
    warnOfLoose(asked.reached, warnBy(run));
    warnOfUnreached(run, unreached);
    warnOfFailed(run, failed, records.filter(isOpenedRecord));
    warnOfLeftOut(run, opened.searches);
    for (const one of aheadOf(newestOfPcs(chosen), run.effects.now())) warnBy(run)(one);
    warnOfNewer(run, unopened);
    const { isInterrupted } = opened;
    const shut = { failed: failures, unopened, unreached, closed };
    return { opened: chosen, ...shut, isInterrupted, warnings };
  });
}

function rowEnd({ holding: { tag }, content }: OpenedRecord): RowEnd {
  return { tag, content };
}

/** Says why a PC is shown twice. */
export function warnOfTwice(ends: readonly RowEnd[], warn: (warning: Warning) => void): void {
  for (const name of twiceNamed(ends)) {
    const message = `${name} is here twice: it pushed into two vaults before they became one. Its own next push makes one row of them`;
    warn(warning('pc-twice', message, name));
  }
}

/** Of records newest first, each PC's first. */
function newestOfPcs(records: readonly PulledRecord[]): PulledRecord[] {
  const seen = new Set<string>();
  return records.filter(({ tag }) => !seen.has(tag) && seen.add(tag));
}

function isOpenedRecord(record: OpenedRecord | FailedRecord): record is OpenedRecord {
  return !isFailed(record);
}

function holdsMore({ holding, content }: OpenedRecord, newest: readonly OpenedRecord[]): boolean {
  const ofPc = newest.filter((record) => record.holding.tag === holding.tag);
  const licences = ofPc.flatMap((record) => record.content.licences);
  const removed = ofPc.flatMap((record) => record.content.removed ?? []);
  return !content.licences.every(
    (one) =>
      licences.some((other) => isSameLicence(one, other)) ||
      isRemoved(one, content.takenAt, removed),
  );
}

function ofMachine(
  opened: readonly PulledRecord[],
  failed: readonly FailedRecord[],
  machine: string | null,
): PulledRecord[] {
  if (machine === null) return [...opened];
  const matching = opened.filter((record) => isOfMachine(record, machine));
  if (matching.length > 0) return matching;
  const others = failed.length === 0 ? '' : ` ${failed.length} more do not open.`;
  throw new VaultError('NO_RECORD', `there is no backup of a PC named ${machine}`, {
    hint: `There are backups of: ${typedNames(opened.map(({ content }) => content.machine)).join(', ')}.${others}`,
  });
}
