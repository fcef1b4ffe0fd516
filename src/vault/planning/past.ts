// What is known of a PC's earlier records when a new one is planned: those that were opened, and what
// the state file noted. Everything that one record holds and the newest may not is opened here, so
// that the next one carries it on.
import { type Warning, warning } from '../../record/warning.js';
import { VaultError } from '../../errors.js';
import type { RecordName } from '../../record/name.js';
import type { RecordContent } from '../../record/schema.js';
import { type RecordMark, highestMark } from './content.js';
import { type FailedRecord, type OpenedRecord, isFailed, isOpened } from '../opening/opener.js';
import { openEach } from '../opening/looked-at.js';
import type { MachineState } from '../memory/state.js';
import { tally } from '../opening/tally.js';
import { aheadOf } from '../opening/ahead.js';
import type { UnlockedVault } from '../opening/unlock.js';
import { twinsOf } from './one-pc.js';

/** A PC's past. */
export interface Past {
  /** Newest first. */
  readonly opened: readonly OpenedRecord[];
  /** Those that could not be opened. */
  readonly failed: readonly FailedRecord[];
  readonly remembered: MachineState | null;
  /** Names of records that need not be opened: the newest is known to carry on what they hold. */
  readonly folded: readonly string[];
  /** Other tags that it has records under, from before two vaults became one. */
  readonly twins: readonly string[];
}

/**
 * Opens the PC's newest record, and every other one that no later record is known to carry on: after
 * an interrupted push, a fork, or when the state file was lost.
 * @throws VaultError `UNSUPPORTED_VERSION` when a later version wrote one: its licences cannot be
 *   carried on, so nothing may be stored that would stand before it.
 */
export async function openPast(tag: string, vault: UnlockedVault): Promise<Past> {
  const { byTag, opening, unusable } = vault;
  const twins = twinTags(tag, vault);
  const own = rowOf(tag, vault);
  const { remembered, newestName } = own;
  const rows = [own, ...twins.map((twin) => rowOf(twin, vault))];
  const folded = [...new Set(rows.flatMap((row) => row.folded))];
  const needed = rows.flatMap((row) =>
    (byTag.get(row.tag) ?? []).filter(
      ({ name }) => name === row.newestName || !folded.includes(name),
    ),
  );
  const records = await openEach(needed, opening);
  unusable.tell();
  const failed = records.filter(isFailed);
  refuseNewer(failed);
  const rank = (record: OpenedRecord): number => (record.holding.name === newestName ? 1 : 0);
  const opened = records
    .filter(isOpened)
    .sort((a, b) => rank(b) - rank(a) || b.content.sequence - a.content.sequence);
  return { opened, failed, remembered, folded, twins };
}

/** The other tags that the PC has records under. */
function twinTags(tag: string, { newest, remembered }: UnlockedVault): string[] {
  const contents = newest.map(({ content }) => content);
  const noted = remembered?.machines.find((machine) => machine.tag === tag);
  const known = noted === undefined ? undefined : { ...noted, machine: { ...noted.machine, tag } };
  const own = contents.find(({ machine }) => machine.tag === tag) ?? known;
  return twinsOf(tag, own, contents).map(({ machine }) => machine.tag);
}

interface Row {
  readonly tag: string;
  readonly remembered: MachineState | null;
  readonly newestName: RecordName | undefined;
  readonly folded: readonly string[];
}

function rowOf(tag: string, { newest, remembered: vault }: UnlockedVault): Row {
  const remembered = vault?.machines.find((machine) => machine.tag === tag) ?? null;
  const newestName = newest.find((record) => record.holding.tag === tag)?.holding.name;
  // The note counts for one newest record only: with a place away, an older one is the newest here,
  // and it carries less.
  const folded = remembered?.newest === newestName ? (remembered?.folded ?? []) : [];
  return { tag, remembered, newestName, folded };
}

/** The marks of all that is known of, newest first. */
export function marksOf({ opened, remembered }: Past): RecordMark[] {
  const marks = opened.map(({ parsed, content: { sequence, takenAt } }) => {
    return { sequence, takenAt, recordId: parsed.header.recordId };
  });
  return remembered === null ? marks : [...marks, remembered];
}

/**
 * How many names are noted as carried on; more are opened once more with each push. All begin with a
 * tag, so that in their order the oldest of it go first.
 */
export const mostFolded = 2_000;

/** What the state notes of the PC once its record is stored. */
export function noteOf(
  past: Past,
  sealed: { name: RecordName; recordId: string; content: RecordContent },
): MachineState {
  const { name, recordId, content } = sealed;
  const { machine, os, sequence, takenAt } = content;
  const last = highestMark([{ sequence, takenAt, recordId }, ...marksOf(past)]);
  const opened = past.opened.map((record) => record.holding.name);
  return {
    tag: machine.tag,
    machine: { name: machine.name, serial: machine.serial, uuid: machine.uuid },
    os: { machineGuid: os.machineGuid, productId: os.productId, installedAt: os.installedAt },
    sequence: last?.sequence ?? sequence,
    recordId: last?.recordId ?? recordId,
    takenAt: last?.takenAt ?? takenAt,
    newest: name,
    folded: [...new Set([...past.folded, ...opened, name])].sort().slice(-mostFolded),
  };
}

/** What looks wrong in the row of records: set back, continued twice, of the future, or not to be opened. */
export function pastWarnings(
  past: Past,
  { isSpreading }: Pick<UnlockedVault, 'isSpreading'>,
  now: Date,
): Warning[] {
  const { opened, remembered } = past;
  const location = opened[0]?.holding.name ?? remembered?.tag ?? '';
  const found = opened.reduce((highest, { content }) => Math.max(highest, content.sequence), 0);
  const warnings = unopened(past.failed);
  // A second stick that is new holds nothing yet: that is no alarm.
  if (remembered !== null && found < remembered.sequence && !isSpreading) {
    const message =
      'the newest backup in these places is older than one that this PC stored before: a place is away, or its content was set back';
    warnings.push(warning('older-newest', message, location));
  }
  if (isForked(opened)) {
    const message =
      'two backups follow the same earlier one: the PC was cloned, or was reinstalled while a place was away. Both are carried on';
    warnings.push(warning('forked', message, location));
  }
  const [newest] = opened;
  return newest === undefined ? warnings : [...warnings, ...aheadOf([newest], now)];
}

/** One warning for each reason. */
function unopened(failed: readonly FailedRecord[]): Warning[] {
  const reasons = tally();
  for (const { error, holding } of failed)
    reasons.add({ where: '', reason: error.message, name: holding.name });
  return reasons.all().map(({ reason, count, examples }) => {
    const which =
      count === 1
        ? 'an earlier backup of this PC does not open, so what it alone holds was'
        : `${count} earlier backups of this PC do not open, so what they alone hold was`;
    return warning('backup-not-opened', `${which} not carried on: ${reason}`, examples);
  });
}

/** Whether two records name the same one before them; one that was sealed twice is one record. */
function isForked(opened: readonly OpenedRecord[]): boolean {
  const followers = new Map<string, string>();
  return opened.some(({ content: { previous, machine }, parsed }) => {
    const { recordId } = parsed.header;
    // Under each tag there is a first one.
    const place = previous ?? `first of ${machine.tag}`;
    const other = followers.get(place) ?? recordId;
    followers.set(place, other);
    return other !== recordId;
  });
}

function refuseNewer(failed: readonly FailedRecord[]): void {
  const newer = failed.find((record) => record.needsNewerProgram);
  if (newer === undefined) return;
  throw new VaultError(
    'UNSUPPORTED_VERSION',
    'a backup of this PC was made by a newer version of the program, so this one cannot carry it on',
    { hint: 'Install the newest version of the program, then push again.', cause: newer.error },
  );
}
