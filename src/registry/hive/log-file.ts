// A transaction log: the copy of the base block at its start, and which of the two forms it has. What
// is taken from it is decided in log-replay.ts. Source: msuhanov/regf, "Format of transaction log
// files".
import { FormatError } from '../../bytes.js';
import {
  type BaseBlock,
  baseBlockSectorBytes,
  isDirty,
  isHive,
  parseBaseBlock,
} from './base-block.js';
import { isDirtyVector } from './dirty-vector.js';
import { isLogEntry } from './log-entry.js';
import type { PageSource } from './page-source.js';

/** Windows starts a new log long before; reading a larger one would only cost time. */
const largestLogBytes = 256 * 1024 * 1024;
/** Of the form with log entries; those with a dirty vector have 1 or 2. */
const entriesFileType = 6;

/** A file that stands beside a hive as its log. */
export interface LogFile {
  /** For warnings: `SOFTWARE.LOG1`. */
  readonly name: string;
  readonly pages: PageSource;
}

/** A log that may be taken from. */
export interface Log extends LogFile {
  readonly form: 'entries' | 'dirty-vector';
  readonly block: BaseBlock;
}

/**
 * The log in a file, or null when nothing was ever logged in it.
 * @throws FormatError when it is damaged, was not finished, or is too large.
 */
export function readLog(file: LogFile): Log | null {
  const { pages } = file;
  const start = pages.read(0, baseBlockSectorBytes);
  // Windows keeps logs that it does not use: empty, or zeros, or nothing but a base block
  if (pages.length <= baseBlockSectorBytes || !isHive(start)) return null;
  const block = parseBaseBlock(start);
  if (isDirty(block)) throw logError(508, 'a base block that was finished', 'a wrong or half one');
  if (pages.length > largestLogBytes) {
    throw logError(0, `at most ${largestLogBytes} bytes`, `${pages.length}`);
  }
  const form = block.fileType === entriesFileType ? 'entries' : 'dirty-vector';
  const isInForm =
    form === 'entries' ? isLogEntry(pages, baseBlockSectorBytes) : isDirtyVector(pages);
  if (!isInForm) throw logError(baseBlockSectorBytes, '"HvLE" or "DIRT"', 'neither');
  return { ...file, form, block };
}

/** Whether {@link readLog} finds a log in a file. */
export function holdsLog(file: LogFile): boolean {
  try {
    return readLog(file) !== null;
  } catch (error) {
    if (error instanceof FormatError) return false;
    throw error;
  }
}

function logError(offset: number, expected: string, actual: string): FormatError {
  return new FormatError('transaction log', { offset, expected, actual });
}
