// The first bytes of a file, to tell by content what it is.
import { open, stat } from 'node:fs/promises';
import { textEncoding } from '../../text/text-encoding.js';
import { sourceError } from './source-error.js';

/**
 * Up to `length` bytes from the start of a file; none of a folder, nor of a pipe, which would wait.
 * @throws VaultError `SOURCE_NOT_FOUND` or `SOURCE_UNREADABLE`.
 */
export async function fileHead(path: string, length: number): Promise<Uint8Array> {
  try {
    if (!(await stat(path)).isFile()) return new Uint8Array(0);
    const file = await open(path, 'r');
    try {
      const { bytesRead, buffer } = await file.read(new Uint8Array(length), 0, length, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw sourceError(error, path);
  }
}

/** Whether the bytes begin as a registry hive does. */
export function startsAsHive(head: Uint8Array): boolean {
  return [0x72, 0x65, 0x67, 0x66].every((byte, i) => head[i] === byte) && !isWord(head, 4);
}

/** How many bytes after a signature are looked at: numbers stand there, none of them so large. */
const numberBytes = 4;

/**
 * Whether a signature of plain letters is a word at the start of a text: `MSDM key: ...`. A file that
 * is damaged, or cut off behind its signature, is none.
 */
export function isWord(head: Uint8Array, signatureBytes: number): boolean {
  const next = head.subarray(signatureBytes, signatureBytes + numberBytes);
  if (next.length === 0 || textEncoding(head) === null) return false;
  return (
    next.every((byte) => byte === 0x09 || byte === 0x0a || byte === 0x0d || byte >= 0x20) &&
    !next.every((byte) => byte === 0xff)
  );
}
