// A file system whose N-th operation fails, the steps of an open file among them: in a test every
// step of a write can be the one at which the stick was pulled.
import type { DirectoryFileSystem } from '../../src/targets/directory/file-system.js';

/** When and how it fails. */
export interface Failure {
  /** Counted from 1. */
  readonly at: number;
  /** Only this operation, or it and all that follow (the stick is gone). */
  readonly lasts: 'once' | 'for-good';
  readonly error: Error;
  /** Never answers, in place of failing. */
  readonly isSilent?: boolean;
}

/** A file system that counts and fails. */
export interface FailingFileSystem {
  readonly fileSystem: DirectoryFileSystem;
  /** The operations so far, in order. */
  readonly operations: readonly string[];
}

/** An error as the system would raise it. */
export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: made by a test`), { code });
}

/** `inner`, with one operation failing. Half of what a failing `write` was handed is written. */
export function failingFileSystem(inner: DirectoryFileSystem, failure: Failure): FailingFileSystem {
  const operations: string[] = [];
  const failsNow = (operation: string): boolean => {
    const number = operations.push(operation);
    return failure.lasts === 'once' ? number === failure.at : number >= failure.at;
  };
  const fail = (): Promise<never> =>
    failure.isSilent === true ? noAnswer() : Promise.reject(failure.error);
  const step = async <T>(operation: string, action: () => Promise<T>): Promise<T> => {
    if (failsNow(operation)) return fail();
    return action();
  };
  const fileSystem: DirectoryFileSystem = {
    createFile: (path) =>
      step('createFile', async () => {
        const file = await inner.createFile(path);
        return {
          write: async (bytes) => {
            if (!failsNow('write')) return file.write(bytes);
            await file.write(bytes.subarray(0, bytes.length / 2));
            return fail();
          },
          sync: () => step('sync', () => file.sync()),
          close: async () => {
            await file.close();
            await step('close', () => Promise.resolve());
          },
        };
      }),
    rename: (from, to) => step('rename', () => inner.rename(from, to)),
    link: (from, to) => step('link', () => inner.link(from, to)),
    unlink: (path) => step('unlink', () => inner.unlink(path)),
    syncFolder: (path) => step('syncFolder', () => inner.syncFolder(path)),
    makeFolder: (path) => step('makeFolder', () => inner.makeFolder(path)),
    removeFolder: (path) => step('removeFolder', () => inner.removeFolder(path)),
    entries: (path) => step('entries', () => inner.entries(path)),
    status: (path) => step('status', () => inner.status(path)),
    readFile: (path, limitBytes) => step('readFile', () => inner.readFile(path, limitBytes)),
    hold: (path, options) => step('hold', () => inner.hold(path, options)),
    placement: (path) => step('placement', () => inner.placement(path)),
  };
  return { fileSystem, operations };
}

const waiting: unknown[] = [];

/** A promise that never settles, for what never answers. What waits for it keeps what it holds open. */
export function noAnswer(): Promise<never> {
  return new Promise((resolve) => waiting.push(resolve));
}
