// The first bytes of a file, to tell by content what it is.
import { open, stat } from 'node:fs/promises';
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
  return [0x72, 0x65, 0x67, 0x66].every((byte, i) => head[i] === byte);
}
