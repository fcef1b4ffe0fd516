// `vault add`: a key typed at a terminal with a slip at each question, and one that is only a mask.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  passphrase,
  passphraseFlags,
  pushExample,
  recordsIn,
  stickOf,
} from '../../support/example-stick.js';
import { parseFailure, parseOutput } from '../../support/json-output.js';
import { newUser } from '../../support/program.js';
import { realPart } from '../../support/real-parts.js';
import { enter, runAtTerminal, terminalPart, terminalSizes } from '../../support/terminal.js';

const terminal = realPart(terminalPart);
const user = newUser();
const stick = stickOf(user);
let flags: string[] = [];
beforeAll(async () => {
  flags = passphraseFlags(user);
  expect((await pushExample(user)).status).toBe(0);
  writeFileSync(join(user.folder, 'mask.txt'), `${'XXXXX-'.repeat(4)}J4J7R\n`);
});
afterAll(() => {
  user.dispose();
});

interface Entry {
  readonly product: string;
  readonly lastFive: string | null;
  readonly productKey: string | null;
  readonly cautions: string[];
}

async function entries(): Promise<Entry[]> {
  const pulled = await user.run(['pull', '--from', stick, '--json', ...flags]);
  const { records } = parseOutput('pull', pulled.stdout) as {
    records: { snapshot: { licences: Entry[] } }[];
  };
  return records[0]?.snapshot.licences ?? [];
}

describe('a masked key', () => {
  const add = ['add', '--to', stick, '--key-file', 'mask.txt', '--json'];

  it('is refused, with what to do, and nothing is stored', async () => {
    const before = recordsIn(stick);
    const run = await user.run([...add, ...flags]);
    expect(run.status).toBe(2);
    const { code, hint } = parseFailure(run.stdout);
    expect(code).toBe('BAD_PRODUCT_KEY');
    expect(hint).toContain('--anyway');
    expect(recordsIn(stick)).toEqual(before);
  });

  it('is kept as its end with --anyway and a product, without one it is not', async () => {
    const bare = await user.run([...add, '--anyway', ...flags]);
    expect(bare.status).toBe(2);
    expect(parseFailure(bare.stdout).hint).toContain('--product');
    const run = await user.run([...add, '--anyway', '--product', 'Windows 10 Pro', ...flags]);
    expect(run.status, run.stderr).toBe(0);
    parseOutput('add', run.stdout);
    expect((await entries()).find(({ lastFive }) => lastFive === 'J4J7R')).toMatchObject({
      ...{ product: 'Windows 10 Pro', productKey: null, cautions: ['partial'] },
    });
  });
});

describe.skipIf(terminal === null)('at a terminal', () => {
  it('a mistyped key is asked for again on Enter; the likeliest reading stands first', async () => {
    const typing = [
      ['Product key', 'W269N-WFGWX-YVC9B-4J6C9-T83GX'.replace('9B', '98') + enter],
      ['one of these?', enter],
      ['Product key', enter],
      ['one of these?', `\u001b[B${enter}`],
      ['How was it', '\u0003'],
    ] as const;
    const before = recordsIn(stick);
    const run = await runAtTerminal(user, ['add', '--to', stick], typing);
    expect(run.status, run.screen).toBe(130);
    expect(run.screen).toMatch(/one of these\?\n│ {2}W269N-WFGWX-YVC9B-4J6C9-T83GX/);
    expect(recordsIn(stick)).toEqual(before);
  });

  it.each(terminalSizes)('each slip costs one line: %j', async (size) => {
    const key =
      size.columns === 80 ? 'W269N-WFGWX-YVC9B-4J6C9-T83GX' : 'MH37W-N47XK-V7XM9-C7227-GCQG9';
    const clear = '\u0015';
    const typing = [
      ['Product key', `${key.slice(0, 20)}${enter}`],
      ['has 17', ''],
      ['Product key', `${clear}XXXXX-XXXXX-XXXXX-XXXXX-${key.slice(-5)}${enter}`],
      ['Keep the end', enter],
      ['Product key', `${clear}${key}${enter}`],
      ['How was it', enter],
      ['Passphrase', `not that${enter}`],
      ['2 tries left', ''],
      ['Passphrase', passphrase + enter],
    ] as const;
    const run = await runAtTerminal(user, ['add', '--to', stick], typing, size);
    expect(run.status, run.screen).toBe(0);
    expect((await entries()).map(({ productKey }) => productKey)).toContain(key);
  });
});
