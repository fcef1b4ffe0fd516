// The program without a word, at a terminal.
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { cheapPassphrase, cheapStick } from '../../support/cheap-stick.js';
import { newUser } from '../../support/program.js';
import { realPart } from '../../support/real-parts.js';
import { smallContent } from '../../support/sample-content.js';
import {
  controlC,
  enter,
  runAtTerminal,
  terminalPart,
  terminalSizes,
} from '../../support/terminal.js';

const user = newUser();
afterAll(() => {
  user.dispose();
});

describe.skipIf(realPart(terminalPart) === null)('without a word, at a terminal', () => {
  it.each(terminalSizes)('the keys are got back in $columns columns', async (size) => {
    const stick = join(user.folder, `stick-${size.columns}`);
    await cheapStick(stick, smallContent);
    const { status, screen } = await runAtTerminal(
      user,
      [],
      [
        ['What shall be done?', `2${enter}`],
        ['In which folder', `${stick}${enter}`],
        ['Passphrase', `${cheapPassphrase}${enter}`],
      ],
      size,
    );
    expect(screen).toContain('1. Save the keys of this PC');
    expect(status, screen).toBe(0);
  });

  it('Ctrl-C ends it with 130', async () => {
    const { status, isRestored } = await runAtTerminal(user, [], [['What shall', controlC]]);
    expect({ status, isRestored }).toEqual({ status: 130, isRestored: true });
  });

  it('every command can be shown', async () => {
    const { status, screen } = await runAtTerminal(user, [], [['What shall', `5${enter}`]]);
    expect(status).toBe(0);
    expect(screen).toContain('Commands:');
  });
});
