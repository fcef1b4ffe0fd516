import { describe, expect, it } from 'vitest';
import type { Sight } from '../../../src/collect/external/sight.js';
import { sightWarnings, unlistedWarnings } from '../../../src/collect/external/sight-warnings.js';
import type { Volume } from '../../../src/system/volumes/volume.js';

const letter: Volume = { root: 'D:\\', device: '\\\\.\\D:', type: null, name: 'D:\\' };
const guid = '\\\\?\\Volume{3f2a0f5e-0000-0000-0000-100000000000}\\';
const unlettered: Volume = {
  root: guid,
  device: guid.slice(0, -1),
  type: null,
  name: 'C:\\old disk\\',
};
const partition: Volume = { root: null, device: '/dev/sdb2', type: null, name: '/dev/sdb2' };
const mount: Volume = {
  root: '/media/x',
  device: '/dev/sdb2',
  type: null,
  name: '/media/x (/dev/sdb2)',
};

const said = (volume: Volume, sight: Sight, platform: NodeJS.Platform) =>
  sightWarnings([{ volume, sight }], platform);

describe('what is said of volumes', () => {
  it('is nothing of those that are read, and of those where nothing is', () => {
    for (const kind of ['readable', 'absent'] as const)
      expect(said(letter, { kind }, 'win32')).toEqual([]);
  });

  it.each<[string, Volume, NodeJS.Platform, string, string]>([
    ['a drive letter', letter, 'win32', 'manage-bde -unlock D:\\ -RecoveryPassword', 'D:\\'],
    ['a mounted folder', unlettered, 'win32', 'manage-bde -unlock C:\\old disk\\ -R', guid],
    ['a partition', partition, 'linux', 'open --type bitlk --readonly /dev/sdb2 ', '/dev/sdb2'],
    ['a stick', mount, 'linux', 'cryptsetup open --type bitlk --readonly /dev/sdb2 ', '/media/x'],
  ])('is how to unlock it: %s', (_, volume, platform, command, location) => {
    const [warning] = said(volume, { kind: 'locked' }, platform);
    expect(warning).toMatchObject({ code: 'bitlocker-locked', location });
    expect(warning?.message).toContain(command);
  });

  it('is how to mount it', () => {
    const [warning] = said(partition, { kind: 'not-mounted' }, 'linux');
    expect(warning).toMatchObject({ code: 'disk-not-mounted', location: '/dev/sdb2' });
    expect(warning?.message).toContain('sudo mount -o ro /dev/sdb2 /mnt');
  });

  it('is that it gave no answer', () => {
    expect(said(mount, { kind: 'silent' }, 'linux')[0]).toMatchObject({
      code: 'volume-silent',
      location: '/media/x',
    });
  });

  it('is why it cannot be read', () => {
    const [warning] = said(letter, { kind: 'unreadable', reason: 'EIO' }, 'win32');
    expect(warning).toMatchObject({ code: 'volume-unreadable', location: 'D:\\' });
    expect(warning?.message).toContain('(EIO: ');
  });

  it.each<[Volume, NodeJS.Platform, string]>([
    [letter, 'win32', 'as administrator'],
    [mount, 'linux', 'with sudo'],
    [mount, 'darwin', 'removable volumes'],
  ])('is who may read it: %o', (volume, platform, who) => {
    const [warning] = said(volume, { kind: 'refused' }, platform);
    expect(warning?.code).toBe('volume-unreadable');
    expect(warning?.message).toContain(who);
  });

  it.each<[Volume, NodeJS.Platform, string]>([
    [partition, 'linux', 'disks that are not mounted that only root (sudo) may look at: 2'],
    [unlettered, 'win32', 'disks without a drive letter that only an administrator may look at: 2'],
  ])('is how many of those without a name are refused', (volume, platform, message) => {
    const seen = { volume, sight: { kind: 'refused' } } as const;
    expect(sightWarnings([seen, seen], platform)).toEqual([
      { code: 'disks-refused', message, location: 'attached disks' },
    ]);
  });

  it('is that some could not be listed, and why', () => {
    expect(unlistedWarnings(null)).toEqual([]);
    expect(unlistedWarnings("Cannot find package 'koffi'")).toEqual([
      {
        code: 'volumes-unlisted',
        message: expect.stringContaining("(Cannot find package 'koffi')") as string,
        location: 'attached disks',
      },
    ]);
  });
});
