// A registry hive file, opened for reading: decides what is a hive, how much of it can be read and what
// to warn of. Nothing is ever written, and only the cells that are asked for are read.
import { basename } from 'node:path';
import { FormatError } from '../../bytes.js';
import type { Warning } from '../../record/warning.js';
import type { RegistryKey } from '../registry.js';
import {
  type BaseBlock,
  baseBlockBytes,
  baseBlockSectorBytes,
  isDirty,
  parseBaseBlock,
} from './base-block.js';
import { type HiveWarnings, hiveWarnings } from './damage.js';
import { boundedBins } from './effort.js';
import { filePages } from './file-pages.js';
import { dateFromFiletime } from '../filetime.js';
import { type Bins, readFirstBin } from './hive-bin.js';
import { listOwners } from './list-owners.js';
import type { LogFile } from './log-file.js';
import { openLogFiles } from './log-files.js';
import { replayLogs } from './log-replay.js';
import { memoryPages, type PageSource } from './page-source.js';
import { openRoot } from './root-cell.js';

/** An open hive. */
export interface Hive {
  readonly root: RegistryKey;
  /** Whether Windows had not finished writing it, so that newer changes were only in its logs. */
  readonly dirty: boolean;
  /** The logs that newer changes were taken from; empty for a clean hive, or where none fits. */
  readonly replayedLogs: readonly string[];
  /** Null where the hive does not say. Windows 8.1 and later set it when the hive is made. */
  readonly lastWritten: Date | null;
  /** What was wrong with what was read so far. */
  warnings(): readonly Warning[];
  /** Lets go of the file; no key of the hive may be used after it. */
  close(): void;
}

interface HiveBody {
  readonly pages: PageSource;
  readonly block: BaseBlock;
}

/** Opens the logs beside a hive; asked only for a dirty one. */
export type FindLogs = (warnings: HiveWarnings) => readonly LogFile[];

/** A file that is open already. */
interface OpenFile {
  /** Closed by whoever opened it; null where the file is still to be opened. */
  readonly fd: number | null;
}

/**
 * Opens a hive file. The logs beside it are replayed in memory where it is dirty.
 * @throws FormatError when it is no hive, or too broken to have a root key.
 * @throws VaultError `SOURCE_NOT_FOUND` or `SOURCE_UNREADABLE`.
 */
export function openHive(path: string, { fd }: OpenFile = { fd: null }): Hive {
  return hiveFromPages(filePages(path, fd), path, (warnings) => openLogFiles(path, warnings));
}

/**
 * A hive in memory.
 * @param location names it in warnings.
 * @throws FormatError when it is no hive, or too broken to have a root key.
 */
export function readHive(
  bytes: Uint8Array,
  location: string,
  { logs = [] }: { readonly logs?: readonly LogFile[] } = {},
): Hive {
  return hiveFromPages(memoryPages(bytes), location, () => logs);
}

/**
 * A hive over any source of bytes, which it closes.
 * @throws FormatError when it is no hive, or too broken to have a root key.
 */
export function hiveFromPages(
  file: PageSource,
  location: string,
  findLogs: FindLogs = () => [],
): Hive {
  const warnings = hiveWarnings(location);
  const open = [file];
  const close = (): void => {
    for (const source of open) source.close();
  };
  try {
    const block = parseBaseBlock(file.read(0, baseBlockSectorBytes));
    const logs = isDirty(block) ? findLogs(warnings) : [];
    open.push(...logs.map((log) => log.pages));
    const hive = { pages: file, block };
    const replayed = isDirty(block) ? openReplayed(hive, logs, warnings) : null;
    if (isDirty(block) && replayed === null) {
      warnings.add('dirty-hive', missingChanges(basename(location), logs.length));
    }
    const body = replayed ?? { ...openBody(hive, warnings), replayedLogs: [] };
    return { ...body, dirty: isDirty(block), warnings: () => warnings.list(), close };
  } catch (error) {
    close();
    throw error;
  }
}

/** The hive with its logs, or null where there are none that fit or make sense. */
function openReplayed(
  hive: HiveBody,
  logs: readonly LogFile[],
  warnings: HiveWarnings,
): Pick<Hive, 'root' | 'lastWritten' | 'replayedLogs'> | null {
  const replayed = replayLogs(hive, logs, warnings);
  if (replayed === null) return null;
  try {
    return { ...openBody(replayed, warnings), replayedLogs: replayed.logs };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    const names = replayed.logs.join(' and ');
    warnings.add('log-refused', `${names}: with it the hive has no root key: ${error.message}`);
    return null;
  }
}

/** @throws FormatError when there is no root key. */
function openBody(
  { pages, block }: HiveBody,
  warnings: HiveWarnings,
): Pick<Hive, 'root' | 'lastWritten'> {
  checkKind(block);
  const bins = openBins(pages, block, warnings);
  const owners = { parents: new Map(), lists: listOwners(bins), longLists: new Map() };
  return {
    root: openRoot({ bins, warnings, ...owners }, block.rootCell),
    lastWritten: dateFromFiletime(lastWrittenTicks(pages, block)),
  };
}

function missingChanges(name: string, logCount: number): string {
  const logs =
    logCount === 0
      ? `its logs (${name}.LOG1 and ${name}.LOG2) are not beside it`
      : 'no log beside it belongs to it';
  return `Windows had not finished writing this file, and ${logs}: newer changes may be missing`;
}

function checkKind(block: BaseBlock): void {
  // with a wrong checksum these fields may be what is wrong
  if (!block.isChecksumRight) return;
  const { majorVersion, minorVersion, fileType } = block;
  if (majorVersion !== 1 || minorVersion < 3 || minorVersion > 6) {
    const actual = `${majorVersion}.${minorVersion}`;
    const at = { offset: 20, expected: 'a version from 1.3 to 1.6', actual };
    throw new FormatError('regf base block', at);
  }
  if (fileType !== 0) {
    const expected = 'a hive (file type 0), not one of its logs';
    throw new FormatError('regf base block', { offset: 28, expected, actual: `${fileType}` });
  }
}

function openBins(pages: PageSource, block: BaseBlock, warnings: HiveWarnings): Bins {
  const there = Math.max(0, pages.length - baseBlockBytes);
  // with a wrong checksum the size is doubtful; every cell is checked anyway
  const length = block.isChecksumRight ? Math.min(block.binsBytes, there) : there;
  if (block.isChecksumRight && block.binsBytes > there) {
    const message = `the file ends after ${there} of ${block.binsBytes} bytes of bins`;
    warnings.add('damaged-hive', `${message}: keys and values at its end are missing`);
  }
  if (readFirstBin(pages) === null) {
    warnings.add('damaged-hive', 'the first hive bin does not begin with "hbin"');
  }
  return boundedBins(pages, length, warnings);
}

function lastWrittenTicks(pages: PageSource, block: BaseBlock): bigint {
  const isTold = block.isChecksumRight && block.lastWrittenTicks !== 0n;
  return isTold ? block.lastWrittenTicks : (readFirstBin(pages)?.lastWrittenTicks ?? 0n);
}
