// Replays logs of entries, as Windows writes them since 8.1: in which order, from which entry on and
// how far. Source: msuhanov/regf, "Log entries" and "Multiple transaction log files".
import { type BaseBlock, baseBlockSectorBytes } from './base-block.js';
import { damageAt, type HiveWarnings } from './damage.js';
import { isLogEntry, type LogEntry, readLogEntry } from './log-entry.js';
import type { Log } from './log-file.js';
import { emptyOverlay, type Overlay } from './overlay-pages.js';
import { type DirtyHive, layPages, type ReplayedHive } from './replayed-hive.js';

/** What was taken of one log. */
interface Taken {
  readonly log: Log;
  readonly last: LogEntry;
}

/** Where what is taken goes, and what is wrong with the rest. */
interface Replay {
  readonly overlay: Overlay;
  readonly warnings: HiveWarnings;
}

/** The hive with all entries that follow on it, or null where none does. */
export function replayEntries(
  hive: DirtyHive,
  logs: readonly Log[],
  warnings: HiveWarnings,
): ReplayedHive | null {
  const inOrder = logs.toSorted((a, b) =>
    compareSequences(a.block.primarySequence, b.block.primarySequence),
  );
  const replay = { overlay: emptyOverlay(), warnings };
  const taken = hive.block.isChecksumRight
    ? takeInOrder(inOrder, hive.block.secondarySequence, replay)
    : takeNewest(inOrder, replay);
  const end = taken.at(-1);
  if (end === undefined) return null;
  const block: BaseBlock = hive.block.isChecksumRight ? hive.block : end.log.block;
  return {
    pages: replay.overlay.over(hive.pages),
    block: { ...block, fileType: 0, binsBytes: end.last.binsBytes },
    logs: taken.map(({ log }) => log.name),
  };
}

/** Takes from a sequence number on; a log must go on where the one before it ended. */
function takeInOrder(logs: readonly Log[], from: number, replay: Replay): Taken[] {
  const taken: Taken[] = [];
  let expected: number | null = null;
  for (const log of logs) {
    const last = takeEntries(log, { from, expected }, replay);
    const { primarySequence } = log.block;
    if (last !== null) {
      expected = next(last.sequence);
      taken.push({ log, last });
    } else if (compareSequences(primarySequence, from) >= 0) {
      // its entries are needed and damaged: later ones alone would mix two states of the hive
      expected ??= primarySequence;
    }
  }
  return taken;
}

/** With a broken base block only the newest log tells what follows on what. */
function takeNewest(logs: readonly Log[], replay: Replay): Taken[] {
  for (const log of logs.toReversed()) {
    const last = takeEntries(log, { from: log.block.primarySequence, expected: null }, replay);
    if (last !== null) return [{ log, last }];
  }
  return [];
}

/**
 * Takes the entries of a log that follow on each other, from the first that is not older than `from`.
 * What Windows has not yet written over of an earlier use of the log follows on nothing, at its start
 * either. The last one taken, or null.
 */
function takeEntries(
  log: Log,
  { from, expected }: { readonly from: number; readonly expected: number | null },
  { overlay, warnings }: Replay,
): LogEntry | null {
  const damage = damageAt(warnings, log.name, 'log-refused');
  let last: LogEntry | null = null;
  let following = log.block.primarySequence;
  for (let offset = baseBlockSectorBytes; isLogEntry(log.pages, offset);) {
    const at = offset;
    const entry = damage.salvage(() => readLogEntry(log.pages, at));
    if (entry?.sequence !== following) break;
    offset += entry.size;
    following = next(following);
    if (compareSequences(entry.sequence, from) < 0) continue;
    if (last === null && expected !== null && entry.sequence !== expected) break;
    layPages(overlay, log, entry.pages);
    last = entry;
  }
  return last;
}

/** Negative when `a` comes before `b`; sequence numbers begin again after 2^32. */
function compareSequences(a: number, b: number): number {
  return (a - b) | 0;
}

function next(sequence: number): number {
  return (sequence + 1) >>> 0;
}
