// A household of very many backups, cheap to make and to open, and what the built program takes to look through it.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { directoryKind } from '../../../src/targets/directory/kind.js';
import { lowCostVault } from '../../support/low-cost-vault.js';
import { type TestUser, programFile, startProcess } from '../../support/program.js';
import { sixKeyContent } from '../../support/sample-content.js';
import { never } from '../../support/signal.js';

/** A sealed backup and its name. */
export interface OneOfMany {
  readonly name: string;
  readonly record: Uint8Array;
}

/** So many backups of each of so many PCs, an hour apart, under one card. */
export async function* manyBackups(pcs: number, each: number): AsyncGenerator<OneOfMany> {
  const vault = await lowCostVault({ recovery: false });
  const start = Date.parse(sixKeyContent.takenAt);
  for (let pc = 0; pc < pcs; pc += 1) {
    const tag = (pc + 1).toString(16).padStart(16, '0');
    const uuid = `3c0c9c1a-7d5e-4f0b-9a55-${tag.slice(4)}`;
    const own = { tag, name: `PC-${pc + 1}`, serial: `SERIAL-${pc + 1}`, uuid };
    const machine = { ...sixKeyContent.machine, ...own };
    for (let n = 0; n < each; n += 1) {
      const takenAt = `${new Date(start + n * 3_600_000).toISOString().slice(0, 19)}Z`;
      yield vault.seal({ ...sixKeyContent, machine, takenAt, sequence: n + 1 });
    }
  }
}

/** Sets the folder up as a place and lays the backups into it, as they would lie there after their pushes. */
export async function layInto(folder: string, backups: readonly OneOfMany[]): Promise<void> {
  await directoryKind.initialise({ path: folder }, never);
  for (const { name, record } of backups) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, record);
  }
}

/** How a run ended, and what it took. */
export interface Costly {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** From its start to its end, and of it what processors worked. */
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** The most memory that it had at once. */
  readonly mebibytes: number;
}

/** Waits for the command, and tells of the largest and of all processes that it was. */
const measuring = `
import json, resource, subprocess, sys, time
start = time.monotonic()
status = subprocess.call(sys.argv[2:])
used = resource.getrusage(resource.RUSAGE_CHILDREN)
told = [time.monotonic() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]
open(sys.argv[1], 'w').write(json.dumps(told))
sys.exit(status)
`;

/** Runs the built program as the user and measures it. */
export async function runMeasured(
  {
    python,
    user,
    environment,
  }: {
    readonly python: string;
    readonly user: TestUser;
    readonly environment: Readonly<Record<string, string>>;
  },
  args: readonly string[],
): Promise<Costly> {
  const file = join(user.folder, 'measured.json');
  const command = [python, '-c', measuring, file, process.execPath, programFile, ...args];
  const options = { environment: { ...user.environment, ...environment }, cwd: user.folder };
  const run = await startProcess(command, { ...options, stdin: '' }).ended;
  const [seconds = 0, cpuSeconds = 0, mebibytes = 0] = JSON.parse(
    readFileSync(file, 'utf8'),
  ) as number[];
  return { ...run, seconds, cpuSeconds, mebibytes };
}
