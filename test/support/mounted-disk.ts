// Real disks for tests: an image file on a loop device, formatted as NTFS or ext4, filled and mounted
// read-only. Only root can do that, and only on Linux. Each disk detaches exactly what it attached. An NTFS
// disk is served by a process, ntfs-3g, and hangs when that is stopped.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onPath } from './on-path.js';
import { realPart } from './real-parts.js';

const tools = ['mkfs.ntfs', 'ntfs-3g', 'mkfs.ext4', 'losetup', 'mount', 'umount'];
const sizeBytes = 16 * 1024 * 1024;

/** A disk that is plugged in. */
export interface TestDisk {
  /** `/dev/loop3` */
  readonly device: string;
}

/** A disk whose files show. */
interface MountedDisk extends TestDisk {
  readonly folder: string;
  /** Shows a folder of it at another place, too. */
  bind(inner: string): string;
}

/** An NTFS disk that can be made to answer no more. */
export interface NtfsDisk extends MountedDisk {
  hang(): void;
  /** Lets it answer again. */
  resume(): void;
}

/** Makes disks; `dispose` takes away all of them. */
export interface TestDisks {
  ntfs(fill: (folder: string) => void): Promise<NtfsDisk>;
  ext4(fill: (folder: string) => void): MountedDisk;
  /** A disk that is attached and not mounted, with these bytes at its start. */
  raw(start: Uint8Array): TestDisk;
  /** An NTFS disk that is attached and not mounted. */
  unmountedNtfs(): TestDisk;
  dispose(): void;
}

/** Where disks can be made; null where they cannot. */
export function testDisks(): (() => TestDisks) | null {
  return realPart<() => TestDisks>({
    name: 'NTFS and ext4 tools, and a root that may mount',
    install: 'apt-get install -y ntfs-3g e2fsprogs mount',
    find: () => (canMount() ? makeDisks : null),
  });
}

function canMount(): boolean {
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  if (!isRoot || !existsSync('/dev/fuse') || tools.some((tool) => onPath(tool) === null))
    return false;
  const disks = makeDisks();
  try {
    // In a container root may lack the right to mount, which only trying shows.
    disks.ext4(() => undefined);
    return true;
  } catch (error) {
    console.warn(String(error));
    return false;
  } finally {
    disks.dispose();
  }
}

function makeDisks(): TestDisks {
  const work = mkdtempSync(join(tmpdir(), 'test-disks-'));
  const ends: (() => void)[] = [];
  let count = 0;
  const newFolder = (name: string): string => {
    count += 1;
    const folder = join(work, `${name} ${count}`);
    mkdirSync(folder);
    return folder;
  };
  const newImage = (): string => {
    count += 1;
    const image = join(work, `image-${count}`);
    writeFileSync(image, '');
    truncateSync(image, sizeBytes);
    return image;
  };
  const attach = (image: string): TestDisk => {
    const device = run('losetup', '--find', '--show', '--read-only', image).trim();
    ends.push(() => run('losetup', '--detach', device));
    return { device };
  };
  const bindsOf = (folder: string) => ({
    bind: (inner: string): string => {
      const at = newFolder('bound');
      run('mount', '--bind', join(folder, inner), at);
      ends.push(() => run('umount', at));
      return at;
    },
  });
  const ntfsImage = (): string => {
    const image = newImage();
    run('mkfs.ntfs', '--fast', '--force', '--quiet', image);
    return image;
  };
  return {
    ntfs: async (fill) => {
      const image = ntfsImage();
      const filling = newFolder('filling');
      const writing = await serveNtfs(image, filling, 'rw');
      fill(filling);
      await writing.end();
      const disk = attach(image);
      const folder = newFolder('disk');
      const server = await serveNtfs(disk.device, folder, 'ro');
      ends.push(server.endNow);
      return {
        ...disk,
        folder,
        ...bindsOf(folder),
        hang: () => server.process.kill('SIGSTOP'),
        resume: () => server.process.kill('SIGCONT'),
      };
    },
    ext4: (fill) => {
      const content = newFolder('content');
      fill(content);
      const image = newImage();
      run('mkfs.ext4', '-q', '-d', content, image);
      const disk = attach(image);
      const folder = newFolder('disk');
      run('mount', '-o', 'ro', disk.device, folder);
      ends.push(() => run('umount', folder));
      return { ...disk, folder, ...bindsOf(folder) };
    },
    raw: (start) => {
      const image = newImage();
      writeFileSync(image, start, { flag: 'r+' });
      return attach(image);
    },
    unmountedNtfs: () => attach(ntfsImage()),
    dispose: () => {
      for (const end of ends.reverse().splice(0)) end();
      rmSync(work, { recursive: true });
    },
  };
}

interface NtfsServer {
  readonly process: ChildProcess;
  readonly end: () => Promise<void>;
  readonly endNow: () => void;
}

async function serveNtfs(from: string, folder: string, mode: 'ro' | 'rw'): Promise<NtfsServer> {
  const options = `no_detach,${mode}`;
  const server = spawn(onPath('ntfs-3g') ?? '', [from, folder, '-o', options], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) =>
    server.once('exit', () => {
      resolve();
    }),
  );
  // The mount shows when the server is ready.
  while (!isMounted(folder)) {
    if (server.exitCode !== null) throw new Error(`ntfs-3g ended: ${String(server.exitCode)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return {
    process: server,
    end: async () => {
      run('umount', folder);
      await ended;
    },
    endNow: () => {
      server.kill('SIGCONT');
      run('umount', folder);
    },
  };
}

function isMounted(folder: string): boolean {
  const escaped = folder.replaceAll(' ', '\\040');
  return readFileSync('/proc/self/mounts', 'utf8').includes(` ${escaped} `);
}

function run(command: string, ...parameters: string[]): string {
  return execFileSync(onPath(command) ?? command, parameters, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
