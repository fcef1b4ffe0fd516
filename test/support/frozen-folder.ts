// A folder that can be made to answer no more: a FUSE mount of another folder, whose program is stopped.
// Every call into it then hangs, as into a network drive that is gone or a dying stick.
import { spawn, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onPath } from './on-path.js';
import type { RealPart } from './real-parts.js';

/** A mounted folder. */
export interface FrozenFolder {
  readonly path: string;
  /** What is mounted there, which always answers. */
  readonly behind: string;
  freeze(): void;
  thaw(): void;
  dispose(): Promise<void>;
}

/** Ask for it with `realPart(frozenFolders)`. */
export const frozenFolders: RealPart<() => Promise<FrozenFolder>> = {
  name: 'bindfs, and a root that may mount',
  install: 'apt-get install -y bindfs',
  find: () => {
    const bindfs = onPath('bindfs');
    const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
    return bindfs !== null && isRoot && existsSync('/dev/fuse') ? () => mounted(bindfs) : null;
  },
};

async function mounted(bindfs: string): Promise<FrozenFolder> {
  const folder = mkdtempSync(join(tmpdir(), 'frozen-folder-'));
  const [behind, path] = [join(folder, 'behind'), join(folder, 'mounted')];
  for (const made of [behind, path]) mkdirSync(made);
  const server = spawn(bindfs, ['-f', behind, path], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => {
    server.once('exit', () => {
      resolve();
    });
  });
  // The mount shows when the program is ready.
  while (!readFileSync('/proc/self/mounts', 'utf8').includes(` ${path} `)) {
    if (server.exitCode !== null) throw new Error(`bindfs ended: ${server.exitCode}`);
    await sleep(20);
  }
  return {
    path,
    behind,
    freeze: () => void server.kill('SIGSTOP'),
    thaw: () => void server.kill('SIGCONT'),
    dispose: async () => {
      server.kill('SIGCONT');
      // What still hangs in it lets go first.
      execFileSync('umount', ['--lazy', path]);
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}
