// What is shown fits screens of 80, 60 and 40 columns; its colours are for terminals, and for those who
// ask for them.
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cheapPassphrase, cheapStick, exampleContent } from '../../support/cheap-stick.js';
import { exampleDisk, exampleKeys, passphraseFlags } from '../../support/example-stick.js';
import { newUser, programFile, startProcess } from '../../support/program.js';
import { realPart } from '../../support/real-parts.js';
import { type Typing, enter, runAtTerminal, terminalPart } from '../../support/terminal.js';

const terminal = realPart(terminalPart);
const user = newUser();
const stick = join(user.folder, 's');
beforeAll(async () => {
  await cheapStick(stick, await exampleContent());
});
afterAll(() => {
  user.dispose();
});

const pull = (): string[] => ['pull', '--from', stick, ...passphraseFlags(user, cheapPassphrase)];
/** What stands alone on a line may be longer: a path, or a line to be typed. */
const isWhole = (line: string): boolean =>
  !line.trim().includes(' ') || /^ *(?:vault|--\w+) /.test(line);

describe.skipIf(terminal === null)('a screen', () => {
  it.each([80, 60, 40])('of %i columns holds every line', async (columns) => {
    const size = { rows: 24, columns };
    const lines: string[] = [];
    const noKeys: Typing[] = [['Show the whole keys?', enter]];
    const runs: [string[], Typing[]][] = [
      [pull(), []],
      [['collect', '--from', exampleDisk], noKeys],
      [['push', '--help'], []],
      [['--help'], []],
      [['pull'], []],
    ];
    for (const [args, typing] of runs) {
      const { status, screen } = await runAtTerminal(user, args, typing, size);
      expect(status, screen).not.toBe(99);
      lines.push(...screen.split('\n'));
    }
    expect(lines.length).toBeGreaterThan(100);
    expect(lines.filter((line) => line.length > columns && !isWhole(line))).toEqual([]);
    const shown = lines.join('\n');
    for (const key of exampleKeys) expect(shown).toContain(key);
    expect(shown).toContain('vault push --to E:\\product-key-vault --generate-passphrase');
  });
});

describe('colours', () => {
  const run = async (more: Record<string, string>): Promise<string> => {
    const environment = { ...user.environment, ...more };
    const command = [process.execPath, programFile, 'pull'];
    return (await startProcess(command, { environment, cwd: user.folder, stdin: '' }).ended).stderr;
  };

  it('are not there where nobody sees them, and are where they are asked for', async () => {
    expect(await run({})).toMatch(/^vault: error: /);
    expect(await run({ FORCE_COLOR: '1' })).toContain('\u001b[31mvault: error:\u001b[39m ');
    expect(await run({ NO_COLOR: '1' })).toMatch(/^vault: error: /);
  });
});
