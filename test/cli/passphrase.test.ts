// Where a passphrase comes from without a terminal, and passphrases that cannot be used.
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cheapPassphrase, cheapStick } from '../support/cheap-stick.js';
import { exampleDisk, passphraseFlags, recordsIn } from '../support/example-stick.js';
import { parseFailure, parseOutput } from '../support/json-output.js';
import { type Run, newUser, programFile, startProcess } from '../support/program.js';
import { smallContent } from '../support/sample-content.js';

const user = newUser();
const stick = join(user.folder, 'stick');
beforeAll(async () => {
  await cheapStick(stick, smallContent);
});
afterAll(() => {
  user.dispose();
});

const list = (flags: readonly string[], stdin = ''): Promise<Run> =>
  user.run(['list', '--from', stick, '--json', ...flags], { stdin });

/** The flag's command, which prints the text. */
function printing(text: string): string[] {
  const script = join(user.folder, `print-${text.length}.mjs`);
  writeFileSync(script, `process.stdout.write(${JSON.stringify(text)});`);
  return ['--passphrase-command', `"${process.execPath}" "${script}"`];
}

function utf16(text: string): Buffer {
  return Buffer.from(`\uFEFF${text}`, 'utf16le');
}

describe.concurrent('a passphrase', () => {
  it.each([
    ['as Notepad saves it', `\uFEFF${cheapPassphrase}\r\n`],
    ['with a line end', `${cheapPassphrase}\n`],
    ['bare', cheapPassphrase],
  ])('comes from a file %s', async (_, text) => {
    const run = await list(passphraseFlags(user, text));
    expect(run).toMatchObject({ status: 0, stderr: '' });
  });

  it('comes from standard input', async () => {
    expect((await list(['--passphrase-stdin'], `${cheapPassphrase}\n`)).status).toBe(0);
  });

  it('comes from a command', async () => {
    expect((await list(printing(`${cheapPassphrase}\n`))).status).toBe(0);
  });

  it('is not trimmed', async () => {
    expect((await list(passphraseFlags(user, `${cheapPassphrase} \n`))).status).toBe(12);
  });
});

describe.concurrent('without a usable passphrase', () => {
  const bad: [what: string, bytes: string | Buffer, hint: RegExp][] = [
    ['UTF-16', utf16('correct horse'), /encoding UTF-8/],
    ['UTF-16 without a mark', utf16('correct horse').subarray(2), /encoding UTF-8/],
    ['Latin-1', Buffer.from('ma\u00dfnahme', 'latin1'), /encoding UTF-8/],
    ['an empty file', '', /Six words/],
    ['two lines', 'correct\nhorse\n', /one line/],
    ['a tab', 'correct\thorse', /one line/],
    ['1,025 bytes', 'x'.repeat(1025), /shorter/],
  ];
  it.each(bad)('in a file with %s, it ends with 2 and says what to do', async (_, bytes, hint) => {
    const run = await list(passphraseFlags(user, bytes));
    expect(run.status).toBe(2);
    const failure = parseFailure(run.stdout);
    expect(failure.code).toBe('BAD_PASSPHRASE');
    expect(failure.hint).toMatch(hint);
    expect(run.stdout + run.stderr).not.toContain('horse');
  });

  it('a file that is not there ends with 15 and is named', async () => {
    const run = await list(['--passphrase-file', join(user.folder, 'absent.txt')]);
    expect(run.status).toBe(15);
    expect(parseFailure(run.stdout).message).toContain('absent.txt');
  });

  it.each(['zealous unroll zipping wreath unlit womb', 'hunter2', 'a/b c.d'])(
    'the passphrase itself in place of a file is never shown: %s',
    async (words) => {
      const run = await list(['--passphrase-file', words]);
      expect(run.status).toBe(15);
      expect(run.stdout + run.stderr).not.toContain(words);
      expect(parseFailure(run.stdout).hint).toContain('the name of a file');
    },
  );

  it('a command that fails ends with 15', async () => {
    const run = await list(['--passphrase-command', 'exit 3']);
    expect(run.status).toBe(15);
    expect(parseFailure(run.stdout).hint).toContain('status 3');
  });

  it('an endless one is not read to its end', async () => {
    const run = await list(printing('x'.repeat(100_000)));
    expect(run.status).toBe(2);
    expect(parseFailure(run.stdout).message).toContain('too long');
  });

  it('and without a terminal it ends with 15 and names the flags', async () => {
    const run = await list([]);
    expect(run.status).toBe(15);
    const failure = parseFailure(run.stdout);
    expect(failure.code).toBe('NO_PASSPHRASE');
    expect(failure.hint).toContain('--passphrase-file');
  });

  it('a push asks nobody either, and stores nothing', async () => {
    const to = join(user.folder, 'unused');
    const run = await user.run(['push', '--from', exampleDisk, '--to', to]);
    expect(run.status).toBe(15);
    expect(() => recordsIn(to)).toThrow('ENOENT');
  });
});

describe.concurrent('two sources of a passphrase', () => {
  const file = ['--passphrase-file', 'x'];
  it.each([
    ['pull', [...file, '--passphrase-stdin']],
    ['list', ['--passphrase-stdin', '--passphrase-command', 'x']],
    ['push', [...file, '--generate-passphrase']],
  ])('of a %s end with 2: %j', async (command, flags) => {
    const place = command === 'push' ? '--to' : '--from';
    const run = await user.run([command, place, stick, ...flags, '--json']);
    expect(run.status).toBe(2);
    expect(parseFailure(run.stdout)).toMatchObject({ code: 'USAGE' });
    expect(parseFailure(run.stdout).message).toContain('more than one source');
  });
});

describe.concurrent('a passphrase that this run makes', () => {
  const words = /^[a-z-]+( [a-z-]+){5}$/;
  const push = (...more: string[]): string[] => [
    ...['push', '--from', exampleDisk, '--to', './stick', '--generate-passphrase'],
    ...more,
  ];

  it('is on standard error, and with --json in the JSON alone', async () => {
    const [fresh, other] = [newUser(), newUser()];
    const run = await fresh.run(push());
    expect(run.status, run.stderr).toBe(0);
    expect(run.stderr).toMatch(/^ {4}[a-z-]+( [a-z-]+){5}$/m);
    const json = await other.run(push('--json'));
    expect(json.status, json.stderr).toBe(0);
    const { passphrase: made } = parseOutput('push', json.stdout) as { passphrase: string };
    expect(made).toMatch(words);
    expect(json.stderr).not.toContain(made);
    const opened = await other.run(['list', '--from', './stick', ...passphraseFlags(other, made)]);
    expect(opened.status).toBe(0);
    for (const one of [fresh, other]) one.dispose();
  });

  it('goes into a new file for this user alone, and nowhere else', async () => {
    const fresh = newUser();
    const run = await fresh.run(push('--json', '--passphrase-out', './words.txt'));
    expect(run.status, run.stderr).toBe(0);
    const file = join(fresh.folder, 'words.txt');
    const made = readFileSync(file, 'utf8').trim();
    expect(made).toMatch(words);
    expect(run.stdout + run.stderr).not.toContain(made);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
    const opened = await fresh.run(['list', '--from', './stick', '--passphrase-file', file]);
    expect(opened.status).toBe(0);
    fresh.dispose();
  });

  it('replaces no file, and has a file only with the flag that makes it', async () => {
    const fresh = newUser();
    writeFileSync(join(fresh.folder, 'words.txt'), 'mine');
    const run = await fresh.run(push('--passphrase-out', './words.txt'));
    expect(run.status).toBe(2);
    expect(readFileSync(join(fresh.folder, 'words.txt'), 'utf8')).toBe('mine');
    const without = ['push', '--from', exampleDisk, '--to', './stick', '--passphrase-out', './new'];
    expect((await fresh.run(without)).status).toBe(2);
    expect(recordsIn(fresh.folder)).toEqual([]);
    fresh.dispose();
  });

  const streams: [what: string, flags: string, redirect: string][] = [
    ['thrown away', '', '2>/dev/null'],
    ['closed', '', '2>&-'],
    ['full', '', '2>/dev/full'],
    ['JSON thrown away', '--json', '>/dev/null'],
    ['JSON closed', '--json', '>&-'],
    ['JSON full', '--json', '>/dev/full'],
    ['a file in no folder', '--passphrase-out ./no/folder.txt', ''],
  ];
  it.skipIf(process.platform !== 'linux').each(streams)(
    'that nobody can read stores nothing: %s',
    async (_, flags, redirect) => {
      const fresh = newUser();
      const args = push().map((word) => `'${word}'`);
      const line = `'${process.execPath}' '${programFile}' ${args.join(' ')} ${flags} ${redirect}`;
      const { environment, folder: cwd } = fresh;
      const run = await startProcess(['sh', '-c', line], { environment, cwd, stdin: '' }).ended;
      expect(run.status, run.stderr).not.toBe(0);
      expect(recordsIn(fresh.folder)).toEqual([]);
      fresh.dispose();
    },
  );

  it.skipIf(process.platform !== 'linux')('and of a pipe that is closed, too', async () => {
    const fresh = newUser();
    const { process: child, ended } = fresh.start(push());
    child.stderr?.destroy();
    expect((await ended).status).not.toBe(0);
    expect(recordsIn(fresh.folder)).toEqual([]);
    fresh.dispose();
  });
});

describe('a weak passphrase', () => {
  it('from a file makes the vault, with a warning', async () => {
    const fresh = newUser();
    const flags = passphraseFlags(fresh, 'password123');
    const args = ['push', '--from', exampleDisk, '--to', './stick', '--json', ...flags];
    const run = await fresh.run(args);
    expect(run.status, run.stderr).toBe(0);
    const { warnings } = parseOutput('push', run.stdout) as { warnings: { code: string }[] };
    expect(warnings.map(({ code }) => code)).toContain('weak-passphrase');
    expect(run.stdout + run.stderr).not.toContain('password123');
    fresh.dispose();
  });
});
