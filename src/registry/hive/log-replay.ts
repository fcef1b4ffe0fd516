// Replays transaction logs over a dirty hive, in memory: which files are logs, and which form counts.
// Source: msuhanov/regf, "Dirty state of a hive" and "Multiple transaction log files".
import { damageAt, type HiveWarnings } from './damage.js';
import { replayEntries } from './entries-replay.js';
import { type Log, type LogFile, readLog } from './log-file.js';
import type { DirtyHive, ReplayedHive } from './replayed-hive.js';
import { replayDirtyVector } from './vector-replay.js';

/** The hive with its newer changes, or null when no log has any; logs that do not fit are warned of. */
export function replayLogs(
  hive: DirtyHive,
  files: readonly LogFile[],
  warnings: HiveWarnings,
): ReplayedHive | null {
  const logs: Log[] = [];
  for (const file of files) {
    const log = damageAt(warnings, file.name, 'log-refused').salvage(() => readLog(file));
    if (log !== null) logs.push(log);
  }
  const withEntries = logs.filter(({ form }) => form === 'entries');
  if (withEntries.length > 0) return replayEntries(hive, withEntries, warnings);
  return replayDirtyVector(hive, logs, warnings);
}
