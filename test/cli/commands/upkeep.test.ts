// `vault sync`, `vault prune` and `vault forget` by the built program: two folders, a terminal, JSON, and a
// sync that is killed in the middle.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseRecordName } from '../../../src/record/name.js';
import { cheapPassphrase, cheapRow } from '../../support/cheap-stick.js';
import { passphraseFlags, recordsIn } from '../../support/example-stick.js';
import { parseFailure, parseOutput } from '../../support/json-output.js';
import { type Run, newUser } from '../../support/program.js';
import { realPart } from '../../support/real-parts.js';
import { sixKeyContent } from '../../support/sample-content.js';
import { sha256Hex } from '../../support/sealed.js';
import { runAtTerminal, terminalPart, terminalSizes } from '../../support/terminal.js';

const terminal = realPart(terminalPart);
const user = newUser();
const [a, b] = ['a', 'b'].map((name) => join(user.folder, name)) as [string, string];
let flags: string[] = [];
beforeAll(() => {
  flags = passphraseFlags(user, cheapPassphrase);
});
afterAll(() => {
  user.dispose();
});

const run = (command: string, ...more: string[]): Promise<Run> =>
  user.run([command, '--to', a, '--to', b, ...flags, ...more]);
const namesIn = (folder: string): string[] =>
  recordsIn(folder).map((path) => path.slice(folder.length + 1));
/** A place with so many backups of one PC, and another that holds the first of them. */
async function rowOf(count: number): Promise<void> {
  for (const folder of [a, b]) rmSync(folder, { recursive: true, force: true });
  rmSync(user.stateFile, { force: true });
  await cheapRow(sixKeyContent, { count, folders: [a, b], inAll: 1 });
}

describe('sync', () => {
  it('brings two folders together, heals, and each alone gives the keys back', async () => {
    await rowOf(4);
    const [first = ''] = recordsIn(b);
    const bytes = readFileSync(first);
    writeFileSync(first, bytes.fill(7, 100, 200));
    const dry = await run('sync', '--dry-run', '--json');
    expect(parseOutput('sync', dry.stdout)).toMatchObject({
      dryRun: true,
      records: 4,
      targets: [{ state: 'unchanged' }, { state: 'would-sync', stored: 3, healed: 1 }],
    });
    expect(recordsIn(b)).toHaveLength(1);
    const synced = await run('sync');
    expect(synced.status, synced.stderr).toBe(0);
    expect(synced.stderr).toContain('3 backups stored, 1 damaged copy healed, 0 there already');
    expect(namesIn(b)).toEqual(namesIn(a));
    const again = await run('sync', '--json');
    expect(parseOutput('sync', again.stdout)).toMatchObject({
      targets: [
        { state: 'unchanged', there: 4 },
        { state: 'unchanged', there: 4 },
      ],
      warnings: [],
    });
    for (const folder of [a, b]) {
      const { stdout } = await user.run(['pull', '--from', folder, ...flags]);
      for (const { productKey } of sixKeyContent.licences) expect(stdout).toContain(productKey);
    }
  });

  it('names a place that is not there, with 3, and needs one that is', async () => {
    await rowOf(2);
    const config = ['target', 'add', 'away', join(user.folder, 'away')];
    expect((await user.run(config)).status).toBe(0);
    rmSync(join(user.folder, 'away'), { recursive: true });
    const { status, stderr } = await user.run(['sync', '--to', 'away', '--to', a, ...flags]);
    expect(status, stderr).toBe(3);
    expect(stderr).toMatch(/failed {4}away/);
    expect((await user.run(['sync', '--to', 'away', ...flags])).status).toBe(11);
    expect((await user.run(['sync', '--to', a])).status).toBe(15);
  });

  it('killed in the middle leaves no half backup, and run again it finishes', async () => {
    const count = 60;
    await rowOf(count);
    const caught: number[] = [];
    for (const after of [2, 30]) {
      const { process: child, ended } = user.start(['sync', '--to', a, '--to', b, ...flags]);
      const watch = setInterval(() => {
        if (recordsIn(b).length >= after) child.kill('SIGKILL');
      }, 2);
      await ended;
      clearInterval(watch);
      for (const path of recordsIn(b)) {
        const name = path.slice(b.length + 1).replaceAll('\\', '/');
        expect(sha256Hex(readFileSync(path)).slice(0, 32)).toBe(parseRecordName(name)?.digest);
      }
      caught.push(recordsIn(b).length);
      expect(recordsIn(a)).toHaveLength(count);
    }
    expect(caught.some((stored) => stored < count)).toBe(true);
    const { status, stderr } = await run('sync');
    expect(status, stderr).toBe(0);
    expect(namesIn(b)).toEqual(namesIn(a));
  }, 180_000);
});

describe('prune', () => {
  it('asks for a yes where nobody can be asked, and does it with one', async () => {
    await rowOf(5);
    const unasked = await run('prune', '--keep', '2', '--json');
    expect(unasked.status).toBe(2);
    expect(parseFailure(unasked.stdout)).toMatchObject({ code: 'USAGE' });
    expect(recordsIn(a)).toHaveLength(5);
    const done = await run('prune', '--keep', '2', '--json', '--yes');
    expect(done.status, done.stderr).toBe(0);
    expect(parseOutput('prune', done.stdout)).toMatchObject({
      pcs: [{ places: [{ target: a, go: 3, stay: 2, needed: 0 }] }],
      targets: [{ state: 'removed' }, { state: 'unchanged' }],
    });
    expect(recordsIn(a)).toHaveLength(2);
  });

  it.each([['--keep=1'], ['--keep=two'], ['--yes']])('is refused with %j alone', async (keep) => {
    expect((await run('prune', keep, '--yes')).status).toBe(2);
  });

  it.skipIf(terminal === null)('shows what would go, and takes Enter for no', async () => {
    await rowOf(5);
    for (const size of terminalSizes) {
      const command = ['prune', '--keep', '3', '--to', a, ...flags];
      const typing = [['Remove these backups?', '\r']] as const;
      const { status, screen } = await runAtTerminal(user, command, typing, size);
      expect(status, screen).toBe(130);
      const words = screen.replaceAll(/\s+/g, ' ');
      expect(words).toContain('2 backups of 5 to go, 3 stay');
      expect(recordsIn(a)).toHaveLength(5);
    }
    const typing = [['Remove these backups?', 'y']] as const;
    const command = ['prune', '--keep', '3', '--to', a, ...flags];
    expect((await runAtTerminal(user, command, typing)).status).toBe(0);
    expect(recordsIn(a)).toHaveLength(3);
  });
});

describe('forget', () => {
  it('removes a PC by its name, and a sync brings nothing back from a folder that was away', async () => {
    await rowOf(3);
    const pc = sixKeyContent.machine.name ?? '';
    const away = await user.run(['forget', pc, '--to', a, ...flags, '--yes', '--json']);
    expect(away.status, away.stderr).toBe(0);
    const output = parseOutput('forget', away.stdout) as { pc: { licences: object[] } };
    expect(output.pc.licences).toHaveLength(6);
    for (const { productKey } of sixKeyContent.licences)
      expect(away.stdout + away.stderr).not.toContain(productKey);
    expect(recordsIn(a)).toEqual([]);
    const synced = await run('sync');
    expect(synced.stderr).toContain('of a PC that was forgotten here');
    expect(recordsIn(a)).toEqual([]);
    expect(recordsIn(b)).toHaveLength(1);
  });

  it.skipIf(terminal === null)('shows the keys with their ends, and asks', async () => {
    await rowOf(2);
    for (const size of terminalSizes) {
      const command = ['forget', sixKeyContent.machine.tag, '--to', a, ...flags];
      const typing = [['for good?', 'n']] as const;
      const { status, screen } = await runAtTerminal(user, command, typing, size);
      expect(status, screen).toBe(130);
      for (const { lastFive } of sixKeyContent.licences) expect(screen).toContain(lastFive);
      expect(recordsIn(a)).toHaveLength(2);
    }
  });

  it('needs a PC that is there', async () => {
    await rowOf(2);
    expect((await user.run(['forget', 'NOBODY', '--to', a, ...flags, '--yes'])).status).toBe(2);
    expect((await user.run(['forget', '--to', a, ...flags, '--yes'])).status).toBe(2);
  });
});
