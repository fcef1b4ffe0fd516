// The leak scan over every command of the command table: no product key and no passphrase in what a
// command says without being asked to, in what it writes, in temporary files or in the names of files.
// A command that is not listed here fails the test.
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandTable } from '../../src/cli/command-table.js';
import { exampleDisk, exampleKeys, passphrase, passphraseFlags } from '../support/example-stick.js';
import { type TestUser, newUser } from '../support/program.js';
import { prove } from './support/promise.js';

/** What a command is given; `shows` where it is its work to show whole keys on standard output. */
interface Listed {
  readonly args: (stick: string, flags: readonly string[], user: TestUser) => readonly string[];
  readonly shows?: true;
}

const lonelyKey = 'W269N-WFGWX-YVC9B-4J6C9-T83GX';
const newPassphrase = 'staple battery horse correct';
const newPassphraseFile = (folder: string): string => join(folder, 'given-passphrase.txt');
const from = (stick: string): string[] => ['--from', stick];
const to = (stick: string): string[] => ['--to', stick];

/** In an order in which each finds what it needs. */
const listed: Readonly<Record<string, Listed>> = {
  push: { args: (stick, flags) => ['--from', exampleDisk, ...to(stick), ...flags] },
  collect: { args: () => ['--from', exampleDisk] },
  pull: { args: (stick, flags) => [...from(stick), ...flags, '--json'], shows: true },
  export: {
    args: (stick, flags) => [...from(stick), ...flags, '--format', 'text'],
    shows: true,
  },
  sheet: { args: (stick, flags) => [...from(stick), ...flags, '--out', 'sheet.html'] },
  kit: { args: (stick, flags) => [join(stick, '..', 'kit'), ...from(stick), ...flags] },
  list: { args: (stick, flags) => [...from(stick), ...flags] },
  status: { args: (stick, flags) => [...from(stick), ...flags] },
  check: { args: (stick, flags) => [...from(stick), ...flags, '--json'] },
  drill: { args: (stick, flags) => [...from(stick), ...flags] },
  add: {
    args: (stick, flags, { folder }) => {
      const file = join(folder, 'given-key.txt');
      writeFileSync(file, lonelyKey);
      return ['--key-file', file, ...to(stick), ...flags];
    },
  },
  import: {
    args: (stick, flags, { folder }) => {
      const file = join(folder, 'given-list.txt');
      writeFileSync(file, `Windows 10 Pro\t${lonelyKey}\n`);
      return [file, '--from-text', ...to(stick), ...flags, '--yes'];
    },
  },
  edit: {
    args: (stick, flags) => ['--entry', '1', '--note', 'a note', '--yes', ...to(stick), ...flags],
  },
  'remove-key': { args: (stick, flags) => ['--entry', '1', '--yes', ...to(stick), ...flags] },
  sync: { args: (stick, flags) => [...to(stick), ...flags] },
  prune: { args: (stick, flags) => ['--keep', '2', '--yes', ...to(stick), ...flags] },
  recovery: { args: (stick, flags) => ['create', ...to(stick), ...flags], shows: true },
  target: { args: (stick) => ['add', 'stick', stick] },
  passphrase: {
    args: (stick, flags, { folder }) => {
      writeFileSync(newPassphraseFile(folder), newPassphrase);
      const next = ['--new-passphrase-file', newPassphraseFile(folder), '--new-recovery-code'];
      return ['change', ...next, ...to(stick), ...flags];
    },
    shows: true,
  },
  forget: {
    args: (stick, _, { folder }) => {
      const flags = ['--passphrase-file', newPassphraseFile(folder)];
      return ['EXAMPLE-PC', '--yes', ...to(stick), ...flags];
    },
  },
  schedule: { args: () => ['status'] },
  explain: { args: () => ['0xC004C003'] },
  doctor: { args: (stick) => [stick] },
  completion: { args: () => ['bash'] },
};

const secrets = [...exampleKeys, lonelyKey, passphrase, newPassphrase];
const patterns = secrets
  .flatMap((secret) => [secret, secret.replaceAll('-', ''), Buffer.from(secret).toString('base64')])
  .map((form) => form.replace(/=+$/, ''))
  .flatMap((form) => [Buffer.from(form), Buffer.from(form, 'utf16le')]);
const given = /^(?:passphrase-\d+|given-\w+)\.txt$/;

function leaksIn(bytes: Uint8Array): string[] {
  const text = Buffer.from(bytes);
  return patterns.filter((pattern) => text.includes(pattern)).map(String);
}

/** Everything below the user's folder but what the test itself gave. */
function expectNoneWritten({ folder, temp }: TestUser): void {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const name of names) {
    const path = join(folder, name);
    if (given.test(basename(name)) || !statSync(path).isFile()) continue;
    expect(leaksIn(readFileSync(path)), name).toEqual([]);
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o77, name).toBe(0);
  }
  expect(leaksIn(Buffer.from(names.join('\n')))).toEqual([]);
  expect(readdirSync(temp)).toEqual([]);
}

describe('no product key and no passphrase', () => {
  it('is looked for in every command that there is', () => {
    expect(Object.keys(listed).sort()).toEqual(commandTable.map(({ name }) => name).sort());
  });

  it('leaves any command but where it is its work to show it', async () => {
    const user = newUser();
    const stick = join(user.folder, 'stick');
    const flags = passphraseFlags(user);
    const promise =
      'no command says or writes a product key or the passphrase where it is not its work to show it';
    try {
      await prove({ part: 'leaks', promise }, async ({ attempt }) => {
        for (const [name, { args, shows }] of Object.entries(listed)) {
          await attempt(name, async () => {
            const run = await user.run([name, ...args(stick, flags, user)]);
            expect([0, 21], run.stderr).toContain(run.status);
            expect(leaksIn(Buffer.from(run.stderr)), 'standard error').toEqual([]);
            const seen = leaksIn(Buffer.from(run.stdout));
            if (shows !== true) expect(seen, 'standard output').toEqual([]);
            else expect(seen, 'the passphrase').not.toContain(passphrase);
            expectNoneWritten(user);
          });
        }
      });
    } finally {
      user.dispose();
    }
  }, 600_000);
});
