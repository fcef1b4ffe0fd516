// One bucket by two addresses is one place and one copy, whether it can be seen by how they are spelt or only
// by what lies there; two buckets of one name are two.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleDisk, passphraseFlags } from '../../support/example-stick.js';
import { type FakeS3, startFakeS3 } from '../../support/fake-s3.js';
import { type TestUser, newUser } from '../../support/program.js';

describe('a bucket in the config by two addresses', () => {
  const users: TestUser[] = [];
  let server: FakeS3;
  let otherName: FakeS3;
  let other: FakeS3;
  beforeAll(async () => {
    server = await startFakeS3();
    otherName = await startFakeS3({ addressOf: server });
    other = await startFakeS3();
  });
  afterAll(async () => {
    await Promise.all([server, otherName, other].map((one) => one.close()));
    for (const user of users) user.dispose();
  });

  /** A user with two places at these addresses. */
  function userOf(...endpoints: readonly string[]) {
    const user = newUser();
    users.push(user);
    mkdirSync(dirname(user.configFile), { recursive: true });
    const targets = endpoints.map((endpoint, i) => ({
      ...{ name: `bucket-${i + 1}`, kind: 's3', bucket: 'any', prefix: `of-${users.length}` },
      ...{ endpoint, credentials: 'environment', pathStyle: true },
    }));
    writeFileSync(user.configFile, JSON.stringify({ targets }));
    const unlock = passphraseFlags(user, 'correct horse battery staple');
    const key = { AWS_ACCESS_KEY_ID: 'AK', AWS_SECRET_ACCESS_KEY: 'SK' };
    const run = async (...args: readonly string[]) => {
      const environment = { ...user.environment, ...key };
      const { status, stdout, stderr } = await user.run([...args, '--json', ...unlock], {
        environment,
      });
      return { status, stderr, told: JSON.parse(stdout) as Told };
    };
    return {
      push: (...args: string[]) => run('push', '--from', exampleDisk, ...args),
      pull: () => run('pull'),
    };
  }

  interface Told {
    readonly targets?: readonly { readonly target: string; readonly state: string }[];
    readonly machines?: unknown;
  }

  it.each([
    ['spelt otherwise', (): string => `${server.endpoint.replace('127.0.0.1', 'localhost')}/`],
    ['another name of the server', (): string => otherName.endpoint],
  ])('counts once: %s', async (_what, second) => {
    const { push, pull } = userOf(server.endpoint, second());
    for (const more of [[], ['--force']]) {
      const { status, stderr, told } = await push(...more);
      expect(status, stderr).toBe(0);
      expect(told.targets?.map(({ target }) => target)).toEqual(['bucket-1']);
      expect(stderr).toContain('the same place as bucket-1');
    }
    const pulled = await pull();
    expect(pulled.stderr).toContain('the same place as bucket-1');
    expect(JSON.stringify(pulled.told)).not.toContain('"bucket-2"]');
  });

  it('counts twice where two servers have a bucket of one name', async () => {
    const { push } = userOf(server.endpoint, other.endpoint);
    for (const state of ['verified', 'unchanged']) {
      const { stderr, told } = await push();
      expect(
        told.targets?.map((one) => one.state),
        stderr,
      ).toEqual([state, state]);
      expect(stderr).not.toContain('same place');
    }
  });
});
