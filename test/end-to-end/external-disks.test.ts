// `--external` with real disks: image files on loop devices, mounted through ntfs-3g and the kernel. The
// PC that runs the tests may have disks of its own with a Windows on it: only what is added is compared.
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Warning } from '../../src/record/warning.js';
import { collectExternal } from '../../src/collect/external/external.js';
import { readerChild } from '../../src/collect/external/reader-child.js';
import { exampleDisk, exampleKeys, passphraseFlags, stickOf } from '../support/example-stick.js';
import { regDword, regSz } from '../support/hive-writer.js';
import { type NtfsDisk, type TestDisk, testDisks } from '../support/mounted-disk.js';
import {
  newUser,
  programFile,
  type Run,
  type RunningProgram,
  startProcess,
  type TestUser,
} from '../support/program.js';
import { realPart } from '../support/real-parts.js';
import { controlC, runAtTerminal, terminalPart, type Typing } from '../support/terminal.js';
import { currentVersion, writeDisk } from '../support/windows-pc.js';
import { never } from '../support/signal.js';

const makeDisks = testDisks();
const python = realPart(terminalPart);
const bundle = fileURLToPath(new URL('../../bundle/', import.meta.url));
const proKey = 'VK7JG-NPHTM-C97JM-9MPGT-3V66T';

/** A Windows of this name, and with fast start on or off. */
function writeWindows(
  folder: string,
  { name, fastStart, windows = 'Windows' }: { name: string; fastStart: number; windows?: string },
): void {
  const software = {
    [currentVersion]: [
      regSz('ProductName', 'Windows 10 Pro'),
      regSz('EditionID', 'Professional'),
      regSz('CurrentBuild', '19045'),
    ],
    [`${currentVersion}\\SoftwareProtectionPlatform`]: [regSz('BackupProductKeyDefault', proKey)],
    'Microsoft\\Cryptography': [regSz('MachineGuid', `6f1d2c3b-4a59-4867-8f0e-${name}`)],
  };
  const system = {
    Select: [regDword('Current', 1)],
    'ControlSet001\\Control\\ComputerName\\ComputerName': [regSz('ComputerName', name)],
    'ControlSet001\\Control\\Session Manager\\Power': [regDword('HiberbootEnabled', fastStart)],
  };
  writeDisk(folder, { software, system }, { folders: [windows, 'System32', 'config'] });
}

/** A file with this at its start, as Windows leaves it. */
function writeHiberfil(folder: string, signature: string): void {
  writeFileSync(join(folder, 'hiberfil.sys'), signature.padEnd(4096, '\0'));
}

interface Output {
  readonly snapshots: readonly { readonly machine: { readonly name: string | null } }[];
  readonly warnings: readonly Warning[];
}

const outputOf = ({ stdout }: Run): Output => JSON.parse(stdout) as Output;

describe.skipIf(makeDisks === null)('all attached disks', { timeout: 300_000 }, () => {
  const disks = makeDisks?.();
  let user: TestUser;
  let first: NtfsDisk;
  let second: string;
  let third: string;
  let bound: string;
  let unmounted: TestDisk;
  let locked: TestDisk;
  let toGo: TestDisk;

  beforeAll(async () => {
    if (disks === undefined) return;
    user = newUser();
    first = await disks.ntfs((folder) => {
      cpSync(exampleDisk, folder, { recursive: true });
      writeWindows(folder, { name: 'BESIDE-PC', fastStart: 0, windows: 'WINNT' });
      writeHiberfil(folder, 'WAKE');
    });
    second = disks.ext4((folder) => {
      writeWindows(folder, { name: 'ASLEEP-PC', fastStart: 0 });
      writeHiberfil(folder, 'HIBR');
    }).folder;
    third = disks.ext4((folder) => {
      writeWindows(folder, { name: 'FAST-PC', fastStart: 1 });
      writeHiberfil(folder, 'HIBR');
    }).folder;
    bound = first.bind('Windows');
    unmounted = disks.unmountedNtfs();
    locked = disks.raw(Buffer.from('\xeb\x58\x90-FVE-FS-', 'latin1'));
    const sector = Buffer.alloc(512);
    sector.write('\xeb\x58\x90MSWIN4.1', 'latin1');
    sector.write('3bd66749292ed84a8399f6a339e3d001', 424, 'hex');
    toGo = disks.raw(sector);
  }, 300_000);
  afterEach(() => {
    first.resume();
  });
  afterAll(() => {
    disks?.dispose();
    user.dispose();
  });

  /** The warnings about the disks of this test, and no others that the PC may have. */
  function warningsOf({ warnings }: Output): Record<string, string[]> {
    const ours = [first.folder, second, third, bound].concat(
      [first, unmounted, locked, toGo].map(({ device }) => device),
    );
    const found: Record<string, string[]> = {};
    for (const { code, location } of warnings) {
      if (!ours.some((name) => location === name || location.startsWith(`${name}/`))) continue;
      (found[code] ??= []).push(location);
    }
    return found;
  }

  it('are read, each Windows on them, and those that cannot be are named for what they are', async () => {
    const run = await user.run(['collect', '--external', '--json', '--reveal']);
    expect(run.status, run.stderr).toBe(0);
    const output = outputOf(run);
    const names = output.snapshots.map(({ machine }) => machine.name);
    for (const name of ['EXAMPLE-PC', 'BESIDE-PC', 'ASLEEP-PC', 'FAST-PC'])
      expect(names.filter((each) => each === name)).toEqual([name]);
    for (const productKey of exampleKeys) expect(run.stdout).toContain(productKey);
    expect(warningsOf(output)).toEqual({
      hibernated: [join(second, 'hiberfil.sys')],
      'fast-start': [join(third, 'hiberfil.sys')],
      'disk-not-mounted': [unmounted.device],
      'bitlocker-locked': [locked.device, toGo.device],
    });
    const places = [`${first.folder} (${first.device})`, second, third];
    for (const place of places) expect(run.stderr).toContain(`Looking at ${place}`);
    expect(run.stderr).toMatch(/^Looking at .* \(1 of \d+\)$/m);
  });

  it('are shown with the disk that each Windows was read from', async () => {
    const { status, stdout, stderr } = await user.run(['collect', '--external']);
    expect(status, stderr).toBe(0);
    expect(stdout).toContain(` on EXAMPLE-PC\n  read from ${join(first.folder, 'Windows')}\n`);
    expect(stdout).toContain(` on BESIDE-PC\n  read from ${join(first.folder, 'WINNT')}\n`);
    expect(stderr).toContain(`sudo mount -o ro ${unmounted.device} /mnt`);
    expect(stderr).toContain(`cryptsetup open --type bitlk --readonly ${locked.device} windows`);
  });

  it('are backed up, each Windows as a PC of its own', async () => {
    const passphrase = passphraseFlags(user);
    const to = ['--to', stickOf(user)];
    const pushed = await user.run(['push', '--external', ...to, ...passphrase, '--json']);
    // The disks are images, and lie where the folder lies: one fault would take both.
    expect(pushed.status, pushed.stderr).toBe(5);
    const list = await user.run(['list', '--from', stickOf(user), ...passphrase, '--json']);
    const { records } = JSON.parse(list.stdout) as {
      records: { snapshot: { machine: { name: string | null; tag: string } } }[];
    };
    const tags = new Map(
      records.map(({ snapshot: { machine } }) => [machine.tag, machine.name] as const),
    );
    const names = ['ASLEEP-PC', 'BESIDE-PC', 'EXAMPLE-PC', 'FAST-PC'];
    expect([...tags.values()].filter((name) => names.includes(name ?? '')).sort()).toEqual(names);
    const again = await user.run(['push', '--external', ...to, ...passphrase, '--json']);
    expect(again.status, again.stderr).toBe(5);
    expect(JSON.parse(again.stdout)).toMatchObject({ targets: [{ state: 'unchanged' }] });
  });

  it('that only root may look at are counted for everybody else', async () => {
    const home = join(user.folder, 'nobody');
    mkdirSync(home);
    chmodSync(user.folder, 0o755);
    const environment = { ...user.environment, HOME: home, XDG_CONFIG_HOME: home, TMPDIR: home };
    const asNobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
    const command = [...asNobody, process.execPath, programFile, 'collect', '--external', '--json'];
    const run = await startProcess(command, { environment, cwd: '/', stdin: '' }).ended;
    // Nothing that this user may read has a key.
    expect(run.status, run.stderr).toBe(4);
    const output = outputOf(run);
    const refused = output.warnings.find(({ code }) => code === 'disks-refused');
    expect(
      Number(/only root \(sudo\) may look at: (\d+)$/.exec(refused?.message ?? '')?.[1]),
    ).toBeGreaterThan(2);
    // The folder that the disks are mounted in belongs to root.
    expect(warningsOf(output)).toEqual({
      'volume-unreadable': [first.folder, second, third, bound],
    });
  });

  it('are read on where one of them answers no more', async () => {
    first.hang();
    const told: string[] = [];
    const program = pathToFileURL(join(bundle, 'disk-reader.cjs'));
    const { findings, warnings } = await collectExternal(
      { now: new Date(), signal: never },
      {
        reader: readerChild({ program, lookMs: 5_000 }),
        slowMs: 500,
        onVolume: () => undefined,
        onSlow: (name) => told.push(name),
      },
    );
    const names = findings.map(({ snapshot }) => snapshot.machine.name);
    expect(names).toEqual(expect.arrayContaining(['ASLEEP-PC', 'FAST-PC']));
    expect(names).not.toContain('EXAMPLE-PC');
    const silent = warnings.filter(({ code }) => code === 'volume-silent');
    expect(silent.map(({ location }) => location)).toEqual(
      expect.arrayContaining([first.folder, bound]),
    );
    expect(told).toEqual(expect.arrayContaining([`${first.folder} (${first.device})`]));
    expect(await readersOf(process.pid)).toEqual([]);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'can be left by %s while one of them hangs: status 130, and nothing stays behind',
    async (signal) => {
      first.hang();
      const running = user.start(['collect', '--external', '--json']);
      await saidOnStderr(running, `Still waiting for ${first.folder}`);
      const children = await readersOf(running.process.pid ?? 0);
      expect(children).toHaveLength(1);
      const before = performance.now();
      running.process.kill(signal);
      const { status, stdout, stderr } = await running.ended;
      expect(performance.now() - before).toBeLessThan(5_000);
      expect(status).toBe(130);
      expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'INTERRUPTED' } });
      expect(stderr).toContain('vault: error: stopped');
      await gone(children);
      expect(readdirSync(user.temp)).toEqual([]);
    },
  );

  it.skipIf(python === null)('can be left by Ctrl-C at a terminal', async () => {
    first.hang();
    const typing: Typing[] = [[`Still waiting for ${first.folder}`, controlC]];
    const { status, screen } = await runAtTerminal(user, ['collect', '--external'], typing);
    expect(status, screen).toBe(130);
    expect(screen).toContain('vault: error: stopped');
  });

  it('are not left by the Ctrl-C that reaches the process which reads them', async () => {
    first.hang();
    const running = user.start(['collect', '--external']);
    await saidOnStderr(running, `Still waiting for ${first.folder}`);
    const children = await readersOf(running.process.pid ?? 0);
    for (const child of children) process.kill(child, 'SIGINT');
    await sleep(500);
    for (const child of children) expect(commandOf(child)).toContain('disk-reader');
    running.process.kill('SIGINT');
    expect((await running.ended).status).toBe(130);
    await gone(children);
  });
});

/** Resolves when the program has said it, or has ended. */
async function saidOnStderr({ process: child }: RunningProgram, text: string): Promise<void> {
  let said = '';
  const { stderr } = child;
  if (stderr === null) throw new Error('its messages are not read');
  await new Promise<void>((resolve) => {
    stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes(text)) resolve();
    });
    child.once('exit', () => {
      resolve();
    });
  });
  expect(said).toContain(text);
}

/** The processes that read disks for a program. */
async function readersOf(pid: number): Promise<number[]> {
  await sleep(100);
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((each) => parentOf(each) === pid && commandOf(each).includes('disk-reader'));
}

function parentOf(pid: number): number | null {
  const found = /^PPid:\s+(\d+)$/m.exec(textOf(`/proc/${pid}/status`));
  return found === null ? null : Number(found[1]);
}

function commandOf(pid: number): string {
  return textOf(`/proc/${pid}/cmdline`);
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // The process has ended in between.
    return '';
  }
}

/** Waits until none of the processes runs any more. */
async function gone(pids: readonly number[]): Promise<void> {
  const isThere = (): boolean => pids.some((pid) => commandOf(pid).includes('disk-reader'));
  for (let tries = 0; isThere() && tries < 50; tries += 1) await sleep(100);
  expect(isThere()).toBe(false);
}
