// Two pushes of one user at the same time.
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  exampleDisk,
  passphraseFlags,
  pushExample,
  recordsIn,
  stickOf,
} from '../support/example-stick.js';
import { parseFailure, parseOutput } from '../support/json-output.js';
import { type Run, newUser } from '../support/program.js';
import { writeDisk } from '../support/written-disk.js';

const users = [newUser(), newUser()] as const;
afterAll(() => {
  for (const user of users) user.dispose();
});

describe('two pushes at once to the same new folder', () => {
  it('make one vault, in which nothing is lost', async () => {
    const [user] = users;
    const disk = writeDisk(join(user.folder, 'other-disk'));
    const stick = stickOf(user);
    const flags = ['--to', stick, ...passphraseFlags(user)];
    const runs = await Promise.all([
      pushExample(user, '--json'),
      user.run(['push', '--from', disk, ...flags, '--json']),
    ]);
    for (const { status, stdout } of runs) {
      expect(status).toBe(0);
      expect(parseOutput('push', stdout)).toMatchObject({ targets: [{ state: 'verified' }] });
    }
    expect(recordsIn(stick)).toHaveLength(2);
    const list = await user.run(['list', '--from', stick, ...passphraseFlags(user), '--json']);
    expect(list.status).toBe(0);
    const { records, warnings } = parseOutput('pull', list.stdout) as {
      records: { snapshot: { machine: { name: string } } }[];
      warnings: unknown[];
    };
    const names = records.map(({ snapshot }) => snapshot.machine.name).sort();
    expect({ names, warnings }).toEqual({ names: ['EXAMPLE-PC', 'OTHER-PC'], warnings: [] });
  });

  it('that each ask for a new passphrase give it to one and refuse the other', async () => {
    const [, user] = users;
    const args = ['push', '--from', exampleDisk, '--to', stickOf(user), '--generate-passphrase'];
    const runs = await Promise.all([user.run([...args, '--json']), user.run([...args, '--json'])]);
    const by = (status: number): Run[] => runs.filter((run) => run.status === status);
    expect([by(0).length, by(2).length]).toEqual([1, 1]);
    expect(parseFailure(by(2)[0]?.stdout ?? '').code).toBe('VAULT_EXISTS');
    expect(recordsIn(stickOf(user))).toHaveLength(1);
  });
});
