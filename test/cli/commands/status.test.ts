// `vault status`, `vault check` and `vault drill` with the built program, on two folders.
import { cpSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directoryKind } from '../../../src/targets/directory/kind.js';
import { cheapPassphrase } from '../../support/cheap-stick.js';
import {
  exampleDisk,
  passphrase,
  passphraseFlags,
  recordsIn,
} from '../../support/example-stick.js';
import { parseFailure, parseOutput } from '../../support/json-output.js';
import { lowCostVault } from '../../support/low-cost-vault.js';
import { newUser } from '../../support/program.js';
import { realPart } from '../../support/real-parts.js';
import { smallContent } from '../../support/sample-content.js';
import { never } from '../../support/signal.js';
import { runAtTerminal, terminalPart, terminalSizes } from '../../support/terminal.js';

const user = newUser();
const [stick, nas] = [join(user.folder, 'stick'), join(user.folder, 'nas')] as const;
const from = ['--from', stick, '--from', nas];
let words: string[] = [];

/** Two PCs; the second place has not seen the newest backup of the first. */
beforeAll(async () => {
  words = passphraseFlags(user, cheapPassphrase);
  const vault = await lowCostVault({ recovery: false });
  const older = await vault.seal(smallContent);
  const machine = { ...smallContent.machine, tag: 'b'.repeat(16), name: 'BEN-PC' };
  const ben = await vault.seal({ ...smallContent, machine });
  const newer = await vault.seal({ ...smallContent, takenAt: '2026-11-23T08:00:00Z', sequence: 2 });
  const held: [string, (typeof older)[]][] = [
    [stick, [older, newer, ben]],
    [nas, [older, ben]],
  ];
  for (const [path, records] of held) {
    const target = directoryKind.open(await directoryKind.initialise({ path }, never));
    for (const { name, record } of records) await target.put(name, record, never);
  }
});
afterAll(() => {
  user.dispose();
});

/** A copy of the stick with one bit flipped in its first backup. */
function rottenCopy(name: string): string {
  const copy = join(user.folder, name);
  cpSync(stick, copy, { recursive: true });
  const [file = ''] = recordsIn(copy);
  const bytes = readFileSync(file);
  bytes.writeUInt8(bytes.readUInt8(300) ^ 1, 300);
  writeFileSync(file, bytes);
  return copy;
}

describe.concurrent('check', () => {
  it('reads all without the passphrase, and says what that is worth', async () => {
    const { status, stdout, stderr } = await user.run(['check', ...from]);
    expect(status).toBe(0);
    expect(stderr).not.toContain('vault:');
    expect(stdout).toContain('3 backups, no damage found');
    expect(stdout).toContain('2 backups, no damage found');
    expect(stdout).toContain('No damage found; authenticity not checked.');
  });

  it('opens each where a flag gives the passphrase', async () => {
    const { status, stdout } = await user.run(['check', ...from, ...words, '--json']);
    expect(status).toBe(0);
    expect(parseOutput('check', stdout)).toMatchObject({
      opened: true,
      targets: [
        { records: 3, good: 3 },
        { records: 2, good: 2 },
      ],
    });
  });

  it('finds one flipped bit, names the backup and ends with 21', async () => {
    const rotten = rottenCopy('rotten');
    const { status, stdout } = await user.run(['check', '--from', rotten, '--from', nas]);
    expect(status).toBe(21);
    expect(stdout).toContain('1 of 3 backups not good');
    expect(stdout).toMatch(/^ {6}[0-9a-f]{16}\/\d{8}T\d{6}Z-[0-9a-f]{32}\.vault$/m);
    expect(stdout).toContain('2 backups, no damage found');
    const json = await user.run(['check', '--from', rotten, '--json']);
    expect(parseOutput('check', json.stdout)).toMatchObject({
      targets: [{ good: 2, problems: [{ code: 'DAMAGED', count: 1 }] }],
    });
  });

  it('ends with 3 where one place is away, and with 11 where all are', async () => {
    const missing = ['--from', join(user.folder, 'missing')];
    expect((await user.run(['check', '--from', stick, ...missing])).status).toBe(3);
    const none = await user.run(['check', ...missing, '--json']);
    expect(none.status).toBe(11);
    expect(parseFailure(none.stdout).code).toBe('UNAVAILABLE');
  });
});

describe.concurrent('drill', () => {
  it('says what each place alone would give back, and that one lacks something', async () => {
    const { status, stdout } = await user.run(['drill', ...from, ...words]);
    expect(status).toBe(21);
    expect(stdout).toContain(`${stick}: everything comes back`);
    expect(stdout).toContain(`${nas}: not everything comes back`);
    expect(stdout).toContain('an older backup: there is one of 2026-11-23');
    expect(stdout).toContain(`If only this were left, something would be lost: ${nas}.`);
  });

  it('prints JSON without a product key, and needs the passphrase', async () => {
    const { status, stdout } = await user.run(['drill', '--from', stick, ...words, '--json']);
    expect(status).toBe(0);
    const { targets } = parseOutput('drill', stdout) as { targets: { pcs: object[] }[] };
    expect(targets).toMatchObject([{ whole: true, missing: [] }]);
    expect(targets[0]?.pcs).toHaveLength(2);
    expect((await user.run(['drill', '--from', stick])).status).toBe(15);
  });
});

describe.concurrent('status', () => {
  it('shows PCs and places with the passphrase', async () => {
    const { status, stdout } = await user.run(['status', ...from, ...words, '--json']);
    expect(status).toBe(0);
    const result = parseOutput('status', stdout) as {
      pcs: { name: string; cells: { state: string }[] }[];
    };
    expect(result.pcs.map(({ name, cells }) => [name, cells.map(({ state }) => state)])).toEqual([
      ['BEN-PC', ['fleeting', 'fleeting']],
      ['DESKTOP', ['fleeting', 'older']],
    ]);
  });

  it('names what nobody has opened without it', async () => {
    const other = newUser();
    const { status, stdout, stderr } = await other.run(['status', ...from]);
    other.dispose();
    expect(status).toBe(0);
    expect(stdout).toContain('2 PCs have backups there that nobody has opened here.');
    expect(stdout).not.toContain('DESKTOP');
    expect(stderr).toContain(`status --open ${from.join(' ')}`);
  });

  it('remembers what a push confirmed while the place is away', async () => {
    const own = newUser();
    const [one, two] = [join(own.folder, 'one'), join(own.folder, 'two')];
    const both = ['--from', one, '--from', two];
    const push = ['push', '--from', exampleDisk, '--to', one, '--to', two];
    expect((await own.run([...push, ...passphraseFlags(own, passphrase)])).status).toBe(0);
    renameSync(two, `${two}-in-a-drawer`);
    const { status, stdout } = await own.run(['status', ...both]);
    expect(status).toBe(3);
    expect(stdout).toContain('EXAMPLE-PC is safe in 2 places.');
    expect(stdout).toContain('away');
    renameSync(one, `${one}-too`);
    const none = await own.run(['status', ...both, '--json']);
    expect(none.status).toBe(11);
    expect(parseOutput('status', none.stdout)).toMatchObject({
      summary: 'EXAMPLE-PC is safe in 2 places.',
    });
    own.dispose();
  });
});

describe.skipIf(realPart(terminalPart) === null)('at a terminal', () => {
  it.each(terminalSizes)(
    'the status is a picture that fits into $columns columns',
    async (size) => {
      const run = await runAtTerminal(
        user,
        ['status', '--from', './stick', '--from', './nas', ...words],
        [],
        size,
      );
      expect(run.status, run.screen).toBe(0);
      for (const shown of [
        'BEN-PC',
        'DESKTOP',
        'on this PC',
        'older',
        'newest backup',
        'rehearsed',
      ])
        expect(run.screen).toContain(shown);
      for (const line of run.screen.split('\n'))
        expect(line.length).toBeLessThanOrEqual(size.columns);
    },
  );

  it('a check asks whether to open, and opens nothing where the answer is Enter', async () => {
    const run = await runAtTerminal(user, ['check', '--from', './stick'], [['Open each', '\r']]);
    expect(run.status, run.screen).toBe(0);
    expect(run.screen).toContain('authenticity not checked');
  });

  it('a check that may open asks for the passphrase then', async () => {
    const typing = [
      ['Open each', 'y'],
      ['Passphrase', `${cheapPassphrase}\r`],
    ] as const;
    const run = await runAtTerminal(user, ['check', '--from', './stick'], typing);
    expect(run.status, run.screen).toBe(0);
    expect(run.screen).toContain('every backup opens');
  });
});
