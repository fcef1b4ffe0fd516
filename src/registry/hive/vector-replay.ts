// Replays logs with a dirty vector, as Windows wrote them before 8.1. Each holds all that the hive
// lacks: one is taken. Source: msuhanov/regf, "Dirty vector" and "Multiple transaction log files".
import type { BaseBlock } from './base-block.js';
import { damageAt, type HiveWarnings } from './damage.js';
import { readDirtyVector } from './dirty-vector.js';
import { readFirstBin } from './hive-bin.js';
import type { Log } from './log-file.js';
import { emptyOverlay } from './overlay-pages.js';
import { type DirtyHive, layPages, type ReplayedHive } from './replayed-hive.js';

/** The hive with what the newest log holds that fits, or null where none does. */
export function replayDirtyVector(
  hive: DirtyHive,
  logs: readonly Log[],
  warnings: HiveWarnings,
): ReplayedHive | null {
  const newestFirst = logs.toSorted((a, b) =>
    Number(b.block.lastWrittenTicks - a.block.lastWrittenTicks),
  );
  for (const log of newestFirst) {
    const damage = damageAt(warnings, log.name, 'log-refused');
    if (!isOfSameWrite(hive, log.block)) {
      damage.add('it was written before the hive was');
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

/**
 * Whether a log belongs to what the hive was being written to. After a write that failed the next log
 * has a later time, and still all that the hive lacks.
 */
function isOfSameWrite({ pages, block }: DirtyHive, log: BaseBlock): boolean {
  // the first bin keeps a copy of the time
  const time = block.isChecksumRight
    ? block.lastWrittenTicks
    : readFirstBin(pages)?.lastWrittenTicks;
  return time !== undefined && log.lastWrittenTicks >= time;
}
