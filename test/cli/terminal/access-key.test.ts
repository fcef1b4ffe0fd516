// The access key of a bucket, typed at a terminal and kept in a real Secret Service: only once the server
// took it, and asked for again where the one that is kept is refused.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessService } from '../../../src/targets/stored-credential.js';
import { exampleDisk, exampleKeys, passphraseFlags } from '../../support/example-stick.js';
import { type FakeS3, refuse, startFakeS3 } from '../../support/fake-s3.js';
import { newUser } from '../../support/program.js';
import { realPart } from '../../support/real-parts.js';
import {
  type SecretService,
  secretServicePart,
  startSecretService,
} from '../../support/secret-service.js';
import {
  type Typing,
  controlC,
  enter,
  runAtTerminal,
  terminalPart,
} from '../../support/terminal.js';

const isThere = realPart(terminalPart) !== null && realPart(secretServicePart) !== null;

describe.skipIf(!isThere)('an access key that is typed', () => {
  const user = newUser();
  let service: SecretService;
  let server: FakeS3;
  /** The id that the server takes; it checks no signature. */
  let inForce = 'AKFIRST';

  beforeAll(async () => {
    service = await startSecretService();
    server = await startFakeS3({
      answer: ({ headers }, response) =>
        headers.authorization?.includes(`Credential=${inForce}/`) === true
          ? false
          : refuse(response, 403, 'InvalidAccessKeyId'),
    });
  });
  afterAll(async () => {
    await server.close();
    service.stop();
    user.dispose();
  });

  /** Runs the program and types these ids, each with a secret; null stops it at the question. */
  const vault = (args: readonly string[], ids: readonly (string | null)[]) => {
    const address = process.env['DBUS_SESSION_BUS_ADDRESS'] ?? '';
    const environment = { ...user.environment, DBUS_SESSION_BUS_ADDRESS: address };
    const typing = ids.flatMap((id): Typing[] =>
      id === null
        ? [['Access key id', controlC]]
        : [
            ['Access key id', id + enter],
            ['Secret access key', `secretof${id}${enter}`],
          ],
    );
    return runAtTerminal({ ...user, environment }, args, typing);
  };
  const add = (name: string, ids: readonly (string | null)[]) => {
    const flags = ['--endpoint', server.endpoint, '--credentials', 'credential-store'];
    return vault(['target', 'add', name, 's3://any/vault', ...flags], ids);
  };
  const kept = (): string[] =>
    service.accounts(accessService).map((account) => service.text(accessService, account));

  it('is not kept where the server refuses it, and asked for again', async () => {
    const mistyped = await add('one', ['AKWRONG', null]);
    expect(mistyped.status, mistyped.screen).toBe(130);
    expect(mistyped.screen).toContain('does not know the access key');
    expect(kept()).toEqual([]);
    const right = await add('one', ['AKWRONG', 'AKFIRST']);
    expect(right.status, right.screen).toBe(0);
    expect(kept().join()).toContain('AKFIRST');
  });

  it('is not asked for where the one that is kept is taken', async () => {
    const again = await add('two', []);
    expect(again.status, again.screen).toBe(0);
    expect(again.screen).not.toContain('Access key id');
  });

  it('is asked for where the one that is kept is in force no more', async () => {
    inForce = 'AKROTATED';
    const rotated = await add('three', ['AKROTATED']);
    expect(rotated.status, rotated.screen).toBe(0);
    expect(rotated.screen).toContain('was not taken');
    expect(kept().join()).toContain('AKROTATED');
    expect(kept().join()).not.toContain('AKFIRST');
  });

  it('is asked for by whatever looks at a place of the config, and kept then', async () => {
    inForce = 'AKAGAIN';
    const unlock = passphraseFlags(user, 'correct horse battery staple');
    const listed = await vault(['list', '--from', 'one', ...unlock], ['AKWRONG', 'AKAGAIN']);
    // Nothing was stored there: it was reached.
    expect(listed.status, listed.screen).toBe(10);
    expect(kept().join()).toContain('AKAGAIN');
    const again = await vault(['list', '--from', 'one', ...unlock], []);
    expect(again.screen).not.toContain('Access key id');
  });

  it('is asked for by a pull from a bucket that was typed, and kept nowhere', async () => {
    const unlock = passphraseFlags(user, 'correct horse battery staple');
    const [at, before] = [['--endpoint', server.endpoint, '--path-style'], kept().join()];
    const key = { AWS_ACCESS_KEY_ID: 'AKAGAIN', AWS_SECRET_ACCESS_KEY: 'any' };
    const pushed = await user.run(
      ['push', '--from', exampleDisk, '--to', 's3://any/typed', ...at, ...unlock],
      { environment: { ...user.environment, ...key } },
    );
    expect(pushed.status, pushed.stderr).toBe(0);
    const pulled = await vault(['pull', '--from', 's3://any/typed', ...at, ...unlock], ['AKAGAIN']);
    expect(pulled.status, pulled.screen).toBe(0);
    for (const productKey of exampleKeys) expect(pulled.screen).toContain(productKey);
    expect(kept().join()).toBe(before);
  });
});
