// `vault push`: what is stored, what is said, and how it ends.
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cheapStick } from '../../support/cheap-stick.js';
import {
  exampleDisk,
  exampleKeys,
  passphraseFlags,
  pushExample,
  recordsIn,
  stickOf,
} from '../../support/example-stick.js';
import { parseFailure, parseOutput } from '../../support/json-output.js';
import { type Run, newUser, programFile, startProcess } from '../../support/program.js';
import { smallContent } from '../../support/sample-content.js';
import { writeDisk } from '../../support/written-disk.js';

interface Pushed {
  readonly safe: boolean;
  readonly records: string[];
  readonly targets: { target: string; state: string; error: unknown; bytes: number }[];
}

function everythingIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
}

/** Where every push of this file starts from: the example disk was pushed once. */
const user = newUser();
const stick = stickOf(user);
let first: Run;
beforeAll(async () => {
  first = await pushExample(user);
});
afterAll(() => {
  user.dispose();
});

describe('a first push', () => {
  it('stores one backup, reads it back, and says so on standard error alone', () => {
    expect(first.status).toBe(0);
    expect(first.stdout).toBe('');
    expect(recordsIn(stick).length).toBeGreaterThan(0);
    expect(first.stderr).toContain('read back and compared');
    // The example's keys are public ones: none of them is its owner's.
    expect(first.stderr).toMatch(/^Your Windows comes back by itself/);
    expect(first.stderr).toContain('What was found is kept in 1 place.');
    expect(first.stderr).not.toContain('keys backed up');
    // Nobody reads a list of questions on each scheduled push.
    expect(first.stderr).not.toContain('Before you wipe the disk');
    expect(first.stderr).toContain(`To get the keys back: vault pull --from ${stick}`);
  });

  it('shows of each key only the end', () => {
    for (const key of exampleKeys) {
      expect(first.stderr).toContain(`*****-*****-*****-*****-${key.slice(-5)}`);
      expect(first.stderr).not.toContain(key.slice(0, 11));
    }
  });

  it('leaves a page for people beside the backup', () => {
    const page = readFileSync(join(stick, 'READ ME FIRST.txt'), 'utf8');
    expect(page).toContain('vault pull');
  });
});

describe('another push', () => {
  it('leaves everything as it is when nothing changed, and says so', async () => {
    const before = recordsIn(stick);
    const run = await pushExample(user, '--json');
    expect(run.status).toBe(0);
    const pushed = parseOutput('push', run.stdout) as Pushed;
    expect(pushed.safe).toBe(true);
    expect(pushed.targets.map(({ state }) => state)).toEqual(['unchanged']);
    expect(recordsIn(stick)).toEqual(before);
    expect(before.map((file) => file.replaceAll('\\', '/')).pop()).toContain(pushed.records[0]);
  });

  it('stores a new backup with --force, beside the earlier one', async () => {
    const before = recordsIn(stick);
    const run = await pushExample(user, '--force', '--json');
    expect(run.status).toBe(0);
    const { targets } = parseOutput('push', run.stdout) as Pushed;
    expect(targets.map(({ state, error }) => ({ state, error }))).toEqual([
      { state: 'verified', error: null },
    ]);
    const after = recordsIn(stick);
    expect(after).toHaveLength(before.length + 1);
    expect(after).toEqual(expect.arrayContaining(before));
  });

  it('with --generate-passphrase ends with 2 where there are backups', async () => {
    const before = recordsIn(stick);
    const args = ['push', '--from', exampleDisk, '--to', stick, '--generate-passphrase'];
    const run = await user.run([...args, '--json']);
    expect(run.status).toBe(2);
    const failure = parseFailure(run.stdout);
    expect(failure.code).toBe('VAULT_EXISTS');
    expect(failure.hint).toContain('Leave out --generate-passphrase');
    expect(run.stderr).not.toContain('Your new passphrase');
    expect(recordsIn(stick)).toEqual(before);
  });

  it('with another passphrase ends with 12 and stores nothing', async () => {
    const before = recordsIn(stick);
    const args = ['push', '--from', exampleDisk, '--to', stick, '--force', '--passphrase-stdin'];
    const run = await user.run([...args, '--json'], { stdin: 'another passphrase' });
    expect(run.status).toBe(12);
    expect(parseFailure(run.stdout).code).toBe('WRONG_PASSPHRASE');
    expect(recordsIn(stick)).toEqual(before);
  });

  it('goes on when nobody listens to what it says any more', async () => {
    const before = recordsIn(stick);
    const args = ['push', '--from', exampleDisk, '--to', stick, '--force'];
    const { process: child, ended } = user.start([...args, ...passphraseFlags(user)]);
    child.stderr?.destroy();
    expect((await ended).status).toBe(141);
    expect(recordsIn(stick)).toHaveLength(before.length + 1);
  });

  it('of another disk makes a second PC, with the first untouched', async () => {
    const before = recordsIn(stick);
    const disk = writeDisk(join(user.folder, 'other-disk'));
    const flags = ['--to', stick, ...passphraseFlags(user)];
    const run = await user.run(['push', '--from', disk, ...flags]);
    expect(run.status).toBe(0);
    const after = recordsIn(stick);
    expect(after).toHaveLength(before.length + 1);
    expect(after).toEqual(expect.arrayContaining(before));
    expect(new Set(after.map(dirname)).size).toBe(2);
  });
});

describe('a generated passphrase', () => {
  it.each([
    ['on standard error', [], 'stderr'],
    ['in the JSON', ['--json'], 'stdout'],
  ] as const)('is shown once, %s', async (_where, flags, stream) => {
    const to = join(user.folder, `generated-${stream}`);
    const fresh = newUser();
    const args = ['push', '--from', exampleDisk, '--to', to, '--generate-passphrase', ...flags];
    const run = await fresh.run(args);
    expect(run.status).toBe(0);
    const words = /^ {4}((?:[a-z-]+ ){5}[a-z-]+)$|"passphrase": "(.+)"/m.exec(run[stream]);
    const passphrase = words?.[1] ?? words?.[2] ?? '';
    expect(passphrase.split(' ')).toHaveLength(6);
    expect((run.stdout + run.stderr).split(passphrase)).toHaveLength(2);
    fresh.dispose();
  });
});

describe('a push to several places', () => {
  const file = join(user.folder, 'a-file');

  it('ends with 3 when one of them is no folder, and names it with a hint', async () => {
    writeFileSync(file, 'not a folder');
    const run = await pushExample(user, '--to', file, '--force', '--json');
    expect(run.status).toBe(3);
    const { targets, safe } = parseOutput('push', run.stdout) as Pushed;
    expect(targets.map(({ state }) => state)).toEqual(['verified', 'failed']);
    expect(targets[1]?.error).toMatchObject({ code: 'UNAVAILABLE' });
    expect(safe).toBe(true);
    expect(run.stderr).toContain('Give the path of a folder.');
    expect(readFileSync(file, 'utf8')).toBe('not a folder');
  });

  it('of which one holds backups under another passphrase writes nothing into that one', async () => {
    const other = join(user.folder, 'foreign');
    await cheapStick(other, smallContent);
    const before = recordsIn(other);
    expect(before).toHaveLength(1);
    const run = await pushExample(user, '--to', other, '--force', '--json');
    expect(run.status).toBe(3);
    const { targets } = parseOutput('push', run.stdout) as Pushed;
    expect(targets[1]).toMatchObject({ state: 'failed', error: { code: 'WRONG_PASSPHRASE' } });
    expect(recordsIn(other)).toEqual(before);
  });

  it('makes no new vault while one of them does not answer', async () => {
    const fresh = newUser();
    writeFileSync(join(fresh.folder, 'a-file'), 'not a folder');
    const run = await pushExample(fresh, '--to', './a-file', '--json');
    expect(run.status).toBe(11);
    expect(parseFailure(run.stdout).message).toContain('./a-file');
    expect(recordsIn(fresh.folder)).toEqual([]);
    fresh.dispose();
  });
});

describe('a push that stores nothing', () => {
  it('ends with 4 when the disk holds no key', async () => {
    const disk = writeDisk(join(user.folder, 'no-key'), { productKey: null });
    const to = join(user.folder, 'unused');
    const args = ['push', '--from', disk, '--to', to, ...passphraseFlags(user), '--json'];
    const run = await user.run(args);
    expect(run.status).toBe(4);
    expect(parseFailure(run.stdout)).toMatchObject({ code: 'NO_PRODUCT_KEY' });
    expect(() => recordsIn(to)).toThrow('ENOENT');
  });

  it('ends with 2 when the disk is not there, without waiting for the passphrase', async () => {
    const args = ['push', '--from', join(user.folder, 'absent'), '--to', stick];
    const run = await user.run([...args, ...passphraseFlags(user)]);
    expect(run.status).toBe(2);
    expect(run.stderr).toContain('does not exist');
    expect(run.stderr).not.toContain('EXAMPLE-PC');
  });

  it('says only why, when the place cannot be used', async () => {
    const full = join(user.folder, 'photos');
    mkdirSync(full, { recursive: true });
    writeFileSync(join(full, 'holiday.jpg'), 'not a backup');
    const args = ['push', '--from', exampleDisk, '--to', full, ...passphraseFlags(user)];
    const run = await user.run(args);
    expect(run.status).toBe(11);
    const lines = run.stderr.trimEnd().split('\n');
    expect(lines.map((line) => line.slice(0, 12))).toEqual(['vault: error', 'vault: hint:']);
    expect(run.stderr).toContain(join(full, 'product-key-vault'));
  });

  // A limit on the size of files stands in for a full disk; Windows has none.
  it.skipIf(process.platform === 'win32')('ends with 4 when the place is full', async () => {
    const args = ['push', '--from', exampleDisk, '--to', stick, '--force', '--json'];
    const words = [process.execPath, programFile, ...args, ...passphraseFlags(user)];
    const command = words.map((word) => `'${word}'`).join(' ');
    const script = `trap '' XFSZ; ulimit -f 1; exec ${command}`;
    const before = everythingIn(stick);
    const { environment, folder: cwd } = user;
    const run = await startProcess(['sh', '-c', script], { environment, cwd, stdin: '' }).ended;
    expect(run.status).toBe(4);
    const { targets } = parseOutput('push', run.stdout) as Pushed;
    expect(targets).toMatchObject([{ state: 'failed', error: { code: 'FULL' } }]);
    expect(run.stderr).toContain('vault: error: no place took the backup');
    expect(everythingIn(stick)).toEqual(before);
  });

  it('does not take a mistyped name for a new folder', async () => {
    const args = ['push', '--from', exampleDisk, '--to', 'stikc', ...passphraseFlags(user)];
    const run = await user.run([...args, '--json']);
    expect(run.status).toBe(2);
    // A word that is no place could be a secret.
    expect(parseFailure(run.stdout).message).toContain('no place named ***');
    expect(() => recordsIn(join(user.folder, 'stikc'))).toThrow('ENOENT');
  });
});

describe('what the program remembers', () => {
  it('may be lost: the next push joins the vault that the places tell of', async () => {
    const copy = join(user.folder, 'copy');
    cpSync(stick, copy, { recursive: true });
    const fresh = newUser();
    const args = ['push', '--from', exampleDisk, '--to', copy, ...passphraseFlags(fresh)];
    const run = await fresh.run([...args, '--json']);
    expect(run.status).toBe(0);
    const { targets } = parseOutput('push', run.stdout) as Pushed;
    expect(targets.map(({ state }) => state)).toEqual(['unchanged']);
    fresh.dispose();
  });

  it('is set aside and said when its file is broken, and the push goes on', async () => {
    const fresh = newUser();
    mkdirSync(join(fresh.stateFile, '..'), { recursive: true });
    writeFileSync(fresh.stateFile, '{"schema":1,');
    const run = await pushExample(fresh, '--json');
    expect(run.status, run.stderr).toBe(0);
    const { warnings } = parseOutput('push', run.stdout) as { warnings: { code: string }[] };
    expect(warnings.map(({ code }) => code)).toContain('state-set-aside');
    const folder = join(fresh.stateFile, '..');
    const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    expect(texts).toContain('{"schema":1,');
    fresh.dispose();
  });
});
