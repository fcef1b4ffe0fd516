// A real exFAT stick: a file formatted by mkfs.exfat, on a loop device, mounted through FUSE. Only
// root can do that, and only on Linux. Each stick detaches exactly what it attached.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { realPart } from './real-parts.js';

const tools = ['mkfs.exfat', 'mount.exfat-fuse', 'losetup', 'umount'];

/** A stick that can be plugged in and pulled. */
export interface ExfatStick {
  /** Where it is mounted unless told otherwise. */
  readonly mountPoint: string;
  plugIn(options?: { mountPoint?: string; readOnly?: boolean }): void;
  pull(): void;
  /** Pulls it and throws it away. */
  dispose(): void;
}

/** Makes sticks, as many as are wanted; null where that cannot be done. */
export type StickMaker = (sizeMiB: number) => ExfatStick;

/** The tools for exFAT sticks, as a real part. */
export function exfatSticks(): StickMaker | null {
  return realPart<StickMaker>({
    name: 'exFAT tools, and a root that may mount',
    install: 'apt-get install -y exfat-fuse exfatprogs mount',
    find: () => (canMount() ? makeStick : null),
  });
}

function canMount(): boolean {
  const folders = ['/usr/sbin', '/sbin', '/usr/bin', '/bin'];
  const has = (tool: string): boolean => folders.some((folder) => existsSync(join(folder, tool)));
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  if (!isRoot || !existsSync('/dev/fuse') || !tools.every(has)) return false;
  try {
    // In a container root may lack the right to mount, which only trying shows.
    const stick = makeStick(4);
    stick.plugIn();
    stick.dispose();
    return true;
  } catch (error) {
    console.warn(String(error));
    return false;
  }
}

function makeStick(sizeMiB: number): ExfatStick {
  const folder = mkdtempSync(join(tmpdir(), 'exfat-stick-'));
  const image = join(folder, 'image');
  const usualMountPoint = join(folder, 'mounted');
  mkdirSync(usualMountPoint);
  writeFileSync(image, '');
  truncateSync(image, sizeMiB * 1024 * 1024);
  run('mkfs.exfat', image);
  const device = run('losetup', '--find', '--show', image).trim();
  let mounted: string | null = null;
  const pull = (): void => {
    if (mounted !== null) run('umount', mounted);
    mounted = null;
  };
  return {
    mountPoint: usualMountPoint,
    plugIn: ({ mountPoint = usualMountPoint, readOnly = false } = {}) => {
      run('mount.exfat-fuse', ...(readOnly ? ['-o', 'ro'] : []), device, mountPoint);
      mounted = mountPoint;
    },
    pull,
    dispose: () => {
      pull();
      run('losetup', '--detach', device);
      rmSync(folder, { recursive: true });
    },
  };
}

function run(command: string, ...parameters: string[]): string {
  const path = `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`;
  return execFileSync(command, parameters, {
    encoding: 'utf8',
    env: { ...process.env, PATH: path },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
