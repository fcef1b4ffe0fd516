// Durable writes on the file system of this PC, with every step failing in turn.
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  createDurably,
  type DurableFileSystem,
  leftoverPattern,
  replaceDurably,
} from '../../src/system/durable-write.js';
import { nodeDirectoryFileSystem } from '../../src/targets/directory/file-system.js';
import { failingFileSystem, systemError } from '../support/failing-file-system.js';
import { rejection } from '../support/target-assertions.js';
import { eachInFolder } from '../support/temporary-folder.js';

const oldBytes = Buffer.from('the old content');
const newBytes = Buffer.alloc(100_000, 'new ');

let folder: string;
let path: string;

eachInFolder((made) => {
  folder = made;
  path = join(folder, 'state.json');
});

/** A file system like exFAT, which has one name for each file. */
const withoutLinks: DurableFileSystem = {
  ...nodeDirectoryFileSystem,
  link: () => Promise.reject(systemError('EPERM')),
};

describe('replaceDurably', () => {
  it('creates a file that only its owner may read', async () => {
    await replaceDurably(path, newBytes);
    expect(await readFile(path)).toEqual(newBytes);
    expect(await readdir(folder)).toEqual(['state.json']);
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('replaces a longer file by a shorter one', async () => {
    await replaceDurably(path, newBytes);
    await replaceDurably(path, oldBytes);
    expect(await readFile(path)).toEqual(oldBytes);
    expect(await readdir(folder)).toEqual(['state.json']);
  });

  it('leaves the old bytes or the new ones, whichever step fails', async () => {
    const failed: string[] = [];
    for (let at = 1; ; at += 1) {
      await writeFile(path, oldBytes);
      const error = systemError('EIO');
      const failing = failingFileSystem(nodeDirectoryFileSystem, { at, lasts: 'once', error });
      const outcome = await replaceDurably(path, newBytes, failing).catch(
        (thrown: unknown) => thrown,
      );
      if (failing.operations.length < at) break;
      const operation = failing.operations[at - 1] ?? '';
      failed.push(operation);
      expect(outcome).toBe(error);
      const placed = operation === 'syncFolder';
      expect(await readFile(path)).toEqual(placed ? newBytes : oldBytes);
      expect(await readdir(folder)).toEqual(['state.json']);
    }
    expect(failed).toEqual(['createFile', 'write', 'sync', 'close', 'rename', 'syncFolder']);
  });

  it('tells the first failure when everything fails from there on', async () => {
    for (const at of [1, 2, 3, 4, 5, 6]) {
      await writeFile(path, oldBytes);
      const error = systemError('EIO');
      const failing = failingFileSystem(nodeDirectoryFileSystem, { at, lasts: 'for-good', error });
      expect(await rejection(replaceDurably(path, newBytes, failing))).toBe(error);
      expect([oldBytes, newBytes]).toContainEqual(await readFile(path));
      const others = (await readdir(folder)).filter((name) => name !== 'state.json');
      expect(others.filter((name) => !leftoverPattern.test(name))).toEqual([]);
    }
  });

  it('swallows no error that is not the system’s', async () => {
    for (const at of [1, 2, 3, 4, 5, 6]) {
      const error = new TypeError('a mistake in the program');
      const failing = failingFileSystem(nodeDirectoryFileSystem, { at, lasts: 'once', error });
      expect(await rejection(replaceDurably(path, newBytes, failing))).toBe(error);
    }
  });

  it('says that the folder is missing', async () => {
    const missing = join(folder, 'missing', 'state.json');
    expect(await rejection(replaceDurably(missing, newBytes))).toMatchObject({ code: 'ENOENT' });
  });
});

describe.each([
  { name: 'with hard links', fileSystem: nodeDirectoryFileSystem },
  { name: 'without hard links', fileSystem: { ...nodeDirectoryFileSystem, ...withoutLinks } },
])('createDurably $name', ({ fileSystem }) => {
  it('creates a file that is not there', async () => {
    expect(await createDurably(path, newBytes, { fileSystem })).toBe('created');
    expect(await readFile(path)).toEqual(newBytes);
    expect(await readdir(folder)).toEqual(['state.json']);
  });

  it('leaves a file that is there as it is', async () => {
    await writeFile(path, oldBytes);
    expect(await createDurably(path, newBytes, { fileSystem })).toBe('exists');
    expect(await readFile(path)).toEqual(oldBytes);
    expect(await readdir(folder)).toEqual(['state.json']);
  });

  it('lets one of many win', async () => {
    for (let round = 0; round < 10; round += 1) {
      const contents = Array.from({ length: 8 }, (_, n) => Buffer.alloc(5_000, `${n}`));
      const outcomes = await Promise.all(
        contents.map((bytes) => createDurably(path, bytes, { fileSystem })),
      );
      expect(outcomes.filter((outcome) => outcome === 'created')).toHaveLength(1);
      expect(await readFile(path)).toEqual(contents[outcomes.indexOf('created')]);
      expect(await readdir(folder)).toEqual(['state.json']);
      await rm(path);
    }
  });

  it('leaves nothing, or an empty file, or all, whichever step fails', async () => {
    for (let at = 1; ; at += 1) {
      await rm(path, { force: true });
      const error = systemError('EIO');
      const failing = failingFileSystem(fileSystem, { at, lasts: 'once', error });
      await createDurably(path, newBytes, failing).catch((thrown: unknown) => {
        expect(thrown).toBe(error);
      });
      if (failing.operations.length < at) break;
      const left = await readFile(path).catch(() => Buffer.alloc(0));
      expect([0, newBytes.length]).toContain(left.length);
    }
  });
});

describe('createDurably', () => {
  it('minds a leftover that cannot be removed no more than that', async () => {
    const fileSystem = {
      ...nodeDirectoryFileSystem,
      unlink: () => Promise.reject(systemError('EBUSY')),
    };
    expect(await createDurably(path, newBytes, { fileSystem })).toBe('created');
    expect(await readFile(path)).toEqual(newBytes);
  });

  it('swallows no error that is not the system’s', async () => {
    const error = new TypeError('a mistake in the program');
    const fileSystem = { ...nodeDirectoryFileSystem, unlink: () => Promise.reject(error) };
    expect(await rejection(createDurably(path, newBytes, { fileSystem }))).toBe(error);
  });

  it.each(['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EISDIR', 'EMLINK'])(
    'does without a hard link where the system answers %s',
    async (code) => {
      const fileSystem = { ...withoutLinks, link: () => Promise.reject(systemError(code)) };
      expect(await createDurably(path, newBytes, { fileSystem })).toBe('created');
      expect(await readFile(path)).toEqual(newBytes);
    },
  );

  it.each(['EIO', 'ENOSPC', 'EROFS'])('fails where the link fails with %s', async (code) => {
    const error = systemError(code);
    const fileSystem = { ...withoutLinks, link: () => Promise.reject(error) };
    expect(await rejection(createDurably(path, newBytes, { fileSystem }))).toBe(error);
    expect(await readdir(folder)).toEqual([]);
  });
});
