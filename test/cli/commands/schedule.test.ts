// `vault schedule`, and what it starts, started as the scheduler would: with next to no variables, from
// another folder, by nobody.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { exampleDisk, recordsIn } from '../../support/example-stick.js';
import { parseFailure, parseOutput } from '../../support/json-output.js';
import { type Run, newUser, startProcess } from '../../support/program.js';

const user = newUser();
const stick = join(user.folder, 'my stick');
const units = join(user.home, 'config', 'systemd', 'user');
afterAll(() => {
  user.dispose();
});

/** The units; systemctl may put a link beside them, where it is installed. */
function unitFiles(): string[] {
  return readdirSync(units)
    .filter((name) => name.startsWith('product-key-vault'))
    .sort();
}

/** The words of ExecStart, and the variables, as systemd reads them. */
function started(): { command: string[]; variables: Record<string, string> } {
  const text = readFileSync(join(units, 'product-key-vault.service'), 'utf8');
  const unquoted = (word: string): string =>
    word.replaceAll(/\\(.)/g, '$1').replaceAll('%%', '%').replaceAll('$$', '$');
  const wordsOf = (line: string): string[] =>
    [...line.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, word = '']) => unquoted(word));
  const lines = text.split('\n');
  const command = wordsOf(lines.find((line) => line.startsWith('ExecStart=')) ?? '');
  const pairs = lines
    .filter((line) => line.startsWith('Environment='))
    .flatMap(wordsOf)
    .map((pair) => pair.split('=') as [string, string]);
  return { command, variables: Object.fromEntries(pairs) };
}

/** As a user's systemd starts it. */
function startAsSystemd(): Promise<Run> {
  const { command, variables } = started();
  const environment = { HOME: user.home, PATH: '/usr/bin:/bin', ...variables };
  return startProcess(command, { environment, cwd: '/', stdin: '' }).ended;
}

describe.skipIf(process.platform !== 'linux')('vault schedule', () => {
  it('is refused where nobody would give the passphrase, and says what to do', async () => {
    const run = await user.run(['schedule', 'on', '--to', stick, '--json']);
    expect(run.status).toBe(15);
    const { hint } = parseFailure(run.stdout);
    expect(hint).toContain('passphrase remember');
    expect(hint).toContain('--passphrase-file');
  });

  it('writes a push that stores, and then finds nothing to do, quietly', async () => {
    writeFileSync(join(user.folder, 'words'), 'correct horse battery staple\n');
    mkdirSync(stick);
    const on = await user.run([
      ...['schedule', 'on', '--to', stick, '--from', exampleDisk],
      ...['--passphrase-file', 'words', '--json'],
    ]);
    // No session of systemd is here to take it up.
    expect(on.status, on.stderr).toBe(1);
    const shown = parseOutput('schedule', on.stdout);
    expect(shown).toMatchObject({ state: 'written', kind: 'systemd-timer' });
    expect(unitFiles()).toEqual(['product-key-vault.service', 'product-key-vault.timer']);
    expect(readFileSync(join(units, 'product-key-vault.service'), 'utf8')).not.toContain('battery');
    expect(started().command).toEqual((shown as { command: string[] }).command);
    const first = await startAsSystemd();
    expect(first.status, first.stderr).toBe(0);
    expect(recordsIn(stick)).toHaveLength(1);
    const second = await startAsSystemd();
    expect(second).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(recordsIn(stick)).toHaveLength(1);
  });

  it('takes no command that has the passphrase in its own words, and does not repeat them', async () => {
    const args = ['schedule', 'on', '--to', stick, '--from', exampleDisk, '--json'];
    const before = readFileSync(join(units, 'product-key-vault.service'), 'utf8');
    const spoken = await user.run([...args, '--passphrase-command', 'echo correct horse battery']);
    expect(spoken.status).toBe(2);
    expect(`${spoken.stdout}${spoken.stderr}`).not.toContain('horse');
    expect(parseFailure(spoken.stdout).hint).toContain('password manager');
    expect(readFileSync(join(units, 'product-key-vault.service'), 'utf8')).toBe(before);
    const asked = await user.run([...args, '--passphrase-command', 'cat words']);
    expect(asked.status, asked.stderr).toBe(1);
    expect(parseOutput('schedule', asked.stdout)).toMatchObject({ state: 'written' });
  });

  it('is taken out again', async () => {
    const off = await user.run(['schedule', 'off']);
    expect(off.status, off.stderr).toBe(0);
    expect(unitFiles()).toEqual([]);
    const status = await user.run(['schedule', 'status', '--json']);
    expect(parseOutput('schedule', status.stdout)).toMatchObject({ state: 'off', fault: null });
  });
});
