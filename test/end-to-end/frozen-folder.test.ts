// The built program with a folder that answers no more: it ends, the other places have their backups, and
// the lock is free.
import { existsSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exampleDisk } from '../support/example-stick.js';
import { type FrozenFolder, frozenFolders } from '../support/frozen-folder.js';
import { parseOutput } from '../support/json-output.js';
import { type Run, type TestUser, newUser } from '../support/program.js';
import { realPart } from '../support/real-parts.js';

const frozen = realPart(frozenFolders);

describe.skipIf(frozen === null)('a folder that answers no more', () => {
  let user: TestUser;
  let mount: FrozenFolder;
  let places: readonly string[];
  beforeEach(async () => {
    user = newUser();
    mount = await (frozen?.() ?? Promise.reject(new Error('no mount')));
    places = [join(user.folder, 'a'), join(mount.path, 'vault'), join(user.folder, 'c')];
    writeFileSync(join(user.folder, 'passphrase'), 'correct horse battery staple\n');
    expect((await push(...places)).status).toBe(0);
  });
  afterEach(async () => {
    await mount.dispose();
    user.dispose();
  });

  const flags = ['--passphrase-file', 'passphrase', '--json'];
  const argumentsOf = (...to: readonly string[]): string[] => {
    return [
      'push',
      '--force',
      '--from',
      exampleDisk,
      ...flags,
      ...to.flatMap((one) => ['--to', one]),
    ];
  };
  const push = (...to: readonly string[]): Promise<Run> => user.run(argumentsOf(...to));
  const lockIsFree = (): boolean =>
    readdirSync(dirname(user.stateFile)).every((name) => name === 'state.json');

  it('fails alone among three', async () => {
    mount.freeze();
    const run = await push(...places);
    expect(run.status).toBe(3);
    const { targets } = parseOutput('push', run.stdout) as { targets: { state: string }[] };
    expect(targets.map(({ state }) => state)).toEqual(['verified', 'failed', 'verified']);
    expect(run.stdout).toContain('did not answer within 20 s');
    expect(run.stderr).toContain(`Still waiting for ${places[1] ?? ''}`);
    expect(lockIsFree()).toBe(true);
  });

  it('keeps no push with an absent stick from ending, though it is none of its places', async () => {
    const [stick = '', , other = ''] = places;
    expect((await user.run(['target', 'add', 'stick', stick])).status).toBe(0);
    renameSync(stick, join(user.folder, 'pulled'));
    mount.freeze();
    const run = await push('stick', other);
    expect(run.status).toBe(3);
    expect(run.stdout).toContain('is not there');
  });

  it('holds no other source: what hangs is named, and the keys of the others are found', async () => {
    mount.freeze();
    const sources = ['--from', mount.path, '--from', exampleDisk];
    const run = await user.run(['collect', ...sources, '--json']);
    expect(run.status).toBe(3);
    expect(run.stdout).toContain('3V66T');
    expect(run.stdout).toContain(`${mount.path} did not answer within 20 s`);
  });

  it.skipIf(process.platform === 'win32')('as a source lets the program end at once', async () => {
    mount.freeze();
    const running = user.start(['collect', '--from', mount.path]);
    await sleep(2_500);
    running.process.kill('SIGINT');
    expect((await running.ended).status).toBe(130);
  });

  it.skipIf(process.platform === 'win32').each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'lets the program end at the first %s',
    async (signal) => {
      mount.freeze();
      const running = user.start(argumentsOf(...places));
      while (!existsSync(join(dirname(user.stateFile), 'state.json.lock'))) await sleep(20);
      running.process.kill(signal);
      const { status } = await running.ended;
      // Whose terminal is gone ends by the signal that tells of it.
      expect(status).toBe(signal === 'SIGHUP' ? null : 130);
      expect(lockIsFree()).toBe(true);
    },
  );
});
