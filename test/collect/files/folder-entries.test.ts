import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { collectFrom } from '../../../src/collect/collectors.js';
import { entriesNamed, isVolumeRoot, listable } from '../../../src/collect/files/folder-entries.js';
import { windowsDisk } from '../../../src/collect/windows-disk/windows-disk.js';
import { writeDisk } from '../../support/written-disk.js';
import { collectPath } from '../../support/collect-path.js';
import { never } from '../../support/signal.js';
import { eachInFolder } from '../../support/temporary-folder.js';

const volume = '\\\\?\\Volume{3f2a0f5e-0000-0000-0000-100000000000}\\';
const context = { now: new Date('2026-11-21T19:55:01Z'), signal: never };

let root = '';
const before = process.cwd();
eachInFolder((made) => {
  root = made;
});
afterEach(() => {
  process.chdir(before);
});

describe('the root of a volume', () => {
  it.each([volume, volume.slice(0, -1), volume.toUpperCase()])(
    'is told by its name: %s',
    (path) => {
      expect(isVolumeRoot(path)).toBe(true);
    },
  );

  it.each(['D:\\', `${volume}Windows`, '\\\\?\\D:\\', '\\\\nas\\share\\', '/mnt', ''])(
    'is not: %s',
    (path) => {
      expect(isVolumeRoot(path)).toBe(false);
    },
  );

  // Elsewhere the volume's name is that of a folder like any other, and lies in the working folder.
  describe.skipIf(process.platform === 'win32')('is asked for what it holds by name', () => {
    beforeEach(() => {
      process.chdir(root);
      writeDisk(volume);
    });

    it('in the preferred spelling, each once', async () => {
      const entries = await entriesNamed(volume, ['Windows', 'WINDOWS', 'WINNT']);
      expect(entries.map(({ name }) => name)).toEqual(['Windows']);
    });

    it('and gives its Windows', async () => {
      const { findings } = await collectFrom([volume], context);
      expect(findings.map(({ source }) => source)).toEqual([join(volume, 'Windows')]);
    });

    it('and gives none where there is none', async () => {
      rmSync(volume, { recursive: true });
      expect(await collectPath(windowsDisk, volume, context)).toBeNull();
    });
  });
});

it('entries of a folder are found whatever their case', async () => {
  mkdirSync(join(root, 'WINDOWS'));
  writeFileSync(join(root, 'other'), '');
  const entries = await entriesNamed(root, ['Windows', 'WINNT']);
  expect(entries.map(({ name }) => name)).toEqual(['WINDOWS']);
});

it('the root of a drive is listed by a name that Node does not lengthen', () => {
  expect(listable('M:\\')).toBe('M:\\.');
  expect(listable('M:\\folder')).toBe('M:\\folder');
  expect(listable('/mnt')).toBe('/mnt');
});
