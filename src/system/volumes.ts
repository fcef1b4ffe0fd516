// Which volumes this PC has now, and whether a folder lies on the one that a reinstall wipes. It only
// reads; what is looked for on the volumes is directory/search.ts's concern.
// Sources: proc(5) and fstab(5) for /proc/self/mounts, statfs names of file systems in mount(8).
import { readdir, readFile } from 'node:fs/promises';
import * as nativePath from 'node:path';
import { systemCode } from '../errors.js';

/** A mounted volume. */
export interface Volume {
  /** Its topmost folder: `F:\`, `/media/anna/STICK`. */
  readonly root: string;
  /** The device or share behind it (`/dev/sdb1`), null where the system does not tell. */
  readonly source: string | null;
  /** `ext4`, `exfat`, `tmpfs`, ...; null where the system does not tell. */
  readonly type: string | null;
}

/** File systems that hold nothing of a user's, or hang or mount something when they are asked. */
const pseudoTypes = new Set([
  ...['autofs', 'binfmt_misc', 'bpf', 'cgroup', 'cgroup2', 'configfs', 'debugfs', 'devpts'],
  ...['devtmpfs', 'efivarfs', 'fusectl', 'hugetlbfs', 'mqueue', 'nsfs', 'proc', 'pstore'],
  ...['rpc_pipefs', 'securityfs', 'selinuxfs', 'squashfs', 'sysfs', 'tracefs'],
  ...['fuse.gvfsd-fuse', 'fuse.portal', 'fuse.lxcfs'],
]);

/** File systems that are gone with the next start of the PC. */
const volatileTypes = new Set(['tmpfs', 'ramfs', 'rootfs', 'overlay', 'aufs']);

/** The volumes in the text of `/proc/self/mounts`, without those that hold no files of a user. */
export function parseMounts(text: string): Volume[] {
  const volumes: Volume[] = [];
  for (const line of text.split('\n')) {
    const [source, root, type] = line.split(' ').map(unescapeMount);
    if (source === undefined || root === undefined || type === undefined) continue;
    if (!pseudoTypes.has(type)) volumes.push({ root, source, type });
  }
  return volumes;
}

/** Blanks, tabs, line ends and backslashes stand there as three octal digits. */
function unescapeMount(field: string): string {
  return field.replaceAll(/\\([0-7]{3})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 8)),
  );
}

/** What is mounted on this PC now; nothing where the system does not tell (a chroot without /proc). */
export async function volumesOfThisPc(): Promise<readonly Volume[]> {
  try {
    return await mountedVolumes();
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return [];
  }
}

async function mountedVolumes(): Promise<readonly Volume[]> {
  switch (process.platform) {
    case 'win32':
      return driveLetters();
    case 'darwin': {
      const names = await readdir('/Volumes');
      return names.map((name) => ({ root: `/Volumes/${name}`, source: null, type: null }));
    }
    case 'linux':
      return parseMounts(await readFile('/proc/self/mounts', 'utf8'));
    default:
      return [];
  }
}

/** `A:\` to `Z:\`, whether there or not: asking for a letter that is not in use costs nothing. */
export function driveLetters(): Volume[] {
  return Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ', (letter) => ({
    root: `${letter}:\\`,
    source: null,
    type: null,
  }));
}

/** Folders on the volume that holds the running system. */
export function systemRootsOfThisPc(): string[] {
  if (process.platform === 'win32') return [`${process.env['SystemDrive'] ?? 'C:'}\\`];
  // macOS keeps its own files and everybody's files on two volumes that are wiped together.
  return process.platform === 'darwin' ? ['/', '/System/Volumes/Data'] : ['/'];
}

/** Where a folder is. */
export interface Placement {
  readonly realPath: string;
  /** The number of its device; 0 where the system gives none. */
  readonly device: bigint;
}

/**
 * Whether a reinstall, or even a restart, takes the folder with it: the device, drive letter or
 * volume is that of a system root, or the file system lives in memory.
 */
export function isOnSystemVolume(
  folder: Placement,
  systemRoots: readonly Placement[],
  volumes: readonly Volume[],
  rules: nativePath.PlatformPath = nativePath,
): boolean {
  const volume = volumeOf(folder.realPath, volumes, rules);
  if (volume?.type != null && volatileTypes.has(volume.type)) return true;
  return systemRoots.some((root) => {
    if (folder.device !== 0n && folder.device === root.device) return true;
    if (sameDrive(folder.realPath, root.realPath, rules)) return true;
    // Subvolumes (btrfs) have device numbers of their own on one and the same disk partition.
    const source = volumeOf(root.realPath, volumes, rules)?.source;
    return source != null && source.startsWith('/') && source === volume?.source;
  });
}

function sameDrive(a: string, b: string, rules: nativePath.PlatformPath): boolean {
  const drive = rules.parse(a).root.toLowerCase();
  return drive !== '/' && drive === rules.parse(b).root.toLowerCase();
}

/** The volume with the longest root above the path; of two at the same root, the later covers. */
function volumeOf(
  path: string,
  volumes: readonly Volume[],
  { sep }: nativePath.PlatformPath,
): Volume | null {
  let best: Volume | null = null;
  for (const volume of volumes) {
    const prefix = volume.root.endsWith(sep) ? volume.root : volume.root + sep;
    const above = path === volume.root || path.startsWith(prefix);
    if (above && volume.root.length >= (best?.root.length ?? 0)) best = volume;
  }
  return best;
}
