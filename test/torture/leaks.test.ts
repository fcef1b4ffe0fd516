// The leak scan over every command of the command table: no product key, no passphrase, no recovery code or share
// of one, and no key that is derived, in what a command says without being asked to, in what it writes, in
// temporary files or in the names of files.
// A command that is not listed here fails the test.
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandTable } from '../../src/cli/command-table.js';
import { derivePassphraseKey } from '../../src/crypto/kdf.js';
import { passphraseBytes } from '../../src/crypto/passphrase.js';
import { parseRecoveryCode } from '../../src/crypto/recovery-code.js';
import { parseShare } from '../../src/crypto/recovery-share.js';
import { cardHolds, cardOf, parseState } from '../../src/vault/memory/state.js';
import { exampleDisk, exampleKeys, passphrase, passphraseFlags } from '../support/example-stick.js';
import { type TestUser, newUser } from '../support/program.js';
import { realPart } from '../support/real-parts.js';
import { secretServicePart, startSecretService } from '../support/secret-service.js';
import { prove } from './support/promise.js';

/** What a command is given; `shows` where it is its work to show whole keys on standard output. */
interface Listed {
  readonly args: (stick: string, flags: readonly string[], user: TestUser) => readonly string[];
  readonly shows?: true;
  /** Other parts of the command, run after it; what needs a credential store only where there is one. */
  readonly more?: readonly (Listed & { readonly needsStore?: true })[];
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
  explain: { args: () => ['0xC004C003'] },
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
  recovery: {
    args: (stick, flags) => ['create', ...to(stick), ...flags],
    shows: true,
    more: [
      {
        args: (stick, flags) => {
          return ['create', '--replace', '--shares', '2 of 3', ...to(stick), ...flags];
        },
        shows: true,
      },
    ],
  },
  target: { args: (stick) => ['add', 'stick', stick] },
  passphrase: {
    args: (stick, flags, { folder }) => {
      writeFileSync(newPassphraseFile(folder), newPassphrase);
      const next = ['--new-passphrase-file', newPassphraseFile(folder), '--new-recovery-code'];
      return ['change', ...next, ...to(stick), ...flags];
    },
    shows: true,
    more: [
      {
        args: (stick, _, { folder }) => {
          const flags = ['--passphrase-file', newPassphraseFile(folder)];
          return ['remember', '--yes', ...to(stick), ...flags];
        },
        needsStore: true,
      },
      { args: () => ['forget'], needsStore: true },
    ],
  },
  forget: {
    args: (stick, _, { folder }) => {
      const flags = ['--passphrase-file', newPassphraseFile(folder)];
      return ['EXAMPLE-PC', '--yes', ...to(stick), ...flags];
    },
  },
  schedule: { args: () => ['status'] },
  doctor: { args: (stick) => [stick] },
  completion: { args: () => ['bash'] },
};

const secrets = [...exampleKeys, lonelyKey, passphrase, newPassphrase];

/** A text in the forms in which it might be somewhere. */
function formsOf(secret: string): Buffer[] {
  return [secret, secret.replaceAll('-', ''), Buffer.from(secret).toString('base64')]
    .map((form) => form.replace(/=+$/, ''))
    .flatMap((form) => [Buffer.from(form), Buffer.from(form, 'utf16le')]);
}

/** Bytes in the forms in which they might be somewhere. */
function formsOfBytes(bytes: Uint8Array): Buffer[] {
  const raw = Buffer.from(bytes);
  const [hex, base64] = [raw.toString('hex'), raw.toString('base64').replace(/=+$/, '')];
  return [raw, ...[hex, hex.toUpperCase(), base64, raw.toString('base64url')].flatMap(formsOf)];
}

const patterns = secrets.flatMap(formsOf);
const given = /^(?:passphrase-\d+|given-\w+)\.txt$/;

function leaksIn(bytes: Uint8Array): string[] {
  const text = Buffer.from(bytes);
  return patterns.filter((pattern) => text.includes(pattern)).map(String);
}

const saltsSeen = new Set<string>();

/** Looks for the keys from here on that the state's cards are opened by. */
async function learnKeys({ stateFile }: TestUser): Promise<void> {
  if (!existsSync(stateFile)) return;
  const { vaults } = parseState(JSON.parse(readFileSync(stateFile, 'utf8')));
  for (const vault of vaults) {
    if (saltsSeen.has(vault.card.salt)) continue;
    saltsSeen.add(vault.card.salt);
    const { salt, cost } = cardOf(vault);
    for (const text of [passphrase, newPassphrase]) {
      const key = await derivePassphraseKey(passphraseBytes(text), salt, cost);
      if (await cardHolds(vault, key)) patterns.push(...formsOfBytes(key));
    }
  }
}

/** Looks for the codes and shares from here on that were shown. @returns how many there were */
function learnCodes(shown: string): number {
  const printed = shown.match(/(?:[0-9A-Z]{5}-){4,5}\s+(?:[0-9A-Z]{5}-){3,4}[0-9A-Z]{5}/g) ?? [];
  for (const text of printed.map((one) => one.replaceAll(/\s/g, ''))) {
    const [first, second] = [text.slice(0, text.length / 2), text.slice(text.length / 2)];
    patterns.push(...[text, first, second].flatMap(formsOf));
    const isCode = text.split('-').length === 8;
    patterns.push(...formsOfBytes(isCode ? parseRecoveryCode(text) : parseShare(text).values));
  }
  return printed.length;
}

/** Everything below the user's folder but what the test itself gave. */
function expectNoneWritten({ folder, temp }: TestUser): void {
  // The program that a kit brings along is the same for everybody.
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => !/^kit[\\/]vault-/.test(name),
  );
  for (const name of names) {
    const path = join(folder, name);
    if (given.test(basename(name)) || !statSync(path).isFile()) continue;
    expect(leaksIn(readFileSync(path)), name).toEqual([]);
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o77, name).toBe(0);
  }
  expect(leaksIn(Buffer.from(names.join('\n')))).toEqual([]);
  expect(readdirSync(temp)).toEqual([]);
}

describe('no product key, no passphrase, no code and no derived key', () => {
  it('is looked for in every command that there is', () => {
    expect(Object.keys(listed).sort()).toEqual(commandTable.map(({ name }) => name).sort());
  });

  it('leaves any command but where it is its work to show it', async () => {
    const user = newUser();
    const stick = join(user.folder, 'stick');
    const flags = passphraseFlags(user);
    const service = realPart(secretServicePart) === null ? null : await startSecretService();
    const DBUS_SESSION_BUS_ADDRESS = process.env['DBUS_SESSION_BUS_ADDRESS'] ?? '';
    const environment =
      service === null ? user.environment : { ...user.environment, DBUS_SESSION_BUS_ADDRESS };
    const promise =
      'no command says or writes a product key, the passphrase, a recovery code, a share or a derived key where it is not its work to show it';
    let codes = 0;
    const scan = async (name: string, { args, shows }: Listed): Promise<void> => {
      const run = await user.run([name, ...args(stick, flags, user)], { environment });
      expect([0, 21], run.stderr).toContain(run.status);
      await learnKeys(user);
      expect(leaksIn(Buffer.from(run.stderr)), 'standard error').toEqual([]);
      const seen = leaksIn(Buffer.from(run.stdout));
      if (shows !== true) expect(seen, 'standard output').toEqual([]);
      else expect(seen, 'the passphrase').not.toContain(passphrase);
      const shown = learnCodes(run.stderr);
      if (shows !== true) expect(shown, 'codes').toBe(0);
      codes += shown;
      expectNoneWritten(user);
    };
    try {
      await prove({ part: 'leaks', promise }, async ({ attempt }) => {
        for (const [name, { more = [], ...first }] of Object.entries(listed)) {
          await attempt(name, () => scan(name, first));
          for (const part of more)
            if (service !== null || part.needsStore !== true)
              await attempt(`${name}, another part`, () => scan(name, part));
        }
      });
      // The first code, three shares in its place, and the code of the change; each is of a card of its own.
      expect([codes, saltsSeen.size]).toEqual([5, 3]);
    } finally {
      service?.stop();
      user.dispose();
    }
  }, 1_800_000);
});
