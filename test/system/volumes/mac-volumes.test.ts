import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { folderOfTest } from '../../support/temporary-folder.js';
import { macVolumes } from '../../../src/system/volumes/mac-volumes.js';

it('names what is mounted, without the system’s own disk and what Time Machine hides', async () => {
  const folder = folderOfTest();
  for (const name of ['Untitled 1', 'BOOTCAMP', '.timemachine']) mkdirSync(join(folder, name));
  symlinkSync('/', join(folder, 'Macintosh HD'));
  writeFileSync(join(folder, '.DS_Store'), '');
  expect(await macVolumes(folder)).toEqual(
    ['BOOTCAMP', 'Untitled 1'].map((name) => {
      const root = join(folder, name);
      return { root, device: null, type: null, name: root };
    }),
  );
});
