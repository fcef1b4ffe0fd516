// One push to a folder, a real Secret Service and a real Ceph at once, by the built program; then each
// of the three alone gives the keys back.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ceph, cephPart, startCeph } from '../support/ceph.js';
import { type Run, type TestUser, newUser, programFile, startProcess } from '../support/program.js';
import { projectRoot } from '../support/program.js';
import { realPart } from '../support/real-parts.js';
import { bucketsOf } from '../support/s3-buckets.js';
import {
  type SecretService,
  secretServicePart,
  startSecretService,
} from '../support/secret-service.js';

const parts = [realPart(cephPart), realPart(secretServicePart)];
const keys = [
  'VK7JG-NPHTM-C97JM-9MPGT-3V66T',
  'YTMG3-N6DKC-DKB77-7M9GH-8HVX7',
  'FJ82H-XT6CR-J8D7P-XQJJ2-GPDD4',
];

describe.skipIf(parts.includes(null))('a push to all three kinds of places', () => {
  let ceph: Ceph;
  let service: SecretService;
  let user: TestUser;
  let environment: Record<string, string>;

  beforeAll(async () => {
    ceph = await startCeph();
    service = await startSecretService();
    user = newUser();
    const buckets = bucketsOf(ceph);
    await buckets.make('household');
    buckets.close();
    environment = {
      ...user.environment,
      DBUS_SESSION_BUS_ADDRESS: process.env['DBUS_SESSION_BUS_ADDRESS'] ?? '',
      AWS_ACCESS_KEY_ID: ceph.owner.accessKeyId,
      AWS_SECRET_ACCESS_KEY: ceph.owner.secretAccessKey,
    };
    writeFileSync(join(user.folder, 'passphrase'), 'correct horse battery staple\n');
  }, 300_000);
  afterAll(() => {
    service.stop();
    ceph.stop();
    user.dispose();
  });

  const vault = (...args: readonly string[]): Promise<Run> => {
    const command = [process.execPath, programFile, ...args];
    return startProcess(command, { environment, cwd: user.folder, stdin: '' }).ended;
  };
  const example = ['--from', join(projectRoot, 'examples/windows-disk')];
  const passphrase = ['--passphrase-file', 'passphrase'];

  it('is verified in each, and each alone gives the keys back', async () => {
    const bucket = ['--endpoint', ceph.endpoint, '--provider', 'ceph', '--region', 'us-east-1'];
    const s3 = [...bucket, '--credentials', 'environment', '--path-style'];
    expect(await vault('target', 'add', 'stick', './stick')).toMatchObject({ status: 0 });
    expect(await vault('target', 'add', 'this-pc', 'credential-store')).toMatchObject({
      status: 0,
    });
    expect(await vault('target', 'add', 'bucket', 's3://household/vault', ...s3)).toMatchObject({
      status: 0,
    });

    const pushed = await vault('push', ...example, ...passphrase, '--json');
    expect(pushed.stderr).not.toContain('warning');
    expect(pushed.status).toBe(0);
    const result = JSON.parse(pushed.stdout) as { targets: { target: string; state: string }[] };
    expect(result.targets.map(({ target, state }) => [target, state])).toEqual([
      ['stick', 'verified'],
      ['this-pc', 'verified'],
      ['bucket', 'verified'],
    ]);

    for (const place of ['stick', 'this-pc', 'bucket']) {
      const pulled = await vault('pull', '--from', place, ...passphrase);
      expect(pulled.status, pulled.stderr).toBe(0);
      for (const key of keys) expect(pulled.stdout).toContain(key);
    }
  });

  it('leaves the newest two of a PC in the credential store and all elsewhere', async () => {
    for (let i = 0; i < 3; i += 1) {
      const pushed = await vault('push', ...example, ...passphrase, '--force');
      expect(pushed.status, pushed.stderr).toBe(0);
    }
    const count = async (place: string): Promise<number> => {
      const { stdout } = await vault('list', '--from', place, ...passphrase, '--json');
      return (JSON.parse(stdout) as { records: unknown[] }).records.length;
    };
    expect(await count('this-pc')).toBe(2);
    expect(await count('stick')).toBe(await count('bucket'));
    expect(await count('stick')).toBeGreaterThan(2);
  });
});
