// Runs the built program with its n-th file operation going wrong, by injector.py: counted over all its threads
// and children.
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onPath } from '../../support/on-path.js';
import { type Run, type TestUser, programFile, startProcess } from '../../support/program.js';
import type { RealPart } from '../../support/real-parts.js';

/** Ask for it with `realPart(injectorPart)`. */
export const injectorPart: RealPart<string> = {
  name: 'python3 on Linux with an x86-64 processor (to make single file operations fail)',
  install: 'apt-get install -y python3',
  find: () => (process.platform === 'linux' && process.arch === 'x64' ? python() : null),
};

function python(): string | null {
  return onPath('python3');
}

/** What goes wrong, and where it is counted. */
export interface Injection {
  /** Operations on what lies below these folders count. */
  readonly roots: readonly string[];
  /** Counted from 1; 0 lets nothing go wrong. */
  readonly at: number;
  readonly lasts?: 'once' | 'for-good';
  /** An error of the system; half of what was to be read or written; the end of all; no answer ever. */
  readonly act: 'EIO' | 'ENOSPC' | 'EACCES' | 'EROFS' | 'ENOENT' | 'short' | 'kill' | 'hang';
}

/** A run with something going wrong. */
export interface InjectedRun extends Run {
  /** How many operations there were on what lies below the roots. */
  readonly count: number;
  /** The first that went wrong, as `write /path`; null where none did. */
  readonly hit: string | null;
}

const helper = fileURLToPath(new URL('injector.py', import.meta.url));
let runs = 0;

/** Runs the built program as the user. */
export async function runInjected(
  user: TestUser,
  args: readonly string[],
  { roots, at, lasts = 'once', act }: Injection,
): Promise<InjectedRun> {
  runs += 1;
  const log = join(user.temp, '..', `injected-${runs}.json`);
  const number = constants.errno[act as keyof typeof constants.errno] as number | undefined;
  const told = JSON.stringify({ roots, at, lasts, act: number ?? act, log });
  const command = [python() ?? 'python3', helper, told, process.execPath, programFile, ...args];
  // Calls that go through io_uring would not be seen.
  const environment = { ...user.environment, UV_USE_IO_URING: '0' };
  const run = await startProcess(command, { environment, cwd: user.folder, stdin: '' }).ended;
  const { count, hit } = JSON.parse(readFileSync(log, 'utf8')) as Pick<
    InjectedRun,
    'count' | 'hit'
  >;
  return { ...run, count, hit };
}
