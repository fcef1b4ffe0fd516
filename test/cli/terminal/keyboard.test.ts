// What is typed while no question is open: not shown, no answer, and Ctrl-C stops at once.
import { existsSync, readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exampleDisk, passphraseFlags, recordsIn } from '../../support/example-stick.js';
import { type TestUser, newUser } from '../../support/program.js';
import { realPart } from '../../support/real-parts.js';
import {
  type Typing,
  controlC,
  enter,
  runAtTerminal,
  terminalPart,
} from '../../support/terminal.js';

const terminal = realPart(terminalPart);
let user: TestUser;
beforeEach(() => {
  user = newUser();
});
afterEach(() => {
  user.dispose();
});

const push = ['push', '--from', exampleDisk, '--to', './stick'];
const untilWords: readonly Typing[] = [
  ['for you?', enter],
  ['as you wrote', `<word>${enter}`],
  ['And word', `<word>${enter}`],
];

describe.skipIf(terminal === null)('what is typed while no question is open', () => {
  it('is neither shown nor an answer to a later one', async () => {
    const typing: Typing[] = [
      ...untilWords,
      ['Right.', `yyy typed ahead${enter}`],
      ['recovery code', 'n'],
      ['stored', `nnn typed behind${enter}`],
      ['Keep this place', 'n'],
    ];
    const run = await runAtTerminal(user, push, typing);
    expect(run.status, run.screen).toBe(0);
    expect(run.screen).not.toContain('typed');
    expect(run.screen).not.toContain('Your recovery code.');
    expect(run.isRestored).toBe(true);
  });

  it('and is Ctrl-C, which stops the command in good order', async () => {
    const run = await runAtTerminal(user, push, [...untilWords, ['Right.', controlC]]);
    expect(run.status, run.screen).toBe(130);
    expect(run.screen).toContain('vault: error: stopped');
    expect(run.isRestored).toBe(true);
    expect(existsSync(`${user.stateFile}.lock`)).toBe(false);
    const left = readdirSync(user.folder, { recursive: true, encoding: 'utf8' });
    expect(left.filter((name) => /\.(?:vault|tmp|lock)$/.test(name))).toEqual([]);
  });
});

describe.skipIf(terminal === null)('the terminal', () => {
  const own: Typing = ['for you?', 'n'];
  it.each<[string, number, string[], Typing[]]>([
    ['Ctrl-C at a question', 130, push, [own, ['New passphrase', controlC]]],
    ['the end of input', 130, push, [['for you?', '\u0004']]],
    ['an error', 2, ['push', '--from', './nothing', '--to', './stick'], []],
  ])('is as before after %s', async (_, status, args, typing) => {
    const run = await runAtTerminal(user, args, typing);
    expect(run.status, run.screen).toBe(status);
    expect(run.isRestored).toBe(true);
  });

  it('is lent to the command that gives the passphrase', async () => {
    const ask = ['--passphrase-command', 'printf "PIN: " >&2; read -r pin; printf %s "$pin"'];
    const typing: Typing[] = [
      ['PIN: ', `correct horse battery${enter}`],
      ['recovery code', 'n'],
      ['Keep this place', 'n'],
    ];
    const run = await runAtTerminal(user, [...push, ...ask], typing);
    expect(run.status, run.screen).toBe(0);
    const flags = passphraseFlags(user, 'correct horse battery');
    expect((await user.run(['list', '--from', './stick', ...flags])).status).toBe(0);
    expect(recordsIn(user.folder)).toHaveLength(1);
  });
});
