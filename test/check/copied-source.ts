// A copy of src with what the checks read beside it, so that a test can break a rule in it. The packages
// are those of the project.
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { projectRoot } from '../support/program.js';

/** How a check ended: what it wrote, line by line. */
export interface CheckRun {
  readonly status: number | null;
  readonly lines: readonly string[];
}

/** A copy of the project's source. */
export interface CopiedSource {
  /** Adds text to a file, which is made where it is not there. */
  plant(file: string, text: string): void;
  /** Puts a file in place of another. */
  replace(file: string, text: string): void;
  /** Runs a script of scripts/ over the copy. */
  check(script: string): CheckRun;
  /** Runs the compiler over the copy, with further arguments. */
  compile(project: string, ...args: readonly string[]): CheckRun;
  /** Removes the copy. */
  dispose(): void;
}

const configs = ['.dependency-cruiser.cjs', 'tsconfig.json', 'tsconfig.portable.json'];

/** Copies the source into a temporary folder. */
export function copySource(): CopiedSource {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'vault-source-')));
  for (const name of ['src', 'package.json', ...configs])
    cpSync(join(projectRoot, name), join(folder, name), { recursive: true });
  symlinkSync(join(projectRoot, 'node_modules'), join(folder, 'node_modules'), 'junction');
  const node = (...args: readonly string[]): CheckRun => {
    const run = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    return { status: run.status, lines: `${run.stdout}${run.stderr}`.split('\n') };
  };
  return {
    plant: (file, text) => {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      appendFileSync(join(folder, file), text);
    },
    replace: (file, text) => {
      writeFileSync(join(folder, file), text);
    },
    check: (script) => node(join(projectRoot, 'scripts', script), folder),
    compile: (project, ...args) =>
      node(join(folder, 'node_modules/typescript/bin/tsc'), '-p', project, ...args),
    dispose: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
