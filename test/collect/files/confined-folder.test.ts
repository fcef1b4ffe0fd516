// A search stays below its root. A disk that was prepared must not lead it to another disk, nor to one
// whose folder only begins like its own: that would put another PC's keys into the backup of this one.
import { mkdirSync, realpathSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { VaultError } from '../../../src/errors.js';
import { type ConfinedSearch, confinedSearch } from '../../../src/collect/files/confined-folder.js';
import { folderOfFile } from '../../support/temporary-folder.js';

const base = realpathSync(folderOfFile());

/** A disk with a link `Windows` to `target`. */
function diskWithLink(name: string, target: string): string {
  const disk = join(base, name, 'disk');
  mkdirSync(disk, { recursive: true });
  mkdirSync(target, { recursive: true });
  symlinkSync(target, join(disk, 'Windows'), 'junction');
  return disk;
}

const windowsIn = (search: ConfinedSearch, disk: string): Promise<readonly string[]> =>
  search.find(disk, { names: ['Windows'], kind: 'folder' });

describe('a link on a disk', () => {
  it.each(['disk2', 'disk.old', 'dis'])('to a sibling named %s is not followed', async (other) => {
    const disk = diskWithLink(`to-${other}`, join(base, `to-${other}`, other, 'Windows'));
    const search = await confinedSearch(disk);
    expect(await windowsIn(search, disk)).toEqual([]);
    expect(search.warnings).toMatchObject([
      { code: 'link-not-followed', location: join(disk, 'Windows') },
    ]);
  });

  it('is followed to another folder of the same disk', async () => {
    const target = join(base, 'same', 'disk', 'System');
    const disk = diskWithLink('same', target);
    const search = await confinedSearch(disk);
    expect(await windowsIn(search, disk)).toEqual([target]);
    expect(search.warnings).toEqual([]);
  });
});

it('a folder that is refused twice for the same reason is told once, also by the name of a key', async () => {
  const search = await confinedSearch(base);
  const folder = join(base, 'VK7JG-NPHTM-C97JM-9MPGT-3V66T');
  const failure = new VaultError('SOURCE_UNREADABLE', `${folder} cannot be read (EIO)`);
  search.refused(folder, failure);
  search.refused(folder, failure);
  const location = join(base, '*****-*****-*****-*****-3V66T');
  expect(search.warnings).toEqual([
    { code: 'folder-unreadable', message: `${location} cannot be read (EIO)`, location },
  ]);
});
