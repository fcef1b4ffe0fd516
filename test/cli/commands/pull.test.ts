// `vault pull` and `vault list`: what comes back, and what is said where nothing does.
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directoryKind } from '../../../src/targets/directory/kind.js';
import { cheapPassphrase, cheapStick, exampleContent } from '../../support/cheap-stick.js';
import { exampleKeys, passphraseFlags, recordsIn } from '../../support/example-stick.js';
import { parseFailure, parseOutput } from '../../support/json-output.js';
import { newUser, programFile, startProcess } from '../../support/program.js';
import { smallContent } from '../../support/sample-content.js';
import { never } from '../../support/signal.js';

interface Pulled {
  readonly records: {
    name: string;
    targets: string[];
    snapshot: { licences: { productKey: string | null; lastFive: string }[] };
  }[];
  readonly warnings: { code: string; location: string }[];
}

const user = newUser();
/** Holds a backup of the example disk; nothing here writes to it. */
const stick = join(user.folder, 'stick');
beforeAll(async () => {
  await cheapStick(stick, await exampleContent());
});
afterAll(() => {
  user.dispose();
});

const from = (folder: string): string[] => [
  '--from',
  folder,
  ...passphraseFlags(user, cheapPassphrase),
];

/** A copy of the stick that a test may harm. */
function copyOfStick(name: string): string {
  const copy = join(user.folder, name);
  cpSync(stick, copy, { recursive: true });
  return copy;
}

/** Changes the one record in a folder, and gives it the name and checksum that fit its new bytes. */
function forge(folder: string, change: (bytes: Buffer) => void): void {
  const [file = ''] = recordsIn(folder);
  const bytes = readFileSync(file);
  change(bytes);
  const sum = createHash('sha256').update(bytes.subarray(0, -16)).digest();
  sum.copy(bytes, bytes.length - 16, 0, 16);
  const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 32);
  rmSync(file);
  writeFileSync(join(dirname(file), basename(file).replace(/-.*/, `-${digest}.vault`)), bytes);
}

describe.concurrent('pull', () => {
  it('gives back every key on standard output, each with its next step', async () => {
    const { status, stdout, stderr } = await user.run(['pull', ...from(stick)]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const key of exampleKeys) expect(stdout).toContain(key);
    expect(stdout).toContain('EXAMPLE-PC');
    expect(stdout).toMatch(/^ {4}1\. /m);
    expect(stdout).toContain('Go online: Windows activates by itself');
  });

  it('gives them back on a PC that knows of nothing, and writes nothing there', async () => {
    const other = newUser();
    const run = await other.run(['pull', ...from(stick)]);
    expect(run.status).toBe(0);
    for (const key of exampleKeys) expect(run.stdout).toContain(key);
    expect(recordsIn(other.folder)).toEqual([]);
    expect(() => readFileSync(other.stateFile)).toThrow('ENOENT');
    other.dispose();
  });

  it('prints JSON with whole keys', async () => {
    const { status, stdout, stderr } = await user.run(['pull', ...from(stick), '--json']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const { records, warnings } = parseOutput('pull', stdout) as Pulled;
    expect(warnings).toEqual([]);
    expect(records).toHaveLength(1);
    const keys = records[0]?.snapshot.licences.map(({ productKey }) => productKey);
    expect(keys).toEqual(exampleKeys);
    expect(records[0]?.targets).toEqual([stick]);
  });

  it('finds a PC by its name, whatever the case, and names those that there are', async () => {
    const found = await user.run(['pull', ...from(stick), '--machine', 'example-pc']);
    expect(found.status).toBe(0);
    const missing = await user.run(['pull', ...from(stick), '--machine', 'OTHER', '--json']);
    expect(missing.status).toBe(10);
    expect(parseFailure(missing.stdout)).toMatchObject({ code: 'NO_RECORD' });
    expect(parseFailure(missing.stdout).hint).toContain('EXAMPLE-PC');
  });
});

describe.concurrent('list', () => {
  it('shows whole keys with --reveal', async () => {
    const { status, stdout } = await user.run(['list', ...from(stick), '--reveal']);
    expect(status).toBe(0);
    for (const key of exampleKeys) expect(stdout).toContain(key);
  });

  it('names PCs and backups, and shows no key', async () => {
    const { status, stdout, stderr } = await user.run(['list', ...from(stick)]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^Windows 11 Pro \(build 26100\.2314\) on EXAMPLE-PC/);
    expect(stdout).toMatch(/\d{4}-\d\d-\d\d \d\d:\d\d {2}0 keys of yours, 3 default keys {2}/);
    for (const key of exampleKeys) expect(stdout).not.toContain(key.slice(0, 5));
  });

  it('prints JSON with masked keys, and with whole ones where they are asked for', async () => {
    const masked = await user.run(['list', ...from(stick), '--json']);
    const whole = await user.run(['list', ...from(stick), '--json', '--reveal']);
    const keysOf = (text: string): (string | null)[] => {
      const { records } = parseOutput('pull', text) as Pulled;
      return records.flatMap(({ snapshot }) => snapshot.licences.map((one) => one.productKey));
    };
    expect(keysOf(masked.stdout)).toEqual([null, null, null]);
    expect(keysOf(whole.stdout)).toEqual(exampleKeys);
  });

  it('ends in good order when its reader goes away', async () => {
    const command = [process.execPath, programFile, 'list', ...from(stick), '--json'];
    const { environment, folder: cwd } = user;
    const { process: child, ended } = startProcess(command, { environment, cwd, stdin: '' });
    child.stdout?.destroy();
    expect(await ended).toMatchObject({ status: 141, stderr: '' });
  });

  it.skipIf(process.platform === 'win32')('can be piped into head', async () => {
    const quoted = [process.execPath, programFile, 'list', ...from(stick)].map((w) => `'${w}'`);
    const script = `set -o pipefail; ${quoted.join(' ')} | head -1`;
    const { environment, folder: cwd } = user;
    const run = await startProcess(['bash', '-c', script], { environment, cwd, stdin: '' }).ended;
    // It may have been done before head went away.
    expect([0, 141]).toContain(run.status);
    expect(run.stderr).toBe('');
    expect(run.stdout.trimEnd().split('\n')).toHaveLength(1);
  });
});

describe.concurrent('text in a backup', () => {
  it('cannot drive the terminal', async () => {
    const folder = join(user.folder, 'evil');
    const evil = '\u001b[31mEVIL\u009b2J\r\nvault: error: fake\u202e';
    const content = {
      ...smallContent,
      machine: { ...smallContent.machine, name: evil },
      os: { ...smallContent.os, productName: evil },
    };
    await cheapStick(folder, content);
    for (const command of ['pull', 'list']) {
      for (const flags of [[], ['--json']]) {
        const { status, stdout, stderr } = await user.run([command, ...from(folder), ...flags]);
        expect(status).toBe(0);
        expect(stdout).toContain('EVIL');
        expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
        expect(stdout + stderr).not.toMatch(/^vault: error: fake/m);
        if (flags.length > 0) {
          const { records } = JSON.parse(stdout) as { records: { snapshot: typeof content }[] };
          expect(records[0]?.snapshot.machine.name).toBe(evil);
        }
      }
    }
  });
});

describe.concurrent('a place with more than backups in it', () => {
  it('gives its backups, and is not disturbed by files of others', async () => {
    const folder = copyOfStick('littered');
    const [file = ''] = recordsIn(stick);
    const tag = basename(dirname(file));
    const strays = [
      'holiday.jpg',
      basename(file),
      join(tag, 'holiday.jpg'),
      join(tag, `${basename(file)}.0123456789abcdef.tmp`),
      join(tag, basename(file).replace('.vault', ' (1).vault')),
    ];
    for (const stray of strays) writeFileSync(join(folder, stray), readFileSync(file));
    const { status, stdout } = await user.run(['pull', ...from(folder), '--json']);
    expect(status).toBe(0);
    const { records } = parseOutput('pull', stdout) as Pulled;
    expect(records.map(({ name }) => basename(name))).toEqual([basename(file)]);
  });
});

describe.concurrent('where nothing can be given back', () => {
  it('a wrong passphrase ends with 12', async () => {
    const args = ['pull', '--from', stick, '--passphrase-stdin', '--json'];
    const run = await user.run(args, { stdin: 'wrong passphrase' });
    expect(run.status).toBe(12);
    expect(parseFailure(run.stdout)).toMatchObject({ code: 'WRONG_PASSPHRASE' });
    expect(parseFailure(run.stdout).hint).toContain('Check capital letters');
  });

  it('a place without backups ends with 10', async () => {
    const empty = join(user.folder, 'empty-place');
    await directoryKind.initialise({ path: empty }, never);
    const run = await user.run(['pull', ...from(empty), '--json']);
    expect(run.status).toBe(10);
    expect(parseFailure(run.stdout)).toMatchObject({ code: 'NO_RECORD' });
  });

  it('an empty folder, as a stick that is not plugged in leaves it, ends with 11', async () => {
    const empty = join(user.folder, 'mount-point');
    mkdirSync(empty);
    for (const command of ['pull', 'list']) {
      const run = await user.run([command, ...from(empty), '--json']);
      expect(run.status).toBe(11);
      const failure = parseFailure(run.stdout);
      expect(failure.code).toBe('WRONG_TARGET');
      expect(failure.message).toContain('is empty and was never set up');
      expect(failure.hint).toContain('right stick');
    }
  });

  it('a folder that is not there ends with 11, also where one could be made', async () => {
    const missing = join(user.folder, 'never-made');
    const run = await user.run(['pull', ...from(missing), '--json']);
    expect(run.status).toBe(11);
    expect(parseFailure(run.stdout)).toMatchObject({ code: 'UNAVAILABLE' });
    expect(existsSync(missing)).toBe(false);
  });

  it('the folder above the right one ends with 11 and names the right one', async () => {
    const above = join(user.folder, 'above');
    cpSync(stick, join(above, 'product-key-vault'), { recursive: true });
    writeFileSync(join(above, 'holiday.jpg'), 'not a backup');
    const run = await user.run(['pull', ...from(above), '--json']);
    expect(run.status).toBe(11);
    const failure = parseFailure(run.stdout);
    expect(failure.code).toBe('WRONG_TARGET');
    expect(failure.hint).toBe(`Name the folder inside it: ${join(above, 'product-key-vault')}`);
  });

  it('a stick that is not there ends with 11', async () => {
    const away = join(user.folder, 'away', 'stick');
    const run = await user.run(['pull', ...from(away), '--json']);
    expect(run.status).toBe(11);
    expect(parseFailure(run.stdout)).toMatchObject({ code: 'UNAVAILABLE' });
  });

  it.each([
    ['one flipped bit', (bytes: Buffer) => bytes.writeUInt8(bytes.readUInt8(300) ^ 1, 300)],
    ['its end lost', (bytes: Buffer) => bytes.fill(0, bytes.length - 100)],
  ])('a backup with %s ends with 13', async (name, harm) => {
    const folder = copyOfStick(name);
    const [file = ''] = recordsIn(folder);
    const bytes = readFileSync(file);
    harm(bytes);
    writeFileSync(file, bytes);
    const run = await user.run(['pull', ...from(folder), '--json']);
    expect(run.status).toBe(13);
    expect(parseFailure(run.stdout)).toMatchObject({ code: 'DAMAGED' });
  });

  const version = 8;
  const operations = 36;
  const ciphertext = 250;
  it.each([
    ['altered', 13, 'ALTERED', ciphertext, 0xff],
    ['of a later version', 14, 'UNSUPPORTED_VERSION', version, 2],
    ['of a refused cost', 14, 'COST_REFUSED', operations, 0xff],
  ])('a backup that is %s ends with %i', async (name, status, code, offset, value) => {
    const folder = copyOfStick(name);
    forge(folder, (bytes) => bytes.writeUInt8(bytes.readUInt8(offset) ^ value, offset));
    const run = await user.run(['pull', ...from(folder), '--json']);
    expect(run.status).toBe(status);
    expect(parseFailure(run.stdout)).toMatchObject({ code });
    expect(run.stdout + run.stderr).not.toContain(exampleKeys[0]);
  });
});

describe.concurrent('where some of it can be given back', () => {
  it.each(['missing', 'empty'])('ends with 3 beside a folder that is %s', async (name) => {
    const place = join(user.folder, `${name}-stick`);
    if (name === 'empty') mkdirSync(place);
    const run = await user.run(['pull', '--from', place, ...from(stick), '--json']);
    expect(run.status).toBe(3);
    const { records, warnings } = parseOutput('pull', run.stdout) as Pulled;
    expect(records).toHaveLength(1);
    expect(warnings).toMatchObject([{ code: 'place-not-reached', location: place }]);
  });

  it('ends with 3 and names a place that could not be asked', async () => {
    const away = join(user.folder, 'away', 'stick');
    const run = await user.run(['pull', '--from', away, ...from(stick), '--json']);
    expect(run.status).toBe(3);
    const { records, warnings } = parseOutput('pull', run.stdout) as Pulled;
    expect(records).toHaveLength(1);
    expect(warnings).toMatchObject([{ code: 'place-not-reached', location: away }]);
    expect(run.stderr).toContain('vault: warning: ');
  });

  it('gives the copy of the other place where one is damaged', async () => {
    const damaged = copyOfStick('damaged');
    appendFileSync(recordsIn(damaged)[0] ?? '', 'x');
    const run = await user.run(['pull', '--from', damaged, ...from(stick), '--json']);
    expect(run.status).toBe(0);
    const { records, warnings } = parseOutput('pull', run.stdout) as Pulled;
    expect(records[0]?.snapshot.licences.map((one) => one.productKey)).toEqual(exampleKeys);
    expect(warnings.map(({ code }) => code)).toContain('backup-unusable');
  });
});
