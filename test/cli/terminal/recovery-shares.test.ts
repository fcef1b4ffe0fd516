// Shares of a recovery code, given back to the program: typed at a terminal, and in a file.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatShare, setName } from '../../../src/crypto/recovery-share.js';
import { divideCode } from '../../../src/crypto/secret-sharing.js';
import { directoryKind } from '../../../src/targets/directory/kind.js';
import { lowCostVault } from '../../support/low-cost-vault.js';
import { newUser } from '../../support/program.js';
import { realPart } from '../../support/real-parts.js';
import { smallContent } from '../../support/sample-content.js';
import { never } from '../../support/signal.js';
import { enter, runAtTerminal, terminalPart } from '../../support/terminal.js';

/** Ctrl-U: what was typed stands there until it is mended. */
const emptied = '\u0015';
const terminal = realPart(terminalPart);
const user = newUser();
const stick = join(user.folder, 'stick');
let printed: string[] = [];
let set = '';

beforeAll(async () => {
  const vault = await lowCostVault({ recovery: true });
  const { name, record } = await vault.seal(smallContent);
  const target = directoryKind.open(await directoryKind.initialise({ path: stick }, never));
  await target.put(name, record, never);
  const shares = await divideCode(vault.code, { threshold: 2, count: 3 });
  printed = shares.map(formatShare);
  set = shares.map(setName)[0] ?? '';
});
afterAll(() => {
  user.dispose();
});

describe('shares of a recovery code', () => {
  it.skipIf(terminal === null)('are asked for one by one until there are enough', async () => {
    const [one = '', , three = ''] = printed;
    const wrong = one.slice(0, 6) + (one.startsWith('00', 6) ? '11' : '00') + one.slice(8);
    const run = await runAtTerminal(
      user,
      ['recovery', 'check', '--from', stick],
      [
        ['a share of it', wrong + enter],
        ['look at group 2', emptied + one + enter],
        ['1 more opens', ''],
        ['Another share', one + enter],
        ['read already', emptied + three + enter],
      ],
      { rows: 24, columns: 80 },
    );
    expect(run.status, run.screen).toBe(0);
    expect(run.screen).toContain(`share 1 of 3, set ${set}`);
    expect(run.screen).toContain('The code is right.');
  });

  it('are read from a file in place of the code', async () => {
    const file = join(user.folder, 'shares.txt');
    writeFileSync(file, `Share 2 of 3:\n${printed[1] ?? ''}\nShare 1 of 3:\n${printed[0] ?? ''}\n`);
    const pull = ['pull', '--from', stick, '--recovery-code-file', file];
    expect(await user.run(pull)).toMatchObject({ status: 0 });
    writeFileSync(file, printed[1] ?? '');
    const run = await user.run(pull);
    expect(run.status).toBe(2);
    expect(run.stderr).toContain(`there is only 1 share of set ${set}; it takes 2`);
  });
});
