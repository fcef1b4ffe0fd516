// Files that the owner names and the program reads whole. What stands under the name may be a pipe that
// nobody writes to (`<(pass show x)`, mkfifo) or lie on a disk that does not answer: no thread waits in
// opening a pipe, and an abort ends the wait for any of them. Sources: open(2), fifo(7).
import { close, constants, createReadStream, fstat, open } from 'node:fs';
import { Socket } from 'node:net';
import { devNull } from 'node:os';
import { type Readable, addAbortSignal } from 'node:stream';
import { promisify } from 'node:util';
import { systemCode } from '../errors.js';
import { triedAgain } from './tried-again.js';

const refusals = {
  EISDIR: 'it is a folder',
  EINVAL: 'it is neither a file nor a pipe',
  EFBIG: 'it is too long',
} as const;

/** What is there and is not read; `code` is the system's for the same. */
export class UnfitFileError extends Error {
  readonly code: keyof typeof refusals;

  constructor(code: keyof typeof refusals) {
    super(refusals[code]);
    this.name = 'UnfitFileError';
    this.code = code;
  }
}

/** How a file is read. */
export interface Reading {
  /** What is longer is refused; more than any text of settings or certificates unless told. */
  readonly maximumBytes?: number;
  /** Ends the wait, whatever is waited for. */
  readonly signal?: AbortSignal;
}

const usualBytes = 16 * 2 ** 20;

/**
 * The whole of a regular file or of a pipe; nothing for the system's null device.
 * @throws UnfitFileError for anything else, and for what is too long; the system's errors; what the signal
 *   was aborted with.
 */
export async function readNamedFile(path: string, reading: Reading = {}): Promise<Uint8Array> {
  if (path === devNull) return new Uint8Array();
  return unlessAborted(
    streamOf(path).then((stream) => readStream(stream, reading)),
    reading.signal,
  );
}

/** The same as UTF-8 text. @throws as {@link readNamedFile} */
export async function readNamedText(path: string, reading: Reading = {}): Promise<string> {
  return Buffer.from(await readNamedFile(path, reading)).toString('utf8');
}

/** Why a file could not be read, in a word or a few. @throws any error that does not tell that. */
export function whyUnread(error: unknown): string {
  const code = systemCode(error);
  if (code === undefined) throw error;
  return error instanceof UnfitFileError ? error.message : code;
}

/** All of a stream; its pieces are wiped. @throws as {@link readNamedFile} */
export async function readStream(
  stream: Readable,
  { maximumBytes = usualBytes, signal }: Reading,
): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of signal ? addAbortSignal(signal, stream) : stream) {
      const bytes = Buffer.from(chunk as Uint8Array);
      length += bytes.length;
      if (length > maximumBytes) throw new UnfitFileError('EFBIG');
      chunks.push(bytes);
    }
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
  const whole = Uint8Array.from(Buffer.concat(chunks));
  for (const chunk of chunks) chunk.fill(0);
  return whole;
}

/** It is a number, not a handle, that is opened: the stream closes it, and nothing else may. */
async function streamOf(path: string): Promise<Readable> {
  const { O_RDONLY, O_NONBLOCK } = constants as Partial<typeof constants>;
  const flags = (O_RDONLY ?? 0) | (O_NONBLOCK ?? 0);
  const fd = await triedAgain(() => promisify(open)(path, flags));
  try {
    const status = await promisify(fstat)(fd);
    if (status.isFile()) return createReadStream('', { fd });
    // The loop of events waits for its writer.
    if (status.isFIFO()) return new Socket({ fd, readable: true, writable: false });
    throw new UnfitFileError(status.isDirectory() ? 'EISDIR' : 'EINVAL');
  } catch (error) {
    await promisify(close)(fd);
    throw error;
  }
}

/** A call to a disk that does not answer never comes back; who waits for it is let go. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  work.catch(() => undefined);
  signal.throwIfAborted();
  const done = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    const stop = (): void => {
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', stop, { once: true, signal: done.signal });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    done.abort();
  }
}
