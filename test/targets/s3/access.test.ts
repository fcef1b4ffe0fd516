// Who may do what in a bucket, on a real server: other people's access keys, access keys with few
// permissions, wrong ones, full buckets, missing ones.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Target } from '../../../src/targets/target.js';
import type { S3Options } from '../../../src/targets/s3/options.js';
import { type Ceph, cephPart, type CephUser, startCeph } from '../../support/ceph.js';
import { realPart } from '../../support/real-parts.js';
import { type Buckets, bucketsOf, kindFor } from '../../support/s3-buckets.js';
import { sealedSample } from '../../support/sealed.js';
import {
  expectHeld,
  expectTargetError,
  namesIn,
  putSample,
} from '../../support/target-assertions.js';
import { never } from '../../support/signal.js';

const part = realPart(cephPart);
const absent = sealedSample({ sizeBytes: 9, seed: 'absent' }).name;

describe.skipIf(part === null)('access to a bucket', () => {
  let ceph: Ceph;
  let buckets: Buckets;
  let opened: Target[];
  const open = (user: CephUser, options: Partial<S3Options> = {}): Target => {
    const place = { endpoint: ceph.endpoint, bucket: 'shared', prefix: 'vault', ...options };
    const target = kindFor(user).open(place);
    opened.push(target);
    return target;
  };

  beforeAll(async () => {
    ceph = await startCeph();
    buckets = bucketsOf(ceph);
    await buckets.make('shared');
  });
  afterAll(() => {
    buckets.close();
    ceph.stop();
  });
  beforeEach(() => {
    opened = [];
  });
  afterEach(async () => {
    for (const target of opened) await target.close();
  });

  it('is denied to another user, whatever is asked', async () => {
    const kept = await putSample(open(ceph.owner), 'not yours');
    const target = open(await ceph.addUser('nobody'));
    const { hint } = await expectTargetError(target.identify(never), 'DENIED');
    expect(hint).toContain('s3:ListBucket');
    expect(hint).toContain('AWS_ACCESS_KEY_ID');
    await expectTargetError(target.get(kept.name, never), 'DENIED');
    await expectTargetError(target.get(absent, never), 'DENIED');
    await expectTargetError(target.put(kept.name, kept.record, never), 'DENIED');
    await expectTargetError(target.remove(kept.name, never), 'DENIED');
    await expectTargetError(namesIn(target), 'DENIED');
  });

  it('suffices to put, get and list: nothing but remove needs more', async () => {
    const user = await ceph.addUser('pusher');
    const actions = ['s3:PutObject', 's3:GetObject'];
    await buckets.allow('shared', { user, prefix: 'pushed', actions });
    const target = open(user, { prefix: 'pushed' });
    const before = await buckets.everything('shared', 'pushed');
    await target.identify(never);
    await target.tryWriting(never);
    expect(await buckets.everything('shared', 'pushed')).toEqual(before);
    const sample = await putSample(target, 'few permissions');
    await target.put(sample.name, sample.record, never);
    await expectHeld(target, sample);
    expect(await namesIn(target)).toEqual([sample.name]);
    await expectTargetError(target.get(absent, never), 'NOT_FOUND');
    const other = sealedSample({ sizeBytes: 9, seed: 'other' });
    await expectTargetError(target.put(sample.name, other.record, never), 'CONFLICT');
    await expectHeld(target, sample);
    const { hint } = await expectTargetError(target.remove(sample.name, never), 'DENIED');
    expect(hint).toContain('s3:DeleteObject');
  });

  it('still gives backups back to a key that may only read, and says that it cannot store', async () => {
    const user = await ceph.addUser('reader');
    await buckets.allow('shared', { user, prefix: 'read', actions: ['s3:GetObject'] });
    const sample = await putSample(open(ceph.owner, { prefix: 'read' }), 'to be read');
    const target = open(user, { prefix: 'read' });
    const { placeId } = await target.identify(never);
    const writeProblem = await expectTargetError(target.tryWriting(never), 'READ_ONLY');
    expect(writeProblem.hint).toContain('s3:PutObject');
    expect(placeId).toContain('/shared/read/');
    await expectHeld(target, sample);
    const other = sealedSample({ sizeBytes: 9, seed: 'not stored' });
    await expectTargetError(target.put(other.name, other.record, never), 'READ_ONLY');
    const kind = kindFor(user);
    const options = { endpoint: ceph.endpoint, bucket: 'shared', prefix: 'read' };
    await expectTargetError(kind.initialise(options, never), 'READ_ONLY');
  });

  it('that allows to store and list only is told from a bucket that has nothing', async () => {
    const user = await ceph.addUser('writer');
    await buckets.allow('shared', { user, prefix: 'written', actions: ['s3:PutObject'] });
    const kept = await putSample(open(ceph.owner, { prefix: 'written' }), 'unreadable');
    const target = open(user, { prefix: 'written' });
    const { hint } = await expectTargetError(target.get(kept.name, never), 'DENIED');
    expect(hint).toContain('s3:GetObject');
    const other = sealedSample({ sizeBytes: 9, seed: 'would overwrite' });
    await expectTargetError(target.put(kept.name, other.record, never), 'DENIED');
    await expectTargetError(target.get(absent, never), 'NOT_FOUND');
    await expectHeld(open(ceph.owner, { prefix: 'written' }), kept);
  });

  it('is not had with a wrong access key, and the message tells which half is wrong', async () => {
    const wrongId = open({ ...ceph.owner, accessKeyId: 'AKNOBODY' });
    expect((await expectTargetError(wrongId.identify(never), 'DENIED')).message).toContain(
      'does not know the access key',
    );
    const wrongSecret = open({ ...ceph.owner, secretAccessKey: 'not-the-secret' });
    expect((await expectTargetError(wrongSecret.identify(never), 'DENIED')).message).toContain(
      'does not accept the secret access key',
    );
  });

  it('is not had with a clock that is off, and the message tells by how much', async () => {
    const now = Date.now();
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      for (const [offsetMs, words] of [
        [-40 * 60_000, '40 min behind'],
        [5 * 3_600_000, '5 h ahead of'],
      ] as const) {
        vi.setSystemTime(now + offsetMs);
        const error = await expectTargetError(open(ceph.owner).identify(never), 'DENIED');
        expect(error.message).toContain(words);
        expect(error.hint).toContain('time zone');
      }
    } finally {
      vi.useRealTimers();
    }
  });

  it('is not had where there is no such bucket', async () => {
    const target = open(ceph.owner, { bucket: 'never-made' });
    const sample = sealedSample({ sizeBytes: 9, seed: 'nowhere' });
    const calls = [
      () => target.identify(never),
      () => target.put(sample.name, sample.record, never),
      () => target.get(sample.name, never),
      () => target.remove(sample.name, never),
      () => namesIn(target),
    ];
    for (const call of calls) {
      const error = await expectTargetError(call(), 'WRONG_TARGET');
      expect(error.message).toContain('"never-made"');
    }
  });

  it('ends where the quota of the account ends', async () => {
    const user = await ceph.addUser('poor');
    await ceph.admin('quota', 'set', '--quota-scope=user', '--uid=poor', '--max-objects=1');
    await ceph.admin('quota', 'enable', '--quota-scope=user', '--uid=poor');
    const own = bucketsOf(ceph, user);
    await own.make('poor');
    own.close();
    const target = open(user, { bucket: 'poor' });
    const first = await putSample(target, 'fits');
    const second = sealedSample({ sizeBytes: 9, seed: 'does not fit' });
    await expectTargetError(target.put(second.name, second.record, never), 'FULL');
    expect(await namesIn(target)).toEqual([first.name]);
  });

  it('names no part of an access key in any message', async () => {
    const user = { ...ceph.owner, secretAccessKey: 'sEcReT-sEcReT-sEcReT' };
    const error = await expectTargetError(open(user).identify(never), 'DENIED');
    const everything = `${error.message} ${JSON.stringify(error.hint)} ${error.stack ?? ''} ${deep(error)}`;
    expect(everything).toContain('SignatureDoesNotMatch');
    for (const secret of [user.accessKeyId, user.secretAccessKey, 'Credential=']) {
      expect(everything).not.toContain(secret);
    }
  });
});

function deep(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const own = Object.getOwnPropertyNames(error).map((name) => String(Reflect.get(error, name)));
  return `${own.join(' ')} ${deep(error.cause)}`;
}
