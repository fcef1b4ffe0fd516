// `vault edit` and `vault remove-key`: by number, by the end of the key, and at a terminal with a slip at
// each question.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  exampleKeys,
  passphrase,
  passphraseFlags,
  pushExample,
  recordsIn,
  stickOf,
} from '../../support/example-stick.js';
import { parseFailure, parseOutput } from '../../support/json-output.js';
import { type Run, newUser } from '../../support/program.js';
import { realPart } from '../../support/real-parts.js';
import { enter, runAtTerminal, terminalPart, terminalSizes } from '../../support/terminal.js';

const terminal = realPart(terminalPart);
const user = newUser();
const stick = stickOf(user);
let flags: string[] = [];
beforeAll(async () => {
  flags = passphraseFlags(user);
  writeFileSync(join(user.folder, 'key.txt'), 'W269N-WFGWX-YVC9B-4J6C9-T83GX');
  expect((await pushExample(user)).status).toBe(0);
});
afterAll(() => {
  user.dispose();
});

const run = (command: string, ...more: string[]): Promise<Run> =>
  user.run([command, '--to', stick, '--json', ...flags, ...more]);
/** Clears the line: what the entry says already stands there. */
const clear = '\u0015';

interface Entry {
  readonly product: string;
  readonly note: string | null;
  readonly productKey: string | null;
}

async function entries(): Promise<Entry[]> {
  const pulled = await user.run(['pull', '--from', stick, '--json', ...flags]);
  const { records } = parseOutput('pull', pulled.stdout) as {
    records: { snapshot: { licences: Entry[] } }[];
  };
  return records[0]?.snapshot.licences ?? [];
}

describe('list', () => {
  it('numbers the entries of the newest backup, no key whole', async () => {
    const listed = await user.run(['list', '--from', stick, ...flags]);
    expect(listed.stdout).toMatch(/^ {4}1\. .*Windows 11 Pro.*3V66T$/m);
    expect(listed.stdout).toMatch(/^ {4}3\. .*GPDD4$/m);
    for (const key of exampleKeys) expect(listed.stdout).not.toContain(key);
  });
});

describe('without a terminal', () => {
  it('edit corrects the entry of a number, and keeps the rest', async () => {
    const edited = await run('edit', '--entry', '3', '--note', 'from the box', '--yes');
    expect(edited.status, edited.stderr).toBe(0);
    expect((parseOutput('add', edited.stdout) as { records: string[] }).records).toHaveLength(1);
    expect((await entries()).map(({ note }) => note)).toEqual([null, null, 'from the box']);
  });

  it.each([
    ['no entry', ['--note', 'x', '--yes'], 'which entry'],
    ['no yes', ['--entry', '1', '--note', 'x'], 'no terminal to ask'],
    ['nothing to correct', ['--entry', '1', '--yes'], 'what shall be corrected'],
    ['an entry that is not there', ['--entry', '9', '--note', 'x', '--yes'], 'no entry 9'],
    ['an end that no key has', ['--last-five', 'BBBBB', '--note', 'x', '--yes'], 'no entry'],
    ['no date', ['--entry', '1', '--date', '3.5.2021', '--yes'], 'no date'],
  ])('edit with %s ends with 2 and stores nothing', async (_, more, why) => {
    const before = recordsIn(stick);
    const edited = await run('edit', ...more);
    expect(edited.status).toBe(2);
    expect(parseFailure(edited.stdout).message).toContain(why);
    expect(recordsIn(stick)).toEqual(before);
  });
});

describe.skipIf(terminal === null)('at a terminal', () => {
  it.each(terminalSizes)('edit asks for each value, a wrong one again: %j', async (size) => {
    const typing = [
      ['Passphrase', `not that${enter}`],
      ['2 tries left', ''],
      ['Passphrase', passphrase + enter],
      ['Which entry', enter],
      ['key of?', enter],
      ['How was it sold', enter],
      ['bought?', `${clear}Shop${enter}`],
      ['order?', enter],
      ['2021-05-03', `${clear}3.5.2021${enter}`],
      ['Write it as', `${clear}2021-05-03${enter}`],
      ['remember?', `${clear}on paper${enter}`],
      ['like this?', 'y'],
    ] as const;
    const edited = await runAtTerminal(user, ['edit', '--to', stick], typing, size);
    expect(edited.status, edited.screen).toBe(0);
    const [first] = await entries();
    expect(first).toMatchObject({ note: 'on paper', seller: 'Shop', purchasedOn: '2021-05-03' });
  });

  it('remove-key with Enter at the yes changes nothing, with y it leaves the key out', async () => {
    const before = recordsIn(stick);
    const command = ['remove-key', '--to', stick];
    const choose = [
      ['Passphrase', passphrase + enter],
      ['Which entry', `3${enter}`],
    ] as const;
    const kept = await runAtTerminal(user, command, [...choose, ['from now on?', enter]]);
    expect(kept.status, kept.screen).toBe(130);
    expect(recordsIn(stick)).toEqual(before);
    const removed = await runAtTerminal(user, command, [...choose, ['from now on?', 'y']]);
    expect(removed.status, removed.screen).toBe(0);
    const left = (await entries()).map(({ productKey }) => productKey);
    expect(left).toEqual(exampleKeys.slice(0, 2));
    const again = await pushExample(user);
    expect(again.status, again.stderr).toBe(0);
    expect((await entries()).map(({ productKey }) => productKey)).toEqual(exampleKeys);
  });

  it('remove-key asks which PC where there are several', async () => {
    const added = await run('add', '--machine', 'Old laptop', '--key-file', 'key.txt');
    expect(added.status, added.stderr).toBe(0);
    const typing = [
      ['Passphrase', passphrase + enter],
      ['Which PC', `2${enter}`],
      ['Which entry', enter],
      ['from now on?', 'n'],
    ] as const;
    const removed = await runAtTerminal(user, ['remove-key', '--to', stick], typing);
    expect(removed.status, removed.screen).toBe(130);
    expect(removed.screen).toMatch(/Which PC\?\n│ {2}\d/);
    const unasked = await run('remove-key', '--entry', '1', '--yes');
    expect(unasked.status).toBe(2);
    expect(parseFailure(unasked.stdout).hint).toContain('--machine');
  });
});
