// A dirty hive before and after its logs were laid over it, as both forms of replay see it.
import { type BaseBlock, baseBlockBytes } from './base-block.js';
import type { Log } from './log-file.js';
import type { DirtyPages } from './log-entry.js';
import type { Overlay } from './overlay-pages.js';
import type { PageSource } from './page-source.js';

/** A hive that Windows had not finished writing. */
export interface DirtyHive {
  readonly pages: PageSource;
  readonly block: BaseBlock;
}

/** A dirty hive after its logs were laid over it. */
export interface ReplayedHive {
  readonly pages: PageSource;
  /** The hive's own, or the log's where the hive's is broken; its bins as large as they are now. */
  readonly block: BaseBlock;
  /** The names of the logs that something was taken from. */
  readonly logs: readonly string[];
}

/** Lays pages of a log over the bins. */
export function layPages(overlay: Overlay, log: Log, pages: readonly DirtyPages[]): void {
  for (const { offset, length, logOffset } of pages) {
    overlay.replace(baseBlockBytes + offset, length, { pages: log.pages, offset: logOffset });
  }
}
