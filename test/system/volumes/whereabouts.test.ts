import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { wholeDisks, whereaboutsOf } from '../../../src/system/volumes/whereabouts.js';
import { folderOfTest } from '../../support/temporary-folder.js';

/** A sysfs with these files; a text that begins with `->` is a link. */
async function sysfs(files: Readonly<Record<string, string>>): Promise<string> {
  const root = folderOfTest();
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    if (text.startsWith('->')) await symlink(join(root, text.slice(2)), join(root, path));
    else await writeFile(join(root, path), text);
  }
  return root;
}

describe('the whole disks under a device', () => {
  it.each<[string, Record<string, string>, string, string[]]>([
    ['a disk', { 'block/sda/size': '1' }, 'block/sda', ['sda']],
    ['a partition', { 'block/sda/sda1/partition': '1' }, 'block/sda/sda1', ['sda']],
    [
      'an unlocked partition',
      { 'block/dm-0/slaves/sda1': '->block/sda/sda1', 'block/sda/sda1/partition': '1' },
      'block/dm-0',
      ['sda'],
    ],
    [
      'two disks joined',
      {
        'block/md0/slaves/sda': '->block/sda',
        'block/md0/slaves/sdb': '->block/sdb',
        'block/sda/size': '1',
        'block/sdb/size': '1',
      },
      'block/md0',
      ['sda', 'sdb'],
    ],
    ['a device upon itself', { 'block/dm-0/slaves/dm-0': '->block/dm-0' }, 'block/dm-0', []],
    ['no device', {}, 'block/none', []],
  ])('are found: %s', async (_what, files, device, disks) => {
    expect(await wholeDisks(join(await sysfs(files), device))).toEqual(disks);
  });
});

describe('where something is', () => {
  it.skipIf(process.platform === 'win32')('is the same by any name of it', async () => {
    const root = folderOfTest();
    await mkdir(join(root, 'real'));
    await symlink('real', join(root, 'link'));
    const [real, link] = await Promise.all(
      ['real', 'link'].map((one) => whereaboutsOf(join(root, one))),
    );
    expect(link).toEqual(real);
    expect(real?.isFolder).toBe(true);
    expect(real?.disks).not.toEqual([]);
  });

  it('of what is not there is an error of the system', async () => {
    await expect(whereaboutsOf(join(folderOfTest(), 'none'))).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });
});
