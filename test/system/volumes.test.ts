// Which volumes there are, and which of them a reinstall wipes.
import { posix, win32 } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  isOnSystemVolume,
  parseMounts,
  type Placement,
  type Volume,
  volumesOfThisPc,
} from '../../src/system/volumes.js';

const at = (realPath: string, device: bigint): Placement => ({ realPath, device });

describe('the mounts of Linux', () => {
  it('are read with blanks and backslashes in their names', () => {
    const text =
      '/dev/sdb1 /media/anna/MY\\040STICK exfat rw,relatime 0 0\n' +
      '//nas/share /mnt/a\\134b\\011c cifs rw 0 0\n';
    expect(parseMounts(text)).toEqual([
      { source: '/dev/sdb1', root: '/media/anna/MY STICK', type: 'exfat' },
      { source: '//nas/share', root: '/mnt/a\\b\tc', type: 'cifs' },
    ]);
  });

  it('are passed over where no files of a user lie', () => {
    const text = [
      'proc /proc proc rw 0 0',
      'sysfs /sys sysfs rw 0 0',
      'systemd-1 /mnt/auto autofs rw 0 0',
      '/dev/loop3 /snap/core squashfs ro 0 0',
      '/dev/sda2 / ext4 rw 0 0',
      '',
      'cut off',
    ].join('\n');
    expect(parseMounts(text).map(({ root }) => root)).toEqual(['/']);
  });

  it.skipIf(process.platform !== 'linux')('of this PC include its root', async () => {
    expect((await volumesOfThisPc()).map(({ root }) => root)).toContain('/');
  });
});

describe('the system volume', () => {
  const mounts: Volume[] = [
    { root: '/', source: '/dev/sda2', type: 'btrfs' },
    { root: '/home', source: '/dev/sda2', type: 'btrfs' },
    { root: '/tmp', source: 'tmpfs', type: 'tmpfs' },
    { root: '/media/anna/STICK', source: '/dev/sdb1', type: 'exfat' },
    { root: '/mnt/nas', source: 'nas:/vault', type: 'nfs4' },
    { root: '/mnt/homework', source: '/dev/sdc1', type: 'ext4' },
  ];
  const root = [at('/', 30n)];

  it.each([
    { folder: at('/var/vault', 30n), wiped: true, why: 'the same device' },
    { folder: at('/home/anna/vault', 31n), wiped: true, why: 'another subvolume of it' },
    { folder: at('/mnt/bound', 30n), wiped: true, why: 'a bind mount of it' },
    { folder: at('/tmp/vault', 32n), wiped: true, why: 'memory, gone with the next start' },
    { folder: at('/media/anna/STICK', 40n), wiped: false, why: 'a stick' },
    { folder: at('/media/anna/STICK/vault', 40n), wiped: false, why: 'a folder on a stick' },
    { folder: at('/mnt/nas/vault', 41n), wiped: false, why: 'a NAS' },
    { folder: at('/mnt/homework/vault', 42n), wiped: false, why: 'another disk' },
  ])('holds $folder.realPath: $wiped ($why)', ({ folder, wiped }) => {
    expect(isOnSystemVolume(folder, root, mounts, posix)).toBe(wiped);
  });

  it.each([
    { folder: at('C:\\vault', 7n), wiped: true, why: 'the system drive' },
    { folder: at('c:\\vault', 0n), wiped: true, why: 'the system drive, without a serial number' },
    { folder: at('\\\\localhost\\c$\\vault', 7n), wiped: true, why: 'a share of it' },
    { folder: at('E:\\vault', 8n), wiped: false, why: 'a stick' },
    { folder: at('E:\\vault', 0n), wiped: false, why: 'a stick without a serial number' },
    { folder: at('\\\\nas\\share\\vault', 9n), wiped: false, why: 'a NAS' },
  ])('of Windows holds $folder.realPath: $wiped ($why)', ({ folder, wiped }) => {
    const windows = [at('C:\\', folder.device === 0n ? 0n : 7n)];
    expect(isOnSystemVolume(folder, windows, [], win32)).toBe(wiped);
  });

  it('of macOS is two volumes', () => {
    const roots = [at('/', 1n), at('/System/Volumes/Data', 2n)];
    expect(isOnSystemVolume(at('/Users/anna/vault', 2n), roots, [], posix)).toBe(true);
    expect(isOnSystemVolume(at('/Volumes/STICK/vault', 3n), roots, [], posix)).toBe(false);
  });
});
