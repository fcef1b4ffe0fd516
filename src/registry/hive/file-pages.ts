// A file as a page source: positional reads through a small cache, so that looking up a few values
// costs a few pages, however large the file is, and memory does not grow with it.
import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { FormatError } from '../../bytes.js';
import { systemCode, VaultError } from '../../errors.js';
import { kindOfCode, systemErrorKind } from '../../system/system-error.js';
import type { PageSource } from './page-source.js';

const pageBytes = 4096;
/** One MiB; a walk through a whole hive stays within it. */
const pagesKept = 256;
/** Longer reads (large values, long lists) go past the cache, which they would only empty. */
const longestCachedRead = 16 * pageBytes;

/**
 * A file to read from.
 * @param fd the file where it is open already; it stays so. Null opens it until the pages are closed.
 * @throws VaultError `SOURCE_NOT_FOUND` or `SOURCE_UNREADABLE`.
 */
export function filePages(path: string, fd: number | null = null): PageSource {
  const file = openFile(path, fd);
  const pages = new Map<number, Uint8Array>();
  const page = (index: number): Uint8Array => {
    const cached = pages.get(index);
    if (cached !== undefined) return cached;
    // a Map keeps the order of insertion: the first page is the one read the longest ago
    const oldest = pages.size < pagesKept ? undefined : pages.keys().next().value;
    if (oldest !== undefined) pages.delete(oldest);
    const bytes = file.read(index * pageBytes, pageBytes);
    pages.set(index, bytes);
    return bytes;
  };
  const gather = (offset: number, length: number): Uint8Array => {
    const first = Math.floor(offset / pageBytes);
    const start = offset - first * pageBytes;
    if (start + length <= pageBytes) return page(first).subarray(start, start + length);
    const whole = new Uint8Array(length);
    let filled = 0;
    for (let index = first; filled < length; index += 1) {
      const bytes = page(index);
      const part = bytes.subarray(index === first ? start : 0).subarray(0, length - filled);
      whole.set(part, filled);
      filled += part.length;
      if (bytes.length < pageBytes) break;
    }
    return whole.subarray(0, filled);
  };
  return {
    length: file.length,
    read: (offset, length) => {
      const there = Math.max(0, Math.min(length, file.length - offset));
      return there > longestCachedRead ? file.read(offset, there) : gather(offset, there);
    },
    close: () => {
      file.close();
    },
  };
}

function openFile(path: string, fd: number | null): PageSource {
  const handle = fd ?? openedFile(path);
  const { size } = fstatSync(handle);
  return {
    length: size,
    read: (offset, length) => {
      const bytes = new Uint8Array(length);
      try {
        return bytes.subarray(0, fill(handle, bytes, offset));
      } catch (error) {
        // a worn disk: what lies elsewhere can still be read
        if (systemErrorKind(error) !== 'failing') throw asVaultError(error, path);
        const at = { offset, expected: `${length} readable bytes`, actual: 'a read error (EIO)' };
        throw new FormatError('file', at);
      }
    },
    close: () => {
      if (fd === null) closeSync(handle);
    },
  };
}

function openedFile(path: string): number {
  try {
    // opening a named pipe would wait for a writer
    if (!statSync(path).isFile()) throw notAFile(path);
    return openSync(path, 'r');
  } catch (error) {
    throw asVaultError(error, path);
  }
}

/** Fills `bytes` from the file; how many there were. */
function fill(handle: number, bytes: Uint8Array, offset: number): number {
  let filled = 0;
  while (filled < bytes.length) {
    const count = readSync(handle, bytes, filled, bytes.length - filled, offset + filled);
    if (count === 0) break;
    filled += count;
  }
  return filled;
}

function notAFile(path: string): VaultError {
  return new VaultError('SOURCE_UNREADABLE', `${path} is not a file`);
}

function asVaultError(error: unknown, path: string): unknown {
  const code = error instanceof VaultError ? undefined : systemCode(error);
  if (code === undefined) return error;
  const kind = kindOfCode(code);
  if (kind === 'missing' || kind === 'no-folder') {
    return new VaultError('SOURCE_NOT_FOUND', `${path} does not exist`, { cause: error });
  }
  const hint =
    kind === 'busy'
      ? 'Windows locks the hives that it runs from; read the running PC without --from instead.'
      : 'Check that it is a file and that you may read it, or run the command as administrator.';
  return new VaultError('SOURCE_UNREADABLE', `${path} cannot be read (${code})`, {
    hint,
    cause: error,
  });
}
