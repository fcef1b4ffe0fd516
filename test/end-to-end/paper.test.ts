// Only the paper is left: a sheet that a real browser printed, scanned, on a PC where nothing of the household
// is. The program gets the keys back from it; and so does somebody who has docs/format.md and no program of ours.
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleKeys, passphraseFlags, pushExample, stickOf } from '../support/example-stick.js';
import { printer, readByZbar } from '../support/printed-page.js';
import { newUser, projectRoot } from '../support/program.js';
import { realPart } from '../support/real-parts.js';

const print = printer();
const python = realPart({
  name: 'Python 3 with PyNaCl',
  install: 'apt-get install -y python3-nacl',
  find: () => {
    const program = '/usr/bin/python3';
    return spawnSync(program, ['-c', 'import nacl.bindings']).status === 0 ? program : null;
  },
});

const before = newUser();
const after = newUser();
afterAll(() => {
  before.dispose();
  after.dispose();
});

describe.skipIf(print === null)('a printed sheet', () => {
  /** The scan of the first page of each sheet. */
  let [backup, code] = ['', ''];

  beforeAll(async () => {
    expect((await pushExample(before)).status).toBe(0);
    const flags = passphraseFlags(before);
    const made = ['recovery', 'create', '--to', stickOf(before), '--sheet', 'code.html'];
    expect((await before.run([...made, ...flags])).status).toBe(0);
    const sheet = ['sheet', '--from', stickOf(before), '--out', 'sheet.html', '--json'];
    const { status, stdout } = await before.run([...sheet, ...flags]);
    expect([status, JSON.parse(stdout)]).toMatchObject([
      0,
      { schema: 1, sheets: [{ file: 'sheet.html', pc: 'EXAMPLE-PC', codes: 1 }] },
    ]);
    const scan = async (name: string): Promise<string> => {
      const html = readFileSync(join(before.folder, name), 'utf8');
      const options = { folder: after.folder, format: 'A4', as: 'jpg' } as const;
      return (await print?.print(html, options))?.[0] ?? '';
    };
    backup = await scan('sheet.html');
    code = await scan('code.html');
  });

  it('is for its owner alone as a file, and holds no key', () => {
    for (const name of ['sheet.html', 'code.html']) {
      const file = join(before.folder, name);
      if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
      for (const key of exampleKeys) expect(readFileSync(file, 'utf8')).not.toContain(key);
    }
  });

  it('gives the keys back with the passphrase', async () => {
    const args = ['pull', '--from', backup, ...passphraseFlags(after)];
    const { status, stdout } = await after.run(args);
    expect(status).toBe(0);
    for (const key of exampleKeys) expect(stdout).toContain(key);
  });

  it('gives them back with the other sheet, of the recovery code', async () => {
    const args = ['pull', '--from', backup, '--recovery-code-file', code];
    const { status, stdout } = await after.run(args);
    expect(status).toBe(0);
    for (const key of exampleKeys) expect(stdout).toContain(key);
  });

  it.skipIf(python === null)('gives them to whoever has docs/format.md and no program', () => {
    const texts = readByZbar(backup).join('\n');
    const run = (args: readonly string[], input: string): Buffer =>
      spawnSync(python ?? '', args, {
        ...{ input, cwd: join(projectRoot, 'test', 'second-reader') },
        env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
      }).stdout;
    const record = join(after.folder, 'record');
    writeFileSync(record, run(['qr_codes.py'], texts));
    const opening = ['vault_reader.py', record, ...passphraseFlags(after)];
    const content = run(opening, '').toString('utf8');
    for (const key of exampleKeys) expect(content).toContain(key);
  });
});
