// A source: a folder or a file that its owner named. It is looked at and opened once, and handed to all
// collectors: each tells by the head whether the source is of its kind, and reads on from the same open
// file where it is.
import { type FileHandle, open, stat } from 'node:fs/promises';
import { VaultError } from '../errors.js';
import type { Source } from './collector.js';
import { isVolumeRoot } from './files/folder-entries.js';
import { mountAdvice } from './files/mount-advice.js';
import { sourceError } from './files/source-error.js';

/** By so many bytes every kind of file can be told, an image of a CD included. */
const headBytes = 64 * 1024;
const partBytes = 256 * 1024;

/**
 * What `use` makes of the source at a path, which is closed after it.
 * @throws VaultError `SOURCE_NOT_FOUND` or `SOURCE_UNREADABLE`; `SOURCE_UNKNOWN` for what is neither
 * folder nor file: reading a pipe would wait for ever.
 */
export async function withSource<T>(path: string, use: (source: Source) => Promise<T>): Promise<T> {
  if ((await kindAt(path)) === 'folder') return use(folderSource(path));
  const file = await open(path, 'r').catch((error: unknown) => {
    throw sourceError(error, path);
  });
  try {
    return await use(await fileSource(path, file));
  } finally {
    await file.close();
  }
}

async function kindAt(path: string): Promise<Source['kind']> {
  if (isVolumeRoot(path)) return 'folder';
  const stats = await stat(path).catch((error: unknown) => {
    throw sourceError(error, path);
  });
  if (stats.isDirectory()) return 'folder';
  if (stats.isFile()) return 'file';
  throw new VaultError('SOURCE_UNKNOWN', `${path} is neither a folder nor a file`, {
    hint: stats.isBlockDevice()
      ? mountAdvice(path)
      : 'Name a folder or a file; a disk is named by the folder that it is mounted at.',
  });
}

function folderSource(path: string): Source {
  const noParts = async function* (): AsyncGenerator<Uint8Array, void> {
    // A folder has no bytes.
  };
  return { path, kind: 'folder', head: new Uint8Array(0), sizeBytes: 0, fd: null, parts: noParts };
}

async function fileSource(path: string, file: FileHandle): Promise<Source> {
  const read = async (offset: number, length: number): Promise<Uint8Array> => {
    try {
      const { bytesRead, buffer } = await file.read(new Uint8Array(length), 0, length, offset);
      return buffer.subarray(0, bytesRead);
    } catch (error) {
      throw sourceError(error, path);
    }
  };
  const head = await read(0, headBytes);
  const { size } = await file.stat();
  return {
    ...{ path, head, sizeBytes: size, fd: file.fd },
    kind: 'file',
    parts: async function* (signal) {
      let part = head;
      for (let end = part.length; part.length > 0; end += part.length) {
        signal.throwIfAborted();
        yield part;
        part = await read(end, partBytes);
      }
    },
  };
}

/**
 * A whole file.
 * @throws VaultError `SOURCE_UNREADABLE`, or the signal's reason.
 */
export async function wholeFile(source: Source, signal: AbortSignal): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of source.parts(signal)) parts.push(part);
  return Buffer.concat(parts);
}
