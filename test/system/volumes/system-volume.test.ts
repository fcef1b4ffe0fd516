// Which volumes there are, and which of them a reinstall wipes.
import { posix, win32 } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isOnSystemVolume, type Placement } from '../../../src/system/volumes/system-volume.js';
import type { MountedVolume } from '../../../src/system/volumes/volume.js';
import { mountedVolumes } from '../../../src/system/volumes/volumes.js';

const at = (realPath: string, device: bigint): Placement => ({ realPath, device });

it.skipIf(process.platform !== 'linux')('the volumes of this PC include its root', async () => {
  expect((await mountedVolumes()).map(({ root }) => root)).toContain('/');
});

describe('the system volume', () => {
  const volume = (root: string, device: string | null, type: string): MountedVolume => ({
    ...{ root, device, type },
    name: root,
  });
  const mounts = [
    volume('/', '/dev/sda2', 'btrfs'),
    volume('/home', '/dev/sda2', 'btrfs'),
    volume('/tmp', null, 'tmpfs'),
    volume('/media/anna/STICK', '/dev/sdb1', 'exfat'),
    volume('/mnt/nas', null, 'nfs4'),
    volume('/mnt/homework', '/dev/sdc1', 'ext4'),
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
