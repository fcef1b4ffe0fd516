// What is mounted on a Linux, from /proc/self/mountinfo, which tells it without touching any of it; what
// of it holds files of a user, and what may be the disk of another PC.
// Sources: proc_pid_mountinfo(5), names of file systems in mount(8).
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** One mount. */
export interface Mount {
  /** `8:17`, as in /proc/partitions; for btrfs and the network a number of no device. */
  readonly device: string;
  /** The folder within the file system that is mounted. */
  readonly root: string;
  readonly path: string;
  /** `ext4`, `fuseblk`, `cifs`, ... */
  readonly type: string;
  /** `/dev/sdb1`, `//nas/share`, an image file. */
  readonly source: string;
}

/** File systems that hold nothing of a user's, or hang or mount something when they are asked. */
const withoutUserFiles = new Set([
  ...['autofs', 'binfmt_misc', 'bpf', 'cgroup', 'cgroup2', 'configfs', 'debugfs', 'devpts'],
  ...['devtmpfs', 'efivarfs', 'fusectl', 'hugetlbfs', 'mqueue', 'nsfs', 'proc', 'pstore'],
  ...['rpc_pipefs', 'securityfs', 'selinuxfs', 'sysfs', 'tracefs'],
  // Those that programs make up.
  ...['fuse.gvfsd-fuse', 'fuse.portal', 'fuse.lxcfs'],
  // Images of programs, and of the running rescue system: read-only by nature.
  ...['squashfs', 'erofs', 'fuse.squashfuse', 'fuse.snapfuse'],
]);
/** Disks whose source is no device: of several devices, of an image file, or in the network. */
const withoutDevice = /^(?:fuse(?:\..*)?|zfs|bcachefs|cifs|smb3|nfs4?)$/;
/** Where the running system lives; a disk of another PC is never mounted there. */
const systemFolders =
  /^\/(?:|boot(?:\/.*)?|efi|home|root|usr|var(?:\/.*)?|opt|srv|tmp|nix(?:\/store)?|gnu(?:\/store)?)$/;

/** All mounts, in the order of the kernel. */
export async function readMounts(proc: string): Promise<Mount[]> {
  const text = await readFile(join(proc, 'self', 'mountinfo'), 'utf8');
  return text.split('\n').flatMap((line) => {
    const [before = '', after = ''] = line.split(' - ');
    const [, , device, root, path] = before.split(' ').map(unescapeOctal);
    const [type, source] = after.split(' ').map(unescapeOctal);
    if (device === undefined || root === undefined || path === undefined) return [];
    return type === undefined || source === undefined ? [] : [{ device, root, path, type, source }];
  });
}

/** Those that may hold files of a user. */
export function userMounts(mounts: readonly Mount[]): Mount[] {
  return mounts.filter(({ type }) => !withoutUserFiles.has(type));
}

/** Those that may be a disk of another PC, each folder once. */
export function attachedMounts(mounts: readonly Mount[], dev: string): Mount[] {
  const own = mounts.findLast(({ path }) => path === '/')?.device;
  // The later mount hides the earlier one at the same place.
  const visible = [...new Map(mounts.map((mount) => [mount.path, mount])).values()];
  const disks = userMounts(visible).filter(
    (mount) => mount.device !== own && !systemFolders.test(mount.path) && isDisk(mount, dev),
  );
  // A file system, or a folder of it, that is mounted twice is read once.
  const byContent = new Map<string, Mount>();
  for (const mount of disks) {
    const content = `${mount.device} ${mount.root}`;
    if (!byContent.has(content)) byContent.set(content, mount);
  }
  return [...byContent.values()];
}

function isDisk({ type, source }: Mount, dev: string): boolean {
  return source.startsWith(`${dev}/`) || withoutDevice.test(type);
}

/** The kernel writes blanks and tabs in names as `\040` and `\011`. */
function unescapeOctal(text: string): string {
  return text.replaceAll(/\\([0-7]{3})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 8)),
  );
}
