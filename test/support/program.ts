// Runs the built program as a user does: a process of its own, with a home of its own in a temporary
// folder, its standard input closed or given. `npm test` builds the program before.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The bundle, as an install links it: by the program's name. */
export const programFile = linked(fileURLToPath(new URL('../../bundle/', import.meta.url)));
/** The project's root, where `examples/` lies. */
export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

/** How a run ended. */
export interface Run {
  /** Null for a process that a signal ended. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a run may be given. */
interface RunOptions {
  /** What standard input holds; empty unless told, left open where it is null. */
  readonly stdin?: string | Uint8Array | null;
  readonly cwd?: string;
  /** In place of the user's own. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** A process that is still running. */
export interface RunningProgram {
  readonly process: ChildProcess;
  readonly ended: Promise<Run>;
}

/** A user of a PC: everything that the program may write lies below `folder`. */
export interface TestUser {
  /** The working folder of its runs; `home` and `temp` lie in it too. */
  readonly folder: string;
  readonly home: string;
  readonly temp: string;
  readonly configFile: string;
  readonly stateFile: string;
  readonly environment: Readonly<Record<string, string>>;
  run(args: readonly string[], options?: RunOptions): Promise<Run>;
  start(args: readonly string[], options?: RunOptions): RunningProgram;
  /** Removes the folder. */
  dispose(): void;
}

function linked(folder: string): string {
  const link = join(folder, 'vault');
  try {
    symlinkSync('vault.cjs', link);
  } catch (error) {
    // Another test has made it, or the program is not built, which is said when it is run.
    if (!['EEXIST', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
  return link;
}

/** A user with an empty home. */
export function newUser(): TestUser {
  if (!existsSync(programFile)) throw new Error('the program is not built: npm run build');
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'vault-user-')));
  const [home, temp] = [join(folder, 'home'), join(folder, 'temp')];
  for (const made of [home, temp]) mkdirSync(made);
  const environment = environmentOf(home, temp);
  const start = (args: readonly string[], options: RunOptions = {}): RunningProgram =>
    startProcess([process.execPath, programFile, ...args], {
      environment,
      ...{ cwd: folder, stdin: '', ...options },
    });
  return {
    ...{ folder, home, temp, environment, start },
    configFile: join(home, 'config', 'product-key-vault', 'config.json'),
    stateFile: join(home, 'state', 'product-key-vault', 'state.json'),
    run: (args, options) => start(args, options).ended,
    dispose: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Starts any command with its standard input given, and gathers what it writes. */
export function startProcess(
  [command = '', ...args]: readonly string[],
  options: {
    readonly environment: Readonly<Record<string, string>>;
    readonly cwd: string;
    readonly stdin: string | Uint8Array | null;
  },
): RunningProgram {
  const { environment: env, cwd, stdin } = options;
  const child = spawn(command, args, { env, cwd, stdio: 'pipe', windowsHide: true });
  // A program that ends without reading its input is no failure of the test.
  child.stdin.on('error', () => undefined);
  if (stdin !== null) child.stdin.end(stdin);
  const stdout = textOf(child.stdout);
  const stderr = textOf(child.stderr);
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  }).then(async (status) => ({ status, stdout: await stdout, stderr: await stderr }));
  return { process: child, ended };
}

/** This process's environment without what would lead to the tester's own files and accounts. */
function environmentOf(home: string, temp: string): Record<string, string> {
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !/^(AWS_|DBUS_|XDG_|NODE_|VITEST|npm_)/i.test(entry[0]),
  );
  return {
    ...Object.fromEntries(inherited),
    PATH: [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter),
    HOME: home,
    USERPROFILE: home,
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_STATE_HOME: join(home, 'state'),
    APPDATA: join(home, 'config'),
    LOCALAPPDATA: join(home, 'state'),
    TMPDIR: temp,
    TEMP: temp,
    TMP: temp,
  };
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  await new Promise((resolve) => stream.once('close', resolve));
  return Buffer.concat(chunks).toString('utf8');
}
