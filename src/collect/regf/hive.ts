// A registry hive file, opened for reading: decides what is a hive, how much of it can be read and what
// to warn of. Nothing is ever written, and only the cells that are asked for are read.
import { byteReader, FormatError } from '../../bytes.js';
import type { CollectWarning } from '../collector.js';
import type { RegistryKey } from '../registry.js';
import {
  type BaseBlock,
  baseBlockBytes,
  baseBlockSectorBytes,
  isDirty,
  parseBaseBlock,
} from './base-block.js';
import { type HiveWarnings, hiveWarnings } from './damage.js';
import { filePages } from './file-pages.js';
import { dateFromFiletime } from './filetime.js';
import { type Bins, binHeaderBytes, readFirstBin } from './hive-bin.js';
import { type HiveContext, rootKey } from './hive-key.js';
import { memoryPages, type PageSource } from './page-source.js';

/** An open hive. */
export interface Hive {
  readonly root: RegistryKey;
  /** Whether Windows may not have finished writing it, so that newer data is in its logs. */
  readonly dirty: boolean;
  /** Null where the hive does not say. Windows 8.1 and later set it when the hive is made. */
  readonly lastWritten: Date | null;
  /** What was wrong with what was read so far. */
  warnings(): readonly CollectWarning[];
  /** Lets go of the file; no key of the hive may be used after it. */
  close(): void;
}

/**
 * Opens a hive file.
 * @throws FormatError when it is no hive, or too broken to have a root key.
 * @throws VaultError `SOURCE_NOT_FOUND` or `SOURCE_UNREADABLE`.
 */
export function openHive(path: string): Hive {
  const pages = filePages(path);
  try {
    return hiveFromPages(pages, path);
  } catch (error) {
    pages.close();
    throw error;
  }
}

/**
 * A hive in memory.
 * @param location names it in warnings.
 * @throws FormatError when it is no hive, or too broken to have a root key.
 */
export function readHive(bytes: Uint8Array, location: string): Hive {
  return hiveFromPages(memoryPages(bytes), location);
}

/**
 * A hive over any source of bytes.
 * @throws FormatError when it is no hive, or too broken to have a root key.
 */
export function hiveFromPages(pages: PageSource, location: string): Hive {
  const warnings = hiveWarnings(location);
  const block = parseBaseBlock(pages.read(0, baseBlockSectorBytes));
  checkKind(block);
  const bins = openBins(pages, block, warnings);
  const context: HiveContext = { bins, warnings, parents: new Map() };
  const root = openRoot(context, block);
  const dirty = isDirty(block);
  if (dirty) {
    const message = 'Windows had not finished writing this file: newer changes may be missing';
    warnings.add('dirty-hive', message);
  }
  return {
    root,
    dirty,
    lastWritten: dateFromFiletime(lastWrittenTicks(pages, block)),
    warnings: warnings.list,
    close: () => {
      pages.close();
    },
  };
}

function checkKind(block: BaseBlock): void {
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
  if (block.binsBytes > there) {
    const message = `the file ends after ${there} of ${block.binsBytes} bytes of bins`;
    warnings.add('damaged-hive', `${message}: keys and values at its end are missing`);
  }
  if (readFirstBin(pages) === null) {
    warnings.add('damaged-hive', 'the first hive bin does not begin with "hbin"');
  }
  // a wrong checksum makes the size doubtful; every cell is checked anyway
  return { pages, length: block.isChecksumRight ? Math.min(block.binsBytes, there) : there };
}

/** The root key where the base block says, or else where Windows always puts it. */
function openRoot(context: HiveContext, block: BaseBlock): RegistryKey {
  try {
    return rootKey(context, block.rootCell);
  } catch (error) {
    if (!(error instanceof FormatError) || !isRootInFirstCell(context.bins)) throw error;
    context.warnings.add(
      'damaged-hive',
      `the root key was found by its usual place: ${error.message}`,
    );
    return rootKey(context, binHeaderBytes);
  }
}

function isRootInFirstCell({ pages }: Bins): boolean {
  const start = byteReader(pages.read(baseBlockBytes + binHeaderBytes + 4, 4), 'first cell');
  const isRootFlag = 4;
  return start.length === 4 && start.latin1(0, 2) === 'nk' && (start.u16le(2) & isRootFlag) !== 0;
}

function lastWrittenTicks(pages: PageSource, block: BaseBlock): bigint {
  const isTold = block.isChecksumRight && block.lastWrittenTicks !== 0n;
  return isTold ? block.lastWrittenTicks : (readFirstBin(pages)?.lastWrittenTicks ?? 0n);
}
