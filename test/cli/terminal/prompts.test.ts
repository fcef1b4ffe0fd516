// What is asked at a terminal, and how its answers are taken.
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cheapPassphrase, cheapStick } from '../../support/cheap-stick.js';
import {
  exampleDisk,
  exampleKeys,
  passphraseFlags,
  recordsIn,
} from '../../support/example-stick.js';
import { newUser } from '../../support/program.js';
import { realPart } from '../../support/real-parts.js';
import { smallContent } from '../../support/sample-content.js';
import {
  controlC,
  controlD,
  enter,
  runAtTerminal,
  terminalPart,
  terminalSizes,
} from '../../support/terminal.js';

const terminal = realPart(terminalPart);
const user = newUser();
const stick = join(user.folder, 'stick');
beforeAll(async () => {
  await cheapStick(stick, smallContent);
});
afterAll(() => {
  user.dispose();
});

describe.skipIf(terminal === null)('a passphrase that exists', () => {
  const list = ['list', '--from', stick];

  it('is asked once and not shown', async () => {
    const run = await runAtTerminal(user, list, [['Passphrase', cheapPassphrase + enter]]);
    expect(run.status, run.screen).toBe(0);
    expect(run.screen).toContain('Windows 11 Pro on DESKTOP');
    expect(run.screen).not.toMatch(new RegExp(`\\b${cheapPassphrase}\\b`));
  });

  it.each(terminalSizes)('that is wrong is asked twice more, at %j', async (size) => {
    const typing = [
      ['Passphrase', `not that${enter}`],
      ['2 tries left', ''],
      ['Passphrase', `nor that${enter}`],
      ['1 try left', ''],
      ['Passphrase', cheapPassphrase + enter],
    ] as const;
    const run = await runAtTerminal(user, list, typing, size);
    expect(run.status, run.screen).toBe(0);
    expect(run.screen).toContain('Windows 11 Pro on DESKTOP');
    expect(run.screen).not.toContain('that');
  });

  it('that is wrong three times ends with 12', async () => {
    const run = await runAtTerminal(user, list, [
      ['Passphrase', `not that${enter}`],
      ['2 tries left', ''],
      ['Passphrase', `not that${enter}`],
      ['1 try left', ''],
      ['Passphrase', `not that${enter}`],
    ]);
    expect(run.status, run.screen).toBe(12);
    expect(run.screen).toContain('vault: error: ');
  });

  it('names the mistyped word of a generated one, and shows none of another', async () => {
    const run = await runAtTerminal(user, list, [
      ['Passphrase', `aplle unroll zipping wreath unlit womb${enter}`],
      ['did you mean "apple"?', ''],
      ['Passphrase', `my own secret${enter}`],
      ['1 try left', ''],
      ['Passphrase', cheapPassphrase + enter],
    ]);
    expect(run.status, run.screen).toBe(0);
    expect(run.screen).toContain('"aplle" is not in the list of words');
    expect(run.screen).not.toMatch(/unroll|secret/);
  });

  it('that is empty is asked again', async () => {
    const run = await runAtTerminal(user, list, [
      ['Passphrase', enter],
      ['it is empty', cheapPassphrase + enter],
    ]);
    expect(run.status, run.screen).toBe(0);
  });

  it('and Ctrl-C ends with 130', async () => {
    const run = await runAtTerminal(user, list, [['Passphrase', controlC]]);
    expect(run.status, run.screen).toBe(130);
    expect(run.screen).toContain('stopped');
  });

  it('and Ctrl-D, the end of input, ends with 130 and a word', async () => {
    const run = await runAtTerminal(user, list, [['Passphrase', controlD]]);
    expect(run.status, run.screen).toBe(130);
    expect(run.screen).toContain('vault: error: stopped');
  });

  it('and Ctrl-D behind what was typed is no end', async () => {
    const typing = [['Passphrase', `${cheapPassphrase}${controlD}${enter}`]] as const;
    expect((await runAtTerminal(user, list, typing)).status).toBe(0);
  });

  it('and a terminal that hangs up ends by its signal, in order', async () => {
    const run = await runAtTerminal(user, list, [['Passphrase', null]]);
    expect(run.status, run.screen).toBe(-1 & 0xff);
  });
});

describe.skipIf(terminal === null)('a new passphrase', () => {
  const push = (to: string): string[] => ['push', '--from', exampleDisk, '--to', to];
  const own = ['for you?', 'n'] as const;

  it.each(terminalSizes)(
    'is made with Enter, and two of its words are asked back: %j',
    async (size) => {
      const fresh = newUser();
      const typing = [
        ['for you?', enter],
        ['as you wrote', `not that${enter}`],
        ['once more', ''],
        ['as you wrote', `<word>${enter}`],
        ['And word', `<word>${enter}`],
        ['Right.', ''],
        ['recovery code', 'n'],
        ['Keep this place', 'n'],
      ] as const;
      const run = await runAtTerminal(fresh, push('./stick'), typing, size);
      expect(run.status, run.screen).toBe(0);
      expect(recordsIn(fresh.folder)).toHaveLength(1);
      const words =
        /^ {4}([a-z-]+(?:\s+[a-z-]+){5})$/m.exec(run.screen)?.[1]?.replaceAll(/\s+/g, ' ') ?? '';
      const pulled = await runAtTerminal(
        fresh,
        ['pull', '--from', './stick'],
        [['Passphrase', words + enter]],
      );
      expect(pulled.status, pulled.screen).toBe(0);
      fresh.dispose();
    },
  );

  it('that --generate-passphrase makes is asked back too, and nothing is stored before', async () => {
    const fresh = newUser();
    const args = [...push('./stick'), '--generate-passphrase'];
    const run = await runAtTerminal(fresh, args, [
      ['recovery code', 'n'],
      ['as you wrote', controlC],
    ]);
    expect(run.status, run.screen).toBe(130);
    expect(recordsIn(fresh.folder)).toEqual([]);
    fresh.dispose();
  });

  it('of your own is asked twice, again while the two differ, and then opens the backup', async () => {
    const to = join(user.folder, 'twice');
    const words = 'correct horse battery';
    const run = await runAtTerminal(user, push(to), [
      own,
      ['New passphrase', words + enter],
      ['once more', `correct house battery${enter}`],
      ['not the same', ''],
      ['New passphrase', words + enter],
      ['once more', words + enter],
      ['recovery code', 'n'],
      ['Keep this place', 'n'],
    ]);
    expect(run.status, run.screen).toBe(0);
    expect(run.screen).toContain('What was found is kept in 1 place.');
    expect(run.screen).toContain('Before you wipe the disk, make sure of:');
    expect(run.screen).toContain('aka.ms/myrecoverykey');
    expect(run.screen).not.toContain('correct');
    const pulled = await runAtTerminal(
      user,
      ['pull', '--from', to],
      [['Passphrase', words + enter]],
    );
    expect(pulled.status, pulled.screen).toBe(0);
    for (const key of exampleKeys) expect(pulled.screen).toContain(key);
  });

  it.each(terminalSizes)(
    'that is weak is told so, and Enter asks for another: %j',
    async (size) => {
      const fresh = newUser();
      const typing = [
        own,
        ['New passphrase', `password123${enter}`],
        ['all the same?', enter],
        ['New passphrase', `hunter2${enter}`],
        ['all the same?', `y`],
        ['once more', `hunter2${enter}`],
        ['recovery code', 'n'],
        ['Keep this place', 'n'],
      ] as const;
      const run = await runAtTerminal(fresh, push('./weak'), typing, size);
      expect(run.status, run.screen).toBe(0);
      expect(run.screen).not.toMatch(/hunter2|password123/);
      const given = await fresh.run([
        'list',
        '--from',
        './weak',
        ...passphraseFlags(fresh, 'hunter2'),
      ]);
      expect(given.status, given.stderr).toBe(0);
      fresh.dispose();
    },
  );

  it('is not asked for where this PC has a vault already: that one is used', async () => {
    const to = join(user.folder, 'second-place');
    const run = await runAtTerminal(user, push(to), [
      ['Passphrase', `not that${enter}`],
      ['2 tries left', ''],
      ['Passphrase', `not that${enter}`],
      ['1 try left', ''],
      ['Passphrase', `not that${enter}`],
    ]);
    expect(run.status, run.screen).toBe(12);
    expect(run.screen).not.toContain('for you?');
    expect(() => recordsIn(to)).toThrow('ENOENT');
  });

  it('and Ctrl-C ends with 130 with nothing stored', async () => {
    const fresh = newUser();
    const run = await runAtTerminal(fresh, push('./stopped'), [
      own,
      ['New passphrase', `correct horse battery${enter}`],
      ['once more', controlC],
    ]);
    expect(run.status, run.screen).toBe(130);
    expect(recordsIn(fresh.folder)).toEqual([]);
    fresh.dispose();
  });

  it('is not asked for when there is nothing to push', async () => {
    const to = join(user.folder, 'unused');
    const args = ['push', '--from', join(user.folder, 'absent'), '--to', to];
    const run = await runAtTerminal(user, args, []);
    expect(run.status, run.screen).toBe(2);
    expect(run.screen).toContain('does not exist');
  });
});
