// The pull and the list: what the reachable targets hold, opened. They need no state and write nothing,
// for after a reinstall there is none.
import { VaultError } from '../errors.js';
import { isSameLicence } from '../record/licence.js';
import { isRemoved } from '../record/removed.js';
import type { RecordContent } from '../record/schema.js';
import type { Warning } from '../record/warning.js';
import { unlockByCode } from './opening/by-code.js';
import { openNewest } from './opening/newest.js';
import {
  type FailedRecord,
  type OpenedRecord,
  createOpener,
  isFailed,
  isOpened,
} from './opening/opener.js';
import { passphraseKeys } from './opening/passphrase-keys.js';
import { type Opening, unlockSalts } from './opening/salts.js';
import { withTries } from './opening/tries.js';
import type { UnlockExisting } from './opening/unlock-with.js';
import {
  type Holding,
  type Reach,
  type ReachedTarget,
  holdingsByTag,
  noneReached,
  reachForReading,
} from './places/reach.js';
import {
  type PullFailure,
  closedPlaces,
  warnOfFailed,
  warnOfUnreached,
} from './opening/unopened.js';
import { withOpenTargets } from './places/target-address.js';
import { type ReadingRun, warnBy, withWarnings } from './run.js';

/** What to get back, and what opens it. */
export interface PullRequest {
  /** Asked for only once there is a backup that it may open. */
  readonly unlock: UnlockExisting | (() => Promise<UnlockExisting>);
  /** Only PCs of this name or tag; null for all. */
  readonly machine: string | null;
}

/** One opened record. */
export interface PulledRecord {
  readonly name: string;
  /** The PC's tag. */
  readonly tag: string;
  /** Every place that lists it. */
  readonly targets: readonly string[];
  readonly content: RecordContent;
  /** Whether a recovery code opens it, too. */
  readonly hasRecovery: boolean;
}

export interface PullResult {
  /** Newest first. */
  readonly opened: readonly PulledRecord[];
  /** Records that could not be opened. */
  readonly failed: readonly PullFailure[];
  /** Places that did not answer: they may hold newer backups. */
  readonly unreached: readonly PullFailure[];
  /** Places that answered and hold backups, none of which opens. */
  readonly closed: readonly PullFailure[];
  readonly warnings: readonly Warning[];
}

/**
 * The newest good record of each PC; also an older one from a place that was away, where it holds a
 * licence that the newest lacks.
 * @throws VaultError `NO_TARGET_REACHED`, `NO_RECORD`, or why no record opens.
 */
export async function pull(run: ReadingRun, request: PullRequest): Promise<PullResult> {
  return openFrom(run, request, async ({ reached }, byTag, opening) => {
    const { opened, older, failed, holders } = await openNewest(reached, byTag, opening);
    const more = older.filter((record) => holdsMore(record, opened));
    return { records: [...opened, ...more, ...failed], holders };
  });
}

/**
 * Every record of each PC.
 * @throws VaultError as {@link pull} does.
 */
export async function listRecords(run: ReadingRun, request: PullRequest): Promise<PullResult> {
  return openFrom(run, request, async ({ reached }, byTag, opening) => {
    const all = [...byTag.values()].flat();
    const groups = reached.map((target) => all.filter(({ holders }) => holders.includes(target)));
    await unlockSalts(groups, opening);
    const records = await opening.opener.openAll(all);
    const holders = records.filter(isOpened).flatMap(({ holding }) => holding.holders);
    return { records, holders: new Set(holders) };
  });
}

type Select = (
  reach: Reach,
  byTag: ReadonlyMap<string, readonly Holding[]>,
  opening: Opening,
) => Promise<Selected>;

interface Selected {
  readonly records: readonly (OpenedRecord | FailedRecord)[];
  /** The targets that hold a record that opened. */
  readonly holders: ReadonlySet<ReachedTarget>;
}

async function openFrom(
  listened: ReadingRun,
  { unlock, machine }: PullRequest,
  select: Select,
): Promise<PullResult> {
  const { run, warnings } = withWarnings(listened);
  return withOpenTargets(run.targets, async (targets) => {
    const reach = await reachForReading(targets, run.signal, run);
    if (reach.reached.length === 0) throw noneReached(reach);
    const byTag = holdingsByTag(reach.reached);
    if (byTag.size === 0) throw noRecord(reach);
    const given = typeof unlock === 'function' ? await unlock() : unlock;
    const { opened, failed, holders } = await withTries(given, async (tried) => {
      const opening = await openingFor(run, tried, byTag);
      const { records, holders } = await select(reach, byTag, opening);
      const sorted = { opened: records.filter(isOpened), failed: records.filter(isFailed) };
      if (sorted.opened.length === 0) throw noneOpens(sorted.failed);
      return { ...sorted, holders };
    });
    const chosen = newestFirst(ofMachine(withoutTwins(opened), failed, machine));
    const failures = failed.map(({ holding, error }) => ({ name: holding.name, error }));
    const unreached = reach.unreached.map(({ named, error }) => ({ name: named.name, error }));
    const closed = closedPlaces(reach, { failed, holders });
    warnOfUnreached(run, unreached);
    warnOfFailed(run, failed);
    return { opened: chosen.map(asPulled), failed: failures, unreached, closed, warnings };
  });
}

async function openingFor(
  run: ReadingRun,
  unlock: UnlockExisting,
  byTag: ReadonlyMap<string, readonly Holding[]>,
): Promise<Opening> {
  const { effects, signal } = run;
  const keys = passphraseKeys(unlock, { derive: effects.derive, purpose: 'existing', signal });
  const opening = { keys, opener: createOpener({ keys, signal, warn: warnBy(run) }) };
  if (unlock.kind === 'recovery-code') await unlockByCode(byTag, unlock.code, opening);
  return opening;
}

function asPulled({ holding, parsed, content }: OpenedRecord): PulledRecord {
  const targets = holding.holders.map(({ named }) => named.name);
  const hasRecovery = parsed.card.recoverySlot !== null;
  return { name: holding.name, tag: holding.tag, targets, content, hasRecovery };
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
  opened: readonly OpenedRecord[],
  failed: readonly FailedRecord[],
  machine: string | null,
): OpenedRecord[] {
  if (machine === null) return [...opened];
  const wanted = machine.toLowerCase();
  const matching = opened.filter(({ content }) =>
    [content.machine.tag, content.machine.name?.toLowerCase()].includes(wanted),
  );
  if (matching.length > 0) return matching;
  const all = opened.map((record) => record.content.machine.name ?? record.holding.tag);
  const others = failed.length === 0 ? '' : ` ${failed.length} more do not open.`;
  throw new VaultError('NO_RECORD', `there is no backup of a PC named ${machine}`, {
    hint: `There are backups of: ${[...new Set(all)].join(', ')}.${others}`,
  });
}

/** A record that was sealed again (a recovery code was added) counts once: the one with more slots. */
function withoutTwins(opened: readonly OpenedRecord[]): OpenedRecord[] {
  const byId = new Map<string, OpenedRecord>();
  for (const record of opened) {
    const { recordId, slots } = record.parsed.header;
    const twin = byId.get(recordId);
    if (twin === undefined || slots > twin.parsed.header.slots) byId.set(recordId, record);
  }
  return [...byId.values()];
}

function newestFirst(opened: readonly OpenedRecord[]): OpenedRecord[] {
  return [...opened].sort((a, b) => Date.parse(b.content.takenAt) - Date.parse(a.content.takenAt));
}

function noRecord({ reached, unreached }: Reach): VaultError {
  const asked = reached.map(({ named }) => named.name).join(', ');
  const away = unreached.map(({ named }) => named.name).join(', ');
  return new VaultError('NO_RECORD', `there is no backup in ${asked}`, {
    hint:
      away === ''
        ? 'Is it the right place, the right drive letter, the right stick?'
        : `These places could not be asked: ${away}.`,
  });
}

/**
 * The failure that tells most: only the right passphrase shows that a record was altered; a wrong one
 * is what the user can mend.
 */
function noneOpens(failed: readonly FailedRecord[]): VaultError {
  const errors = failed.map((record) => record.error);
  const telling = ['ALTERED', 'WRONG_PASSPHRASE'].flatMap(
    (code) => errors.find((error) => error.code === code) ?? [],
  );
  const [error] = [...telling, ...errors];
  return error ?? new VaultError('NO_RECORD', 'there is no backup that opens');
}
