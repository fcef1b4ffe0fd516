// Looking is not writing: `pull`, `list`, `recovery check` and `target test --read-only` of the built
// program leave every kind of place as it is, not changed for a moment. Each is watched from outside: a
// folder by strace, a Secret Service by a listener on its bus, a bucket by the server's own log.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatRecoveryCode } from '../../src/crypto/recovery-code.js';
import type { Sealed } from '../../src/crypto/seal.js';
import { credentialStoreKind } from '../../src/targets/credential-store/kind.js';
import { directoryKind } from '../../src/targets/directory/kind.js';
import { type Ceph, cephPart, startCeph } from '../support/ceph.js';
import { cheapPassphrase, exampleContent } from '../support/cheap-stick.js';
import { exampleDisk, exampleKeys } from '../support/example-stick.js';
import { parseOutput } from '../support/json-output.js';
import { lowCostVault } from '../support/low-cost-vault.js';
import { type Run, type TestUser, newUser, programFile, startProcess } from '../support/program.js';
import { realPart } from '../support/real-parts.js';
import { bucketsOf, kindFor } from '../support/s3-buckets.js';
import {
  type SecretService,
  secretServicePart,
  startSecretService,
} from '../support/secret-service.js';
import { runTraced, stracePart } from '../support/strace.js';
import { never } from '../support/signal.js';

const strace = realPart(stracePart);
const secretServiceFound = realPart(secretServicePart);
const cephFound = realPart(cephPart);

const user: TestUser = newUser();
let record: Sealed;
beforeAll(async () => {
  const vault = await lowCostVault({ recovery: true });
  record = await vault.seal(await exampleContent());
  writeFileSync(join(user.folder, 'passphrase'), cheapPassphrase);
  writeFileSync(join(user.folder, 'code'), formatRecoveryCode(vault.code));
});
afterAll(() => {
  user.dispose();
});

/** What only looks, with the exit status that it ends with. */
const looks = ['pull', 'list', 'recovery check', 'target test --read-only'] as const;

function commandFor(look: (typeof looks)[number], place: string): string[] {
  const words = look.split(' ');
  if (look === 'target test --read-only') return [...words, place];
  const opener = look === 'recovery check' ? ['--recovery-code-file', 'code'] : passphrase;
  return [...words, '--from', place, ...opener];
}
const passphrase = ['--passphrase-file', 'passphrase'];

function runIn(environment: Record<string, string>, args: readonly string[]): Promise<Run> {
  const command = [process.execPath, programFile, ...args];
  return startProcess(command, { environment, cwd: user.folder, stdin: '' }).ended;
}

describe.skipIf(strace === null)('a folder that is looked at', () => {
  const stick = join(user.folder, 'stick');
  beforeAll(async () => {
    const target = directoryKind.open(await directoryKind.initialise({ path: stick }, never));
    await target.put(record.name, record.record, never);
  });

  it.each(looks)('has nothing written to it, nor anything else, by %s', async (look) => {
    const run = await runTraced(strace ?? '', user, commandFor(look, stick));
    expect(run.status, run.stderr).toBe(0);
    if (look === 'pull') for (const key of exampleKeys) expect(run.stdout).toContain(key);
    expect(run.opened).toBeGreaterThan(20);
    expect(run.changes).toEqual([]);
  });

  it('is written to by target test without --read-only, and the watch sees that', async () => {
    const run = await runTraced(strace ?? '', user, ['target', 'test', stick]);
    expect(run.status, run.stderr).toBe(0);
    expect(run.changes.join('\n')).toMatch(/O_CREAT/);
    expect(run.changes.join('\n')).toMatch(/unlink/);
  });

  it.each(looks)('is not made by %s where it is missing, nor set up where empty', async (look) => {
    const [missing, empty] = [join(user.folder, 'missing'), join(user.folder, 'empty')];
    mkdirSync(empty, { recursive: true });
    for (const place of [missing, empty]) {
      const run = await runTraced(strace ?? '', user, commandFor(look, place));
      expect(run.status, run.stderr).toBe(11);
      expect(run.changes).toEqual([]);
    }
    expect(existsSync(missing)).toBe(false);
  });
});

describe.skipIf(strace === null)('a dry run', () => {
  const disk = ['--from', exampleDisk];
  const words = ['--passphrase-file', 'passphrase'];
  beforeAll(() => {
    writeFileSync(join(user.folder, 'key.txt'), exampleKeys[0]);
    writeFileSync(join(user.folder, 'mail.txt'), `Your key: ${exampleKeys[2]}\n`);
    mkdirSync(join(user.folder, 'blank'), { recursive: true });
  });

  const commands: [name: string, args: string[]][] = [
    ['push', ['push', ...disk]],
    ['add', ['add', '--key-file', 'key.txt', '--machine', 'NEW-PC']],
    ['import', ['import', 'mail.txt', '--from-text', '--machine', 'NEW-PC']],
  ];
  it.each(commands)('of %s writes nothing anywhere, and says what it would', async (_, args) => {
    const to = ['--to', './blank', '--to', './missing'];
    const told = [...args, ...to, ...words, '--dry-run', '--json'];
    const run = await runTraced(strace ?? '', user, told);
    expect(run.status, run.stderr).toBe(0);
    const shape = args[0] === 'push' ? 'push' : args[0] === 'add' ? 'add' : 'import';
    const result = parseOutput(shape, run.stdout) as { targets: { state: string }[] };
    expect(result).toMatchObject({ dryRun: true });
    expect(result.targets.map(({ state }) => state)).toEqual(['would-store', 'would-store']);
    expect(run.stderr).toContain('nothing was stored');
    expect(run.opened).toBeGreaterThan(20);
    expect(run.changes).toEqual([]);
  });
});

describe.skipIf(secretServiceFound === null)('a Secret Service that is looked at', () => {
  let service: SecretService;
  let environment: Record<string, string>;
  beforeAll(async () => {
    service = await startSecretService();
    const address = process.env['DBUS_SESSION_BUS_ADDRESS'] ?? '';
    environment = { ...user.environment, DBUS_SESSION_BUS_ADDRESS: address };
    await credentialStoreKind.initialise({}, never);
    const target = credentialStoreKind.open({});
    await target.put(record.name, record.record, never);
    await target.close();
  });
  afterAll(() => {
    service.stop();
  });

  it('is seen unchanged by another client', async () => {
    const watch = await service.watchChanges();
    for (const look of looks) {
      const run = await runIn(environment, commandFor(look, 'credential-store'));
      expect(run.status, run.stderr).toBe(0);
      if (look === 'pull') for (const key of exampleKeys) expect(run.stdout).toContain(key);
    }
    expect(await watch.stop()).toEqual([]);
  });

  it('is written to by target test without --read-only, and the other client sees that', async () => {
    const watch = await service.watchChanges();
    const run = await runIn(environment, ['target', 'test', 'credential-store']);
    expect(run.status, run.stderr).toBe(0);
    expect((await watch.stop()).join('\n')).toContain('member=CreateItem');
  });

  it('is told as locked, never as empty, when it is', async () => {
    const locked = await startSecretService();
    try {
      const address = process.env['DBUS_SESSION_BUS_ADDRESS'] ?? '';
      const lockedUp = { ...user.environment, DBUS_SESSION_BUS_ADDRESS: address };
      await credentialStoreKind.initialise({}, never);
      locked.lock();
      for (const look of looks) {
        const run = await runIn(lockedUp, [...commandFor(look, 'credential-store'), '--json']);
        expect(run.status, run.stderr).toBe(11);
        expect(run.stdout).toContain('"code": "LOCKED"');
      }
    } finally {
      locked.stop();
    }
  });
});

describe.skipIf(cephFound === null)('a bucket that is looked at', () => {
  let ceph: Ceph;
  beforeAll(async () => {
    ceph = await startCeph();
  });
  afterAll(() => {
    ceph.stop();
  });

  it('asks for no more than get and list', async () => {
    const buckets = bucketsOf(ceph);
    await buckets.make('household');
    const reader = await ceph.addUser('reader');
    const actions = ['s3:GetObject'];
    await buckets.allow('household', { user: reader, prefix: 'vault', actions });
    const options = { endpoint: ceph.endpoint, bucket: 'household', prefix: 'vault' };
    const target = kindFor(ceph.owner).open(options);
    await target.put(record.name, record.record, never);
    await target.close();
    buckets.close();
    const environment = {
      ...user.environment,
      AWS_ACCESS_KEY_ID: reader.accessKeyId,
      AWS_SECRET_ACCESS_KEY: reader.secretAccessKey,
      AWS_ENDPOINT_URL: ceph.endpoint,
    };
    const mark = await ceph.requests();
    for (const look of looks) {
      const run = await runIn(environment, commandFor(look, 's3://household/vault'));
      expect(run.status, run.stderr).toBe(0);
      if (look === 'pull') for (const key of exampleKeys) expect(run.stdout).toContain(key);
    }
    const asked = (await ceph.requests()).slice(mark.length);
    expect(asked.length).toBeGreaterThan(7);
    expect(asked.filter(({ method }) => method !== 'GET')).toEqual([]);
    expect(asked.filter(({ status }) => status !== 200)).toEqual([]);

    // That a denied request would be seen:
    const tested = await runIn(environment, ['target', 'test', 's3://household/vault', '--json']);
    expect(tested.stdout).toContain('"code": "READ_ONLY"');
    const tried = (await ceph.requests()).slice(mark.length + asked.length);
    expect(tried.filter(({ status }) => status === 403).map(({ method }) => method)).toContain(
      'PUT',
    );
  });
});
