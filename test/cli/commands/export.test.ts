// `vault export`: where it writes, and what it says.
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportFormatNames } from '../../../src/report/export/export-formats.js';
import { cheapPassphrase, cheapStick, exampleContent } from '../../support/cheap-stick.js';
import { exampleKeys, passphraseFlags } from '../../support/example-stick.js';
import { parseFailure, parseOutput } from '../../support/json-output.js';
import { keepassxc } from '../../support/keepassxc.js';
import { type Run, newUser } from '../../support/program.js';

const user = newUser();
const stick = join(user.folder, 'stick');
beforeAll(async () => {
  await cheapStick(stick, await exampleContent());
});
afterAll(() => {
  user.dispose();
});

const inFolder = (name: string): string => join(user.folder, name);
const plain = 'this export is plain: whoever can read it has the product keys.';

function run(...args: readonly string[]): Promise<Run> {
  const flags = ['--from', stick, ...passphraseFlags(user, cheapPassphrase)];
  return user.run(['export', ...flags, ...args]);
}

describe.concurrent('an export', () => {
  it('goes to standard output, and says on standard error that it is plain', async () => {
    const { status, stdout, stderr } = await run('--format', 'CSV');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Computer Name,Windows,/);
    for (const key of exampleKeys) expect(stdout).toContain(key);
    expect(stderr).toContain(plain);
    for (const key of exampleKeys) expect(stderr).not.toContain(key.slice(0, 5));
  });

  it('goes to a file that its owner alone may read, and nowhere else', async () => {
    const file = inFolder('report.html');
    const { status, stdout, stderr } = await run('--format', 'html', '--out', file);
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(readFileSync(file, 'utf8')).toContain(exampleKeys[0]);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(stderr).toContain('3 entries of 1 PC');
    expect(stderr).toContain(plain);
    expect(readdirSync(user.folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('replaces no file unless it is told to', async () => {
    const file = inFolder('kept.txt');
    writeFileSync(file, 'mine', { mode: 0o644 });
    const refused = await run('--format', 'text', '--out', file, '--json');
    expect(refused.status).toBe(2);
    expect(parseFailure(refused.stdout)).toMatchObject({ code: 'USAGE' });
    expect(parseFailure(refused.stdout).hint).toContain('--force');
    expect(readFileSync(file, 'utf8')).toBe('mine');
    const { status, stdout } = await run('--format', 'text', '--out', file, '--force', '--json');
    expect(status).toBe(0);
    expect(parseOutput('export', stdout)).toMatchObject({
      ...{ format: 'text', file, bytes: statSync(file).size, encrypted: false },
      ...{ pcs: ['EXAMPLE-PC'], licences: 3, silent: [] },
    });
    expect(stdout).not.toContain(exampleKeys[0]);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('is refused in an unknown form, with the names of those that are known', async () => {
    const { status, stderr } = await user.run(['export', '--format', 'pdf']);
    expect(status).toBe(2);
    for (const name of exportFormatNames) expect(stderr).toContain(name);
  });
});

const open = keepassxc();

describe.skipIf(open === null)('an export to KeePass', () => {
  it('opens with the passphrase of the file alone, which costs what RFC 9106 advises', async () => {
    const [, secret = ''] = passphraseFlags(user, 'tomatoes under a blue lamp\n');
    const file = inFolder('keys.kdbx');
    const more = ['--out', file, '--database-passphrase-file', secret];
    const { status, stderr } = await run('--format', 'keepass', ...more);
    expect(status).toBe(0);
    expect(stderr).not.toContain('plain');
    for (const form of [...exampleKeys, 'tomatoes'])
      expect(readFileSync(file).includes(form)).toBe(false);
    const words = 'tomatoes under a blue lamp';
    expect(open?.(words, 'ls', '--recursive', file)).toContain('  Windows 11 Pro\n');
    expect(open?.(words, 'db-info', file)).toContain('KDF: Argon2id (3 rounds, 65536 KB)');
  });
});
