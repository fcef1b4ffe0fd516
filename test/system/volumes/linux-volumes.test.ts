import { appendFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  attachedLinuxVolumes,
  mountedLinuxVolumes,
} from '../../../src/system/volumes/linux-volumes.js';
import { eachInFolder } from '../../support/temporary-folder.js';

let root = '';
eachInFolder((made) => {
  root = made;
});

/** A mount as the kernel tells it: number, root, path, type, source. */
type MountLine = readonly [string, string, string, string, string];

/** A kernel that tells of these mounts and partitions (number and name). */
function kernel(mounts: readonly MountLine[], partitions: readonly string[] = []) {
  const folders = { proc: join(root, 'proc'), dev: '/dev', sys: join(root, 'sys') };
  mkdirSync(join(folders.proc, 'self'), { recursive: true });
  const lines = mounts.map(
    ([number, inner, path, type, source], i) =>
      `${i + 20} 1 ${number} ${inner} ${path} rw,relatime shared:${i} - ${type} ${source} rw`,
  );
  writeFileSync(join(folders.proc, 'self', 'mountinfo'), `${lines.join('\n')}\n`);
  const rows = partitions.map((partition) => {
    const [number = '', name = ''] = partition.split(' ');
    const [major = '', minor = ''] = number.split(':');
    return `   ${major}  ${minor}   1024 ${name}`;
  });
  writeFileSync(
    join(folders.proc, 'partitions'),
    `major minor  #blocks  name\n\n${rows.join('\n')}\n`,
  );
  return folders;
}

const ownDisk: MountLine = ['8:1', '/', '/', 'ext4', '/dev/sda1'];

async function mounted(...mounts: readonly MountLine[]): Promise<(string | null)[]> {
  const volumes = await attachedLinuxVolumes(kernel([ownDisk, ...mounts]));
  return volumes.map(({ root: path }) => path);
}

it('names a mounted disk with its device, blanks in names and all', async () => {
  const volumes = await attachedLinuxVolumes(
    kernel([ownDisk, ['8:17', '/', '/media/old\\040disk', 'fuseblk', '/dev/sdb1']]),
  );
  expect(volumes).toEqual([
    {
      root: '/media/old disk',
      device: '/dev/sdb1',
      type: 'fuseblk',
      name: '/media/old disk (/dev/sdb1)',
    },
  ]);
});

it.each<[string, MountLine]>([
  ['the kernel driver for NTFS', ['8:17', '/', '/mnt', 'ntfs3', '/dev/sdb1']],
  ['ntfs-3g', ['8:17', '/', '/mnt', 'fuseblk', '/dev/sdb1']],
  ['ntfs-3g with an image file', ['0:40', '/', '/mnt', 'fuse', '/home/anna/disk.img']],
  ['a disk image attached by losetup', ['7:1', '/', '/mnt', 'ext4', '/dev/loop1']],
  ['a partition of one', ['259:3', '/', '/mnt', 'ntfs3', '/dev/loop1p2']],
  ['an unlocked disk', ['253:0', '/', '/mnt', 'ntfs3', '/dev/mapper/windows']],
  ['a logical volume', ['253:1', '/', '/mnt', 'ext4', '/dev/mapper/vg-backup']],
  ['btrfs', ['0:50', '/@windows', '/mnt', 'btrfs', '/dev/sdb2']],
  ['a DVD', ['11:0', '/', '/mnt', 'udf', '/dev/sr0']],
  ['guestmount', ['0:51', '/', '/mnt', 'fuse', '/dev/fuse']],
  ['a network folder of Windows', ['0:52', '/', '/mnt', 'cifs', '//nas/backup']],
  ['a network folder of Unix', ['0:53', '/', '/mnt', 'nfs4', 'nas:/backup']],
  ['sshfs', ['0:54', '/', '/mnt', 'fuse.sshfs', 'nas:/backup']],
  ['ZFS', ['0:55', '/', '/mnt', 'zfs', 'tank/backup']],
])('takes %s', async (_, mount) => {
  expect(await mounted(mount)).toEqual(['/mnt']);
});

it.each<[string, MountLine]>([
  ['a snap', ['7:3', '/', '/snap/core/1', 'squashfs', '/dev/loop3']],
  ['the image of a rescue system', ['7:0', '/', '/run/live/rootfs', 'squashfs', '/dev/loop0']],
  ['an overlay', ['0:60', '/', '/mnt', 'overlay', 'overlay']],
  ['what the kernel makes up', ['0:5', '/', '/mnt', 'proc', 'proc']],
  ['memory', ['0:6', '/', '/mnt', 'tmpfs', 'tmpfs']],
  ['the file manager’s own', ['0:61', '/', '/run/user/1/gvfs', 'fuse.gvfsd-fuse', 'gvfsd-fuse']],
  ['what is mounted when it is used', ['0:62', '/', '/mnt', 'autofs', 'systemd-1']],
  ['the boot loader of the running system', ['8:2', '/', '/boot/efi', 'vfat', '/dev/sda2']],
  ['the home folders of the running system', ['8:3', '/', '/home', 'ext4', '/dev/sda3']],
  ['a folder of the running system at another place', ['8:1', '/srv', '/mnt', 'ext4', '/dev/sda1']],
])('leaves out %s', async (_, mount) => {
  expect(await mounted(mount)).toEqual([]);
});

it('leaves out every subvolume of the disk that the system runs from', async () => {
  const mounts: MountLine[] = [
    ['0:30', '/@', '/', 'btrfs', '/dev/sda1'],
    ['0:30', '/@snapshots', '/.snapshots', 'btrfs', '/dev/sda1'],
    ['0:31', '/@', '/mnt', 'btrfs', '/dev/sdb1'],
  ];
  const volumes = await attachedLinuxVolumes(kernel(mounts));
  expect(volumes.map(({ root: path }) => path)).toEqual(['/mnt']);
});

it('takes a file system once, but each of its folders that is mounted', async () => {
  const paths = await mounted(
    ['8:17', '/', '/media/a', 'ntfs3', '/dev/sdb1'],
    ['8:17', '/', '/media/again', 'ntfs3', '/dev/sdb1'],
    ['8:17', '/backup', '/media/folder', 'ntfs3', '/dev/sdb1'],
  );
  expect(paths).toEqual(['/media/a', '/media/folder']);
});

it('sees the later of two mounts at the same place', async () => {
  const volumes = await attachedLinuxVolumes(
    kernel([
      ownDisk,
      ['8:17', '/', '/mnt', 'ext4', '/dev/sdb1'],
      ['8:18', '/', '/mnt', 'ntfs3', '/dev/sdb2'],
    ]),
  );
  expect(volumes.map(({ name }) => name)).toEqual(['/mnt (/dev/sdb2)']);
});

it('names the partitions that nothing has mounted or unlocked', async () => {
  const folders = kernel(
    [
      ['8:1', '/', '/', 'ext4', '/dev/root'],
      ['8:17', '/', '/mnt', 'fuseblk', '/dev/sdb1'],
      ['0:31', '/', '/mnt/b', 'btrfs', '/dev/sdb5'],
    ],
    ['8:0 sda', '8:1 sda1', '8:17 sdb1', '8:18 sdb2', '8:19 sdb3', '8:21 sdb5', '1:0 ram0'].concat([
      '252:0 zram0',
      '7:1 loop1',
      '259:1 loop1p1',
      '253:0 dm-0',
      '104:1 cciss!c0d0p1',
    ]),
  );
  const block = join(folders.sys, 'class', 'block');
  mkdirSync(join(block, 'sdb3', 'holders', 'dm-0'), { recursive: true });
  mkdirSync(join(block, 'dm-0', 'dm'), { recursive: true });
  writeFileSync(join(block, 'dm-0', 'dm', 'name'), 'windows\n');
  const volumes = await attachedLinuxVolumes(folders);
  expect(volumes.filter(({ root: path }) => path === null).map(({ device }) => device)).toEqual([
    '/dev/sda',
    '/dev/sdb2',
    '/dev/loop1',
    '/dev/loop1p1',
    '/dev/mapper/windows',
    '/dev/cciss/c0d0p1',
  ]);
});

it('knows a mounted partition by another name of its device', async () => {
  const folders = kernel(
    [ownDisk, ['0:31', '/', '/mnt', 'btrfs', `${root}/dev/by-label/old`]],
    ['8:17 sdb1', '8:18 sdb2'],
  );
  const dev = join(root, 'dev');
  mkdirSync(join(dev, 'by-label'), { recursive: true });
  for (const name of ['sdb1', 'sdb2']) writeFileSync(join(dev, name), '');
  symlinkSync('../sdb1', join(dev, 'by-label', 'old'));
  const volumes = await attachedLinuxVolumes({ ...folders, dev });
  expect(volumes.filter(({ root: path }) => path === null).map(({ device }) => device)).toEqual([
    join(dev, 'sdb2'),
  ]);
});

it('reads blanks, tabs and backslashes in the names of all that is mounted', async () => {
  const folders = kernel([
    ['8:17', '/', '/media/anna/MY\\040STICK', 'exfat', '/dev/sdb1'],
    ['0:40', '/', '/mnt/a\\134b\\011c', 'cifs', '//nas/share'],
  ]);
  expect(await mountedLinuxVolumes(folders)).toMatchObject([
    { root: '/media/anna/MY STICK', device: '/dev/sdb1', type: 'exfat' },
    { root: '/mnt/a\\b\tc', device: null, type: 'cifs' },
  ]);
});

it('passes over mounts where no files of a user lie', async () => {
  const folders = kernel([
    ['0:5', '/', '/proc', 'proc', 'proc'],
    ['0:6', '/', '/sys', 'sysfs', 'sysfs'],
    ['0:7', '/', '/mnt/auto', 'autofs', 'systemd-1'],
    ['7:3', '/', '/snap/core', 'squashfs', '/dev/loop3'],
    ['8:2', '/', '/', 'ext4', '/dev/sda2'],
  ]);
  const file = join(folders.proc, 'self', 'mountinfo');
  appendFileSync(file, '\ncut off\n1 2 8:3 / /cut - ext4\n');
  expect((await mountedLinuxVolumes(folders)).map((volume) => volume.root)).toEqual(['/']);
});
