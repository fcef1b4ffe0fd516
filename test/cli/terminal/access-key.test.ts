// The access key of a bucket, typed at a terminal and kept in a real Secret Service: only once the server
// took it, and asked for again where the one that is kept is refused.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessService } from '../../../src/targets/stored-credential.js';
import { type FakeS3, refuse, startFakeS3 } from '../../support/fake-s3.js';
import { newUser } from '../../support/program.js';
import { realPart } from '../../support/real-parts.js';
import {
  type SecretService,
  secretServicePart,
  startSecretService,
} from '../../support/secret-service.js';
import { enter, runAtTerminal, terminalPart } from '../../support/terminal.js';

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

  const add = (name: string, id: string | null) => {
    const address = process.env['DBUS_SESSION_BUS_ADDRESS'] ?? '';
    const environment = { ...user.environment, DBUS_SESSION_BUS_ADDRESS: address };
    const flags = ['--endpoint', server.endpoint, '--credentials', 'credential-store'];
    const args = ['target', 'add', name, 's3://any/vault', ...flags];
    const typing = [
      ['Access key id', `${id ?? ''}${enter}`],
      ['Secret access key', `secret of ${id ?? ''}`.replaceAll(' ', '') + enter],
    ] as const;
    return runAtTerminal({ ...user, environment }, args, id === null ? [] : typing);
  };
  const kept = (): string[] =>
    service.accounts(accessService).map((account) => service.text(accessService, account));

  it('is not kept where the server refuses it, and asked for again', async () => {
    const mistyped = await add('one', 'AKWRONG');
    expect(mistyped.status, mistyped.screen).toBe(11);
    expect(mistyped.screen).toContain('does not know the access key');
    expect(kept()).toEqual([]);
    const right = await add('one', 'AKFIRST');
    expect(right.status, right.screen).toBe(0);
    expect(kept().join()).toContain('AKFIRST');
  });

  it('is not asked for where the one that is kept is taken', async () => {
    const again = await add('two', null);
    expect(again.status, again.screen).toBe(0);
    expect(again.screen).not.toContain('Access key id');
  });

  it('is asked for where the one that is kept is in force no more', async () => {
    inForce = 'AKROTATED';
    const rotated = await add('three', 'AKROTATED');
    expect(rotated.status, rotated.screen).toBe(0);
    expect(rotated.screen).toContain('was not taken');
    expect(kept().join()).toContain('AKROTATED');
    expect(kept().join()).not.toContain('AKFIRST');
  });
});
