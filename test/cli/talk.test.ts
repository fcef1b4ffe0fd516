// How much is said: with --quiet, with --verbose, and while a passphrase is turned into a key.
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  exampleDisk,
  passphrase,
  passphraseFlags,
  pushExample,
  stickOf,
} from '../support/example-stick.js';
import { newUser } from '../support/program.js';
import { realPart } from '../support/real-parts.js';
import { enter, runAtTerminal, terminalPart } from '../support/terminal.js';

const terminal = realPart(terminalPart);
const user = newUser();
afterAll(() => {
  user.dispose();
});

describe('a push that is told to be quiet', () => {
  it('says nothing but what must be known: the new passphrase', async () => {
    const to = join(user.folder, 'quiet');
    const args = ['push', '-q', '--from', exampleDisk, '--to', to, '--generate-passphrase'];
    const other = newUser();
    const { status, stdout, stderr } = await other.run(args);
    other.dispose();
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(stderr).toMatch(/^Your new passphrase\. .*\n\n {4}(?:[a-z-]+ ?){6}\n\n$/);
  });

  it('and otherwise nothing at all', async () => {
    expect(await pushExample(user, '--quiet')).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it('but why it failed', async () => {
    const { stderr } = await user.run([
      'pull',
      '-q',
      '--from',
      './absent',
      ...passphraseFlags(user),
    ]);
    expect(stderr).toContain('vault: error: ');
  });
});

describe('a pull that is told to be verbose', () => {
  it('says which place was asked, and how long each step took', async () => {
    const args = ['pull', '-v', '--from', stickOf(user), ...passphraseFlags(user)];
    const { status, stderr } = await user.run(args);
    expect(status).toBe(0);
    expect(stderr).toMatch(/stick: asked what it is: done \(\d+ ms\)/);
    expect(stderr).toMatch(/stick: read .*\.vault: done \(\d+ ms\)/);
    expect(stderr).toMatch(/the key was derived from the passphrase \(\d+ ms\)/);
  });
});

describe('a sign of life', () => {
  const pull = (): string[] => ['pull', '--from', stickOf(user)];
  const sign = 'Turning the passphrase into a key ...';

  it.skipIf(terminal === null)('is shown at a terminal while the key is derived', async () => {
    const typing = [['Passphrase', passphrase + enter]] as const;
    const { status, everything } = await runAtTerminal(user, pull(), typing);
    expect(status, everything).toBe(0);
    expect(everything).toContain(`${sign} |`);
  });

  it('is not written into a file', async () => {
    const { status, stderr } = await user.run([...pull(), ...passphraseFlags(user)]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});
