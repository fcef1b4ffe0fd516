// The log entry (HvLE) of transaction logs since Windows 8.1: a set of pages, hashed, that belong
// together. Source: msuhanov/regf, "Log entries".
import { byteReader, FormatError } from '../../bytes.js';
import { marvin32, type MarvinHash } from './marvin32.js';
import { sectorBytes } from './overlay-pages.js';
import type { PageSource } from './page-source.js';

const what = 'log entry';
const headerBytes = 40;
const hashedHeaderBytes = 32;
const referenceBytes = 8;
const binAlignmentBytes = 4096;
const hashedAtATime = 1024 * 1024;

/** One page to be replaced: `length` bytes at `offset` of the bins, from `logOffset` of the log. */
export interface DirtyPages {
  readonly offset: number;
  readonly length: number;
  readonly logOffset: number;
}

/** A whole entry with the right hashes. */
export interface LogEntry {
  readonly size: number;
  readonly sequence: number;
  /** How many bytes of bins the hive has after it. */
  readonly binsBytes: number;
  readonly pages: readonly DirtyPages[];
}

/** Whether something that begins like a log entry is at `offset`. */
export function isLogEntry(log: PageSource, offset: number): boolean {
  const start = byteReader(log.read(offset, headerBytes), what);
  return start.length === headerBytes && start.latin1(0, 4) === 'HvLE';
}

/**
 * The log entry at `offset`.
 * @throws FormatError when it is cut off, its hashes are wrong, or its pages lie outside of it or of
 * the bins.
 */
export function readLogEntry(log: PageSource, offset: number): LogEntry {
  const header = byteReader(log.read(offset, headerBytes), what);
  const fail = (at: number, expected: string, actual: string): FormatError =>
    new FormatError(what, { offset: offset + at, expected, actual });
  const size = header.u32le(4);
  const binsBytes = header.u32le(16);
  const count = header.u32le(20);
  if (size < sectorBytes || size % sectorBytes !== 0 || offset + size > log.length) {
    throw fail(4, 'a size of whole sectors within the log', `${size}`);
  }
  if (binsBytes === 0 || binsBytes % binAlignmentBytes !== 0) {
    throw fail(16, 'a size of whole bins', `${binsBytes}`);
  }
  if (headerBytes + count * (referenceBytes + sectorBytes) > size) {
    throw fail(20, `pages that fit into ${size} bytes`, `${count} pages`);
  }
  // the hash of the header covers the other hash, so it comes first
  const headerHash = marvin32([header.bytes(0, hashedHeaderBytes)]);
  if (!isHash(headerHash, header.u32le(32), header.u32le(36))) {
    throw fail(32, 'the hash of its header', 'another');
  }
  if (!isHash(marvin32(body(log, offset, size)), header.u32le(24), header.u32le(28))) {
    throw fail(24, 'the hash of its pages', 'another');
  }
  const pages = readReferences(log, { offset, size, binsBytes, count });
  return { size, sequence: header.u32le(12), binsBytes, pages };
}

function readReferences(
  log: PageSource,
  entry: { readonly offset: number; size: number; binsBytes: number; count: number },
): readonly DirtyPages[] {
  const start = entry.offset + headerBytes;
  const references = byteReader(log.read(start, entry.count * referenceBytes), what);
  let logOffset = start + references.length;
  return Array.from({ length: entry.count }, (_, i) => {
    const offset = references.u32le(i * referenceBytes);
    const length = references.u32le(i * referenceBytes + 4);
    const page = { offset, length, logOffset };
    logOffset += length;
    const isAligned = offset % sectorBytes === 0 && length % sectorBytes === 0 && length > 0;
    const isInside = offset + length <= entry.binsBytes && logOffset <= entry.offset + entry.size;
    if (isAligned && isInside) return page;
    const at = {
      offset: start + i * referenceBytes,
      expected: 'pages within the entry and the bins',
    };
    throw new FormatError(what, { ...at, actual: `${length} bytes at ${offset}` });
  });
}

function* body(log: PageSource, offset: number, size: number): Generator<Uint8Array> {
  for (let at = headerBytes; at < size; at += hashedAtATime) {
    yield log.read(offset + at, Math.min(hashedAtATime, size - at));
  }
}

function isHash(hash: MarvinHash, low: number, high: number): boolean {
  return hash.low === low && hash.high === high;
}
