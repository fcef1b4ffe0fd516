// Replays transaction logs over a dirty hive, in memory: which logs count, in which order, and how far.
// Source: msuhanov/regf, "Dirty state of a hive" and "Multiple transaction log files".
import { type BaseBlock, baseBlockBytes, baseBlockSectorBytes } from './base-block.js';
import { type Damage, damageAt, type HiveWarnings } from './damage.js';
import { readDirtyVector } from './dirty-vector.js';
import { readFirstBin } from './hive-bin.js';
import { type DirtyPages, isLogEntry, type LogEntry, readLogEntry } from './log-entry.js';
import { type Log, type LogFile, readLog } from './log-file.js';
import { emptyOverlay, type Overlay } from './overlay-pages.js';
import type { PageSource } from './page-source.js';

/** A dirty hive after its logs were laid over it. */
export interface ReplayedHive {
  readonly pages: PageSource;
  /** The hive's own, or the log's where the hive's is broken; its bins as large as they are now. */
  readonly block: BaseBlock;
  /** The names of the logs that something was taken from. */
  readonly logs: readonly string[];
}

interface DirtyHive {
  readonly pages: PageSource;
  readonly block: BaseBlock;
}

interface Run {
  readonly log: Log;
  readonly entries: readonly LogEntry[];
}

/** The hive with its newer changes, or null when no log has any; logs that do not fit are warned of. */
export function replayLogs(
  hive: DirtyHive,
  files: readonly LogFile[],
  warnings: HiveWarnings,
): ReplayedHive | null {
  const logs: Log[] = [];
  for (const file of files) {
    const log = logDamage(warnings, file).salvage(() => readLog(file));
    if (log !== null) logs.push(log);
  }
  const withEntries = logs.filter(({ form }) => form === 'entries');
  if (withEntries.length > 0) return replayEntries(hive, withEntries, warnings);
  return replayDirtyVector(hive, logs, warnings);
}

function replayEntries(
  hive: DirtyHive,
  logs: readonly Log[],
  warnings: HiveWarnings,
): ReplayedHive | null {
  const { isChecksumRight } = hive.block;
  const inOrder = logs.toSorted((a, b) =>
    compareSequences(a.block.primarySequence, b.block.primarySequence),
  );
  const runs = isChecksumRight
    ? consecutiveRuns(inOrder, hive.block.secondarySequence, warnings)
    : newestRun(inOrder, warnings);
  const block = isChecksumRight ? hive.block : runs[0]?.log.block;
  const last = runs.at(-1)?.entries.at(-1);
  if (block === undefined || last === undefined) return null;
  const overlay = emptyOverlay();
  for (const { log, entries } of runs) {
    for (const { pages } of entries) layPages(overlay, log, pages);
  }
  return {
    pages: overlay.over(hive.pages),
    block: { ...block, fileType: 0, binsBytes: last.binsBytes },
    logs: runs.map(({ log }) => log.name),
  };
}

/** What the logs hold from a sequence number on; a log must go on where the one before it ended. */
function consecutiveRuns(logs: readonly Log[], from: number, warnings: HiveWarnings): Run[] {
  const runs: Run[] = [];
  let expected: number | null = null;
  for (const log of logs) {
    const entries = takeEntries(log, { from, expected, damage: logDamage(warnings, log) });
    const last = entries.at(-1);
    if (last === undefined) continue;
    expected = next(last.sequence);
    runs.push({ log, entries });
  }
  return runs;
}

/** With a broken base block only the newest log tells what follows on what. */
function newestRun(logs: readonly Log[], warnings: HiveWarnings): Run[] {
  for (const log of logs.toReversed()) {
    const damage = logDamage(warnings, log);
    const from = log.block.primarySequence;
    const entries = takeEntries(log, { from, expected: null, damage });
    if (entries.length > 0) return [{ log, entries }];
  }
  return [];
}

/** Entries of a log that follow on each other, from the first that is not older than `from`. */
function takeEntries(
  { pages }: Log,
  wanted: { readonly from: number; readonly expected: number | null; readonly damage: Damage },
): readonly LogEntry[] {
  const taken: LogEntry[] = [];
  let expected = wanted.expected;
  for (let offset = baseBlockSectorBytes; isLogEntry(pages, offset);) {
    const at = offset;
    const entry = wanted.damage.salvage(() => readLogEntry(pages, at));
    if (entry === null) break;
    offset += entry.size;
    if (compareSequences(entry.sequence, wanted.from) < 0) continue;
    if (expected !== null && entry.sequence !== expected) break;
    taken.push(entry);
    expected = next(entry.sequence);
  }
  return taken;
}

function replayDirtyVector(
  hive: DirtyHive,
  logs: readonly Log[],
  warnings: HiveWarnings,
): ReplayedHive | null {
  const newestFirst = logs.toSorted((a, b) =>
    Number(b.block.lastWrittenTicks - a.block.lastWrittenTicks),
  );
  for (const log of newestFirst) {
    const damage = logDamage(warnings, log);
    if (!isOfSameTime(hive, log.block)) {
      damage.add('it was written at another time than the hive');
      continue;
    }
    const pages = damage.salvage(() => readDirtyVector(log.pages, log.block.binsBytes));
    if (pages === null || pages.length === 0) continue;
    const overlay = emptyOverlay();
    layPages(overlay, log, pages);
    const { binsBytes } = log.block;
    const block = hive.block.isChecksumRight ? hive.block : log.block;
    return {
      pages: overlay.over(hive.pages),
      block: { ...block, fileType: 0, binsBytes },
      logs: [log.name],
    };
  }
  return null;
}

/** Whether a log with a dirty vector belongs to what the hive was being written to. */
function isOfSameTime({ pages, block }: DirtyHive, log: BaseBlock): boolean {
  if (log.lastWrittenTicks === block.lastWrittenTicks) return true;
  if (block.isChecksumRight) return false;
  // the first bin keeps a copy of the time, but may itself not have been written yet
  const firstBin = readFirstBin(pages);
  return firstBin !== null && log.lastWrittenTicks >= firstBin.lastWrittenTicks;
}

function layPages(overlay: Overlay, log: Log, pages: readonly DirtyPages[]): void {
  for (const { offset, length, logOffset } of pages) {
    overlay.replace(baseBlockBytes + offset, length, { pages: log.pages, offset: logOffset });
  }
}

function logDamage(warnings: HiveWarnings, { name }: LogFile): Damage {
  return damageAt(warnings, name, 'log-refused');
}

/** Negative when `a` comes before `b`; sequence numbers begin again after 2^32. */
function compareSequences(a: number, b: number): number {
  return (a - b) | 0;
}

function next(sequence: number): number {
  return (sequence + 1) >>> 0;
}
