// A folder that somebody swaps for a link to another one while a record is stored or removed: at whatever
// step that happens, nothing in the other folder is made, replaced or removed.
import { cp, mkdir, readdir, readFile, rename, rm, stat, symlink, utimes } from 'node:fs/promises';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type DirectoryFileSystem,
  nodeDirectoryEffects,
  nodeDirectoryFileSystem,
} from '../../../src/targets/directory/file-system.js';
import { compareFolder, holdFolder } from '../../../src/targets/directory/held-folder.js';
import { createDirectoryKind, directoryKind } from '../../../src/targets/directory/kind.js';
import { type Target, TargetError } from '../../../src/targets/target.js';
import { freshPlace } from '../../support/folder-place.js';
import { firstTag, sealedSample } from '../../support/sealed.js';
import { never } from '../../support/signal.js';
import { eachInFolder } from '../../support/temporary-folder.js';

const isLinux = process.platform === 'linux';
const sample = sealedSample({ sizeBytes: 800, seed: 'swapped' });

let parent: string;
eachInFolder((made) => {
  parent = made;
});

/** A file system that calls `swap` before one of its operations. */
function swapping(
  isMoment: (operation: string, count: number) => boolean,
  { swap, hold }: { swap: () => Promise<void>; hold: DirectoryFileSystem['hold'] },
) {
  let count = 0;
  let isDone = false;
  const inner: DirectoryFileSystem = { ...nodeDirectoryFileSystem, hold };
  const fileSystem = Object.fromEntries(
    Object.entries(inner).map(([operation, act]) => [
      operation,
      async (...given: unknown[]): Promise<unknown> => {
        count += 1;
        if (!isDone && isMoment(operation, count)) {
          isDone = true;
          await swap();
        }
        return (act as (...all: unknown[]) => Promise<unknown>)(...given);
      },
    ]),
  ) as unknown as DirectoryFileSystem;
  return { fileSystem, isSwapped: () => isDone };
}

/** A place with a record and what a killed run left, and a folder elsewhere that looks the same. */
async function placeAndElsewhere(which: 'PC' | 'place') {
  const { path } = await freshPlace(parent);
  await directoryKind.open({ path }).put(sample.name, sample.record, never);
  const left = join(path, `${sample.name}.0123456789abcdef.tmp`);
  await writeFile(left, 'half');
  await utimes(left, 0, 0);
  const real = which === 'PC' ? join(path, firstTag) : path;
  const elsewhere = join(dirname(path), 'elsewhere');
  await cp(real, elsewhere, { recursive: true, preserveTimestamps: true });
  if (which === 'place') await rm(join(elsewhere, 'product-key-vault.json'));
  const swap = async (): Promise<void> => {
    await rename(real, `${real}-moved`);
    await symlink(elsewhere, real);
  };
  return { path, elsewhere, swap };
}

async function contentOf(folder: string): Promise<Record<string, string>> {
  const content: Record<string, string> = {};
  for (const name of (await readdir(folder, { recursive: true })).sort()) {
    const file = join(folder, name);
    content[name] = (await stat(file)).isFile() ? await readFile(file, 'latin1') : 'folder';
  }
  return content;
}

const actions = [
  {
    does: 'put',
    act: (target: Target) => {
      const other = sealedSample({ sizeBytes: 900, seed: 'put meanwhile', tag: firstTag });
      return target.put(other.name, other.record, never);
    },
  },
  { does: 'remove', act: (target: Target) => target.remove(sample.name, never) },
];

describe.skipIf(process.platform === 'win32').each(['PC', 'place'] as const)(
  'the folder of a %s swapped for a link',
  (which) => {
    it.skipIf(!isLinux).each(actions)('at any step moves no $does elsewhere', async ({ act }) => {
      let steps = 0;
      for (let at = 1; at === steps + 1; at += 1) {
        const { path, elsewhere, swap } = await placeAndElsewhere(which);
        const before = await contentOf(elsewhere);
        const moment = (_: string, count: number): boolean => count === at;
        const { fileSystem, isSwapped } = swapping(moment, { swap, hold: holdFolder });
        const kind = createDirectoryKind({ ...nodeDirectoryEffects, fileSystem });
        await act(kind.open({ path })).catch((error: unknown) => {
          expect(error).toBeInstanceOf(TargetError);
        });
        if (isSwapped()) steps = at;
        expect(await contentOf(elsewhere)).toEqual(before);
      }
      expect(steps).toBeGreaterThan(4);
    });

    it.each(actions)(
      'is noticed before a $does where folders are compared',
      async ({ act, does }) => {
        const { path, elsewhere, swap } = await placeAndElsewhere(which);
        const before = await contentOf(elsewhere);
        const last = does === 'put' ? 'createFile' : 'status';
        const moment = (operation: string): boolean => operation === last;
        const { fileSystem, isSwapped } = swapping(moment, { swap, hold: compareFolder });
        const kind = createDirectoryKind({ ...nodeDirectoryEffects, fileSystem });
        await expect(act(kind.open({ path }))).rejects.toBeInstanceOf(TargetError);
        expect(isSwapped()).toBe(true);
        expect(await contentOf(elsewhere)).toEqual(before);
      },
    );
  },
);

describe('a folder that is held', () => {
  it.each([
    ['through an open folder', holdFolder],
    ['by what it is', compareFolder],
  ])('%s is no link, unless a person gave it, and no file', async (_, hold) => {
    const [folder, link, file] = ['folder', 'link', 'file'].map((name) => join(parent, name));
    if (folder === undefined || link === undefined || file === undefined) throw new Error('names');
    await mkdir(folder);
    await symlink(folder, link, 'junction');
    await writeFile(file, '');
    for (const path of [file, link]) {
      const error = await hold(path, { followsLink: false }).catch((thrown: unknown) => thrown);
      expect(['ENOTDIR', 'ELOOP']).toContain((error as { code?: string }).code);
    }
    const held = await hold(link, { followsLink: true });
    await writeFile(join(held.path, 'inside'), '');
    await held.close();
    expect(await readdir(folder)).toEqual(['inside']);
    expect(held.shown).toBe(link);
  });
});
