// `vault collect`: what is found, what of it is shown, and sources that give nothing.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { exampleDisk, exampleExport, exampleKeys, recordsIn } from '../../support/example-stick.js';
import { parseFailure, parseOutput } from '../../support/json-output.js';
import { realPart } from '../../support/real-parts.js';
import { enter, runAtTerminal, terminalPart } from '../../support/terminal.js';
import { newUser } from '../../support/program.js';
import { writeDisk } from '../../support/written-disk.js';

const terminal = realPart(terminalPart);
const user = newUser();
afterAll(() => {
  user.dispose();
});

interface Shown {
  readonly snapshots: readonly {
    readonly source: string;
    readonly machine: { readonly name: string };
    readonly licences: readonly {
      productKey: string | null;
      lastFive: string;
      worth: string;
    }[];
  }[];
  readonly warnings: readonly unknown[];
}

describe.concurrent('collect', () => {
  it('shows the end of each key on standard output, and the rest nowhere', async () => {
    const { status, stdout, stderr } = await user.run(['collect', '--from', exampleDisk]);
    expect(status).toBe(0);
    expect(stdout).toContain('Windows 11 Pro (build 26100.2314) on EXAMPLE-PC');
    for (const key of exampleKeys) {
      expect(stdout).toContain(`*****-*****-*****-*****-${key.slice(-5)}`);
      expect(stdout + stderr).not.toContain(key.slice(0, 11));
    }
    expect(stdout).toContain('found in HKLM\\SYSTEM\\Setup\\Source OS');
    expect(stdout).toContain(
      "      A default key, the same on every PC with this edition: it is nobody's",
    );
    expect(stdout.match(/^ {6}\d of \d checks? fits?$/gm)).toEqual([
      '      4 of 4 checks fit',
      '      4 of 4 checks fit',
      '      1 of 1 check fits',
    ]);
    expect(stderr).toContain('--reveal');
  });

  it('shows whole keys with --reveal', async () => {
    const { stdout } = await user.run(['collect', '--from', exampleDisk, '--reveal']);
    for (const key of exampleKeys) expect(stdout).toContain(key);
  });

  it.each([
    ['the root of a disk', exampleDisk],
    ['its Windows folder', join(exampleDisk, 'Windows')],
    ['a registry export', exampleExport],
  ])('prints %s as JSON, without whole keys', async (_, path) => {
    const { status, stdout, stderr } = await user.run(['collect', '--from', path, '--json']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const { snapshots } = parseOutput('collect', stdout) as Shown;
    const licences = snapshots.flatMap((snapshot) => snapshot.licences);
    expect(licences.map((licence) => licence.productKey)).toEqual([null, null, null]);
    expect(licences.map((licence) => licence.lastFive)).toEqual(
      exampleKeys.map((key) => key.slice(-5)),
    );
    for (const { worth } of licences) expect(worth).toMatch(/nobody's own.*\.$/);
  });

  it('prints whole keys as JSON with --reveal, each source a snapshot', async () => {
    const from = ['--from', exampleDisk, '--from', exampleExport];
    const { stdout } = await user.run(['collect', ...from, '--json', '--reveal']);
    const { snapshots } = parseOutput('collect', stdout) as Shown;
    expect(snapshots).toHaveLength(2);
    expect(snapshots.map(({ source }) => source)).toEqual([
      join(exampleDisk, 'Windows'),
      exampleExport,
    ]);
    for (const { licences } of snapshots)
      expect(licences.map((licence) => licence.productKey)).toEqual(exampleKeys);
  });

  it('stores nothing', async () => {
    await user.run(['collect', '--from', exampleDisk]);
    expect(recordsIn(user.folder)).toEqual([]);
  });

  it('says so where Windows has no key', async () => {
    const disk = writeDisk(join(user.folder, 'no-key'), { productKey: null });
    const { status, stdout } = await user.run(['collect', '--from', disk]);
    expect(status).toBe(4);
    expect(stdout).toContain('no product key found');
    const args = ['push', '--from', disk, '--to', './unused', '--generate-passphrase'];
    expect((await user.run(args)).status).toBe(4);
  });
});

describe.concurrent('text on a disk', () => {
  const evil = '\u001b[31mEVIL\u001b]0;title\u0007\u009b2J\r\nvault: error: fake\u202e';

  it.each([[], ['--json']])('cannot drive the terminal (%j)', async (...flags) => {
    const disk = writeDisk(join(user.folder, 'evil'), { computerName: evil, product: evil });
    const { status, stdout, stderr } = await user.run(['collect', '--from', disk, ...flags]);
    expect(status).toBe(0);
    expect(stdout).toContain('EVIL');
    expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    expect(stdout + stderr).not.toMatch(/^vault: error: fake/m);
  });
});

describe.concurrent('a source that gives nothing', () => {
  const empty = join(user.folder, 'empty');
  mkdirSync(empty);
  const noise = join(user.folder, 'noise.bin');
  writeFileSync(noise, Buffer.alloc(10_000, 'noise'));
  const truncated = join(user.folder, 'truncated');
  writeFileSync(truncated, Buffer.concat([Buffer.from('regf'), Buffer.alloc(100)]));

  it.each([
    ['a path that is not there', join(user.folder, 'absent'), 2, 'SOURCE_NOT_FOUND'],
    ['an empty disk', empty, 4, 'SOURCE_UNKNOWN'],
    ['a file of another kind', noise, 4, 'SOURCE_UNKNOWN'],
    ['a hive that is cut off', truncated, 1, 'FORMAT'],
  ])('%s is named with a hint', async (_, path, status, code) => {
    const run = await user.run(['collect', '--from', path, '--json']);
    expect(run.status).toBe(status);
    const failure = parseFailure(run.stdout);
    expect(failure.code).toBe(code);
    expect(failure.message).toContain(path);
    expect(failure.hint).not.toBeNull();
    expect(run.stderr).toContain(`vault: error: ${failure.message}`);
  });
});

describe.skipIf(terminal === null)('whole keys at a terminal', () => {
  const collect = ['collect', '--from', exampleDisk];

  it('are offered, and shown after a yes', async () => {
    const { status, screen } = await runAtTerminal(user, collect, [['Show the whole keys?', 'y']]);
    expect(status, screen).toBe(0);
    for (const key of exampleKeys) expect(screen).toContain(key);
  });

  it('are not shown by Enter', async () => {
    const typing = [['Show the whole keys?', enter]] as const;
    const { status, screen } = await runAtTerminal(user, collect, typing);
    expect(status, screen).toBe(0);
    for (const key of exampleKeys) expect(screen).not.toContain(key);
  });
});
