// The registry of npm, which gives packages of other systems and versions.
import { spawnSync } from 'node:child_process';
import type { RealPart } from './real-parts.js';

export const registryPart: RealPart<true> = {
  name: 'the npm registry',
  install: 'a network connection, or a registry in .npmrc',
  find: () => {
    const { status } = spawnSync('npm', ['ping'], { stdio: 'ignore', timeout: 30_000 });
    return status === 0 ? true : null;
  },
};
