// What is asked at a terminal, and how its answers are taken.
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cheapPassphrase, cheapStick } from '../../support/cheap-stick.js';
import { exampleDisk, exampleKeys, recordsIn } from '../../support/example-stick.js';
import { newUser } from '../../support/program.js';
import { realPart } from '../../support/real-parts.js';
import { smallContent } from '../../support/sample-content.js';
import { controlC, controlD, enter, runAtTerminal, terminalPart } from '../../support/terminal.js';

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

  it('that is wrong ends with 12', async () => {
    const run = await runAtTerminal(user, list, [['Passphrase', `not that${enter}`]]);
    expect(run.status, run.screen).toBe(12);
    expect(run.screen).toContain('vault: error: ');
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

  it('is asked twice, again while the two differ, and then opens the backup', async () => {
    const to = join(user.folder, 'twice');
    const run = await runAtTerminal(user, push(to), [
      ['New passphrase', `correct horse${enter}`],
      ['once more', `correct house${enter}`],
      ['not the same', ''],
      ['New passphrase', `correct horse${enter}`],
      ['once more', `correct horse${enter}`],
      ['recovery code', 'n'],
    ]);
    expect(run.status, run.screen).toBe(0);
    expect(run.screen).toContain('What was found is kept in 1 place.');
    expect(run.screen).toContain('Before you wipe the disk, make sure of:');
    expect(run.screen).toContain('aka.ms/myrecoverykey');
    expect(run.screen).not.toContain('correct');
    const pull = ['pull', '--from', to];
    const pulled = await runAtTerminal(user, pull, [['Passphrase', `correct horse${enter}`]]);
    expect(pulled.status, pulled.screen).toBe(0);
    for (const key of exampleKeys) expect(pulled.screen).toContain(key);
  });

  it('is not asked for where this PC has a vault already: that one is used', async () => {
    const to = join(user.folder, 'second-place');
    const typing = [['Passphrase', `not that${enter}`]] as const;
    const run = await runAtTerminal(user, push(to), typing);
    expect(run.status, run.screen).toBe(12);
    expect(run.screen).not.toContain('New passphrase');
    expect(() => recordsIn(to)).toThrow('ENOENT');
  });

  it('and Ctrl-C ends with 130 with nothing stored', async () => {
    const fresh = newUser();
    const run = await runAtTerminal(fresh, push('./stopped'), [
      ['New passphrase', `correct horse${enter}`],
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
