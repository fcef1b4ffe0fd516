import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { macVolumes } from '../../../src/collect/external/mac-volumes.js';

it('names what is mounted, without the system’s own disk and what Time Machine hides', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'volumes-'));
  try {
    for (const name of ['Untitled 1', 'BOOTCAMP', '.timemachine']) mkdirSync(join(folder, name));
    symlinkSync('/', join(folder, 'Macintosh HD'));
    writeFileSync(join(folder, '.DS_Store'), '');
    expect((await macVolumes(folder)).volumes).toEqual(
      ['BOOTCAMP', 'Untitled 1'].map((name) => {
        const path = join(folder, name);
        return { path, device: null, name: path };
      }),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
