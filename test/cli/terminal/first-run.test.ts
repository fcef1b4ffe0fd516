// The first push of somebody who has nothing yet: where to, with a slip at each question, and what is kept.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exampleDisk, passphraseFlags, recordsIn } from '../../support/example-stick.js';
import { type TestUser, newUser, projectRoot } from '../../support/program.js';
import { realPart } from '../../support/real-parts.js';
import { enter, runAtTerminal, terminalPart, terminalSizes } from '../../support/terminal.js';

const terminal = realPart(terminalPart);
let user: TestUser;
beforeEach(() => {
  user = newUser();
});
afterEach(() => {
  user.dispose();
});

const from = ['--from', exampleDisk];

function configured(): { name: string; kind: string; path?: string }[] {
  const text = readFileSync(user.configFile, 'utf8');
  return (JSON.parse(text) as { targets: ReturnType<typeof configured> }).targets;
}

describe.skipIf(terminal === null)('the first push without a place', () => {
  it.each(terminalSizes)(
    'asks again after a wrong folder, with what was typed: %j',
    async (size) => {
      mkdirSync(join(user.folder, 'full'));
      writeFileSync(join(user.folder, 'full', 'letter.txt'), 'Dear Anna');
      const typing = [
        ['Where shall', `stick${enter}`],
        ['it out.', ''],
        // Typed at once, it takes the place of what stands there.
        ['Where shall', `./full${enter}`],
        ['it out.', ''],
        ['Where shall', `"./my stick"${enter}`],
      ] as const;
      const args = ['push', ...from, ...passphraseFlags(user)];
      const run = await runAtTerminal(user, args, [...typing, ['recovery', 'n']], size);
      expect(run.status, run.screen).toBe(0);
      expect(run.screen).toContain('./stick');
      expect(recordsIn(join(user.folder, 'my stick'))).toHaveLength(1);
      expect(configured().map(({ name, path }) => [name, path])).toEqual([
        ['folder', join(user.folder, 'my stick')],
      ]);
    },
  );

  it('says first that there is nothing to back up, and asks nothing', async () => {
    const empty = join(user.folder, 'empty.reg');
    writeFileSync(empty, 'Windows Registry Editor Version 5.00\r\n\r\n');
    const run = await runAtTerminal(user, ['push', '--from', empty], []);
    expect(run.status, run.screen).toBe(4);
    expect(run.screen).not.toContain('Where shall');
  });

  it('offers nothing that needs a credential store where none answers', async () => {
    const run = await runAtTerminal(user, ['push', ...from], [['Where shall', '\u0003']]);
    expect(run.status, run.screen).toBe(130);
    expect(run.screen).toContain('A folder on a stick or a NAS');
    expect(run.screen).not.toContain('credential store');
  });

  it('takes an empty line for a place that is left out, and asks for one again', async () => {
    const typing = [
      ['Where shall', `stick${enter}`],
      ['it out.', ''],
      ['Where shall', `\u0015${enter}`],
      ['still no place', ''],
      ['Where shall', `./stick${enter}`],
      ['recovery', enter],
    ] as const;
    const args = ['push', ...from, ...passphraseFlags(user)];
    const run = await runAtTerminal(user, args, typing);
    expect(run.status, run.screen).toBe(0);
    expect(run.screen).not.toContain('Your recovery code.');
    expect(configured().map(({ path }) => path)).toEqual([join(user.folder, 'stick')]);
  });

  it('leaves nothing behind of a trial with the examples but the places', async () => {
    const args = [
      'push',
      '--from',
      join(projectRoot, 'examples/windows-disk'),
      '--to',
      './my-stick',
    ];
    const run = await user.run([...args, '--generate-passphrase']);
    expect(run.status, run.stderr).toBe(0);
    expect(readdirSync(user.home)).toEqual([]);
  });
});

describe.skipIf(terminal === null)('a push to a place that is named', () => {
  it.each(terminalSizes)('offers to keep it, and then nothing needs its name: %j', async (size) => {
    const flags = passphraseFlags(user);
    const args = ['push', ...from, '--to', './stick', ...flags];
    const typing = [
      ['recovery', 'n'],
      ['Keep this place?', enter],
    ] as const;
    const run = await runAtTerminal(user, args, typing, size);
    expect(run.status, run.screen).toBe(0);
    expect(configured().map(({ name, path }) => [name, path])).toEqual([
      ['stick', join(user.folder, 'stick')],
    ]);
    expect((await user.run(['list', ...flags])).status).toBe(0);
  });
});

describe('a bare word', () => {
  it.each([
    ['push', ['push', ...from, '--to', 'stick']],
    ['push, with a blank', ['push', ...from, '--to', 'my stick']],
    ['pull', ['pull', '--from', 'stick.old']],
    ['target add', ['target', 'add', 'stick', 'stick']],
    ['target test', ['target', 'test', 'stick']],
    ['edit', ['edit', '--to', 'stick']],
  ])('is never a new folder: %s', async (_, args) => {
    const run = await user.run(args);
    expect(run.status).toBe(2);
    expect(run.stderr).toContain('write ./');
    expect(() => readFileSync(user.configFile)).toThrow('ENOENT');
  });
});
