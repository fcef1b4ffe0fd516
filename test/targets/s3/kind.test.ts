// The kind s3 on a real server, Ceph's RADOS Gateway: the contract, and what only buckets have. What
// Ceph cannot be brought to do is in s3-hostile-server.test.ts.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createS3Kind } from '../../../src/targets/s3/kind.js';
import type { Target } from '../../../src/targets/target.js';
import { type Ceph, cephPart, startCeph } from '../../support/ceph.js';
import { realPart } from '../../support/real-parts.js';
import { type Buckets, bucketsOf, kindFor } from '../../support/s3-buckets.js';
import { firstTag, sealedSample } from '../../support/sealed.js';
import {
  expectHeld,
  expectTargetError,
  namesIn,
  putSample,
} from '../../support/target-assertions.js';
import { type ContractPlace, describeTargetContract } from '../contract.js';
import { never } from '../../support/signal.js';

const part = realPart(cephPart);
let ceph: Ceph;
let buckets: Buckets;

beforeAll(async () => {
  if (part === null) return;
  ceph = await startCeph();
  buckets = bucketsOf(ceph);
  await buckets.make('plain');
  await buckets.make('versioned', { versioned: true });
});

afterAll(() => {
  if (part === null) return;
  buckets.close();
  ceph.stop();
});

let places = 0;

function contractPlace(bucket: string): ContractPlace {
  places += 1;
  const prefix = `home ${places}/vault+ü%`;
  const options = { endpoint: ceph.endpoint, bucket, prefix };
  const open = (): Target => kindFor(ceph.owner).open(options);
  const foreign = sealedSample({ sizeBytes: 10, seed: 'foreign' }).name;
  const strays = [
    ...['', 'READ ME FIRST.txt', `${firstTag}/notes.txt`, `${foreign}.tmp`, `deeper/${foreign}`],
    ...['control \u0001', '%zz', 'a+b c'],
  ];
  return {
    target: open(),
    reopen: open,
    strays: async () => {
      for (const stray of strays) await buckets.store(bucket, `${prefix}/${stray}`);
      await buckets.store(bucket, `${prefix} 2/${foreign}`);
    },
    contents: () => buckets.everything(bucket, prefix),
    dispose: () => Promise.resolve(),
  };
}

const setup = (bucket: string) =>
  part === null ? null : { create: () => Promise.resolve(contractPlace(bucket)) };
describeTargetContract('a bucket', setup('plain'));
describeTargetContract('a bucket with versions', setup('versioned'));

describe.skipIf(part === null)('a bucket with versions', () => {
  const open = (prefix: string): Target =>
    kindFor(ceph.owner).open({ endpoint: ceph.endpoint, bucket: 'versioned', prefix });

  it('gets no second version of a record that it has', async () => {
    const target = open('once');
    const sample = await putSample(target, 'once');
    const before = await buckets.everything('versioned', 'once');
    expect(before).toHaveLength(1);
    await target.put(sample.name, sample.record, never);
    expect(await buckets.everything('versioned', 'once')).toEqual(before);
    await target.close();
  });

  it('keeps a version of what was removed, which is not listed or found', async () => {
    const target = open('removed');
    const sample = await putSample(target, 'removed');
    const before = await buckets.everything('versioned', 'removed');
    await target.remove(sample.name, never);
    expect(await buckets.everything('versioned', 'removed')).toEqual(
      expect.arrayContaining(before),
    );
    expect(await namesIn(target)).toEqual([]);
    await expectTargetError(target.get(sample.name, never), 'NOT_FOUND');
    await target.close();
  });
});

describe.skipIf(part === null)('a bucket', () => {
  it('with more records than one page holds is listed whole', async () => {
    const names = Array.from({ length: 1_001 }, (_, n) => {
      return sealedSample({ sizeBytes: 8, seed: `paged ${n}` }).name;
    });
    for (let at = 0; at < names.length; at += 40) {
      const some = names.slice(at, at + 40);
      await Promise.all(some.map((name) => buckets.store('plain', `paged/${name}`)));
    }
    const place = { endpoint: ceph.endpoint, bucket: 'plain', prefix: 'paged' };
    const target = kindFor(ceph.owner).open(place);
    expect(await namesIn(target)).toEqual([...names].sort());
    await target.close();
  });

  it('is told apart from its neighbours by the whole of its prefix', async () => {
    const open = (prefix?: string): Target => {
      const options = { endpoint: ceph.endpoint, bucket: 'plain' };
      return kindFor(ceph.owner).open(prefix === undefined ? options : { ...options, prefix });
    };
    const [one, two, all] = [open('near'), open('near by'), open()];
    const sample = await putSample(one, 'near');
    expect(await namesIn(one)).toEqual([sample.name]);
    expect(await namesIn(two)).toEqual([]);
    await expectTargetError(two.get(sample.name, never), 'NOT_FOUND');
    expect(await namesIn(all)).toEqual([]);
    await Promise.all([one.close(), two.close(), all.close()]);
  });

  it('is kept in the config with everything that the environment told', async () => {
    const environment = {
      AWS_ACCESS_KEY_ID: ceph.owner.accessKeyId,
      AWS_SECRET_ACCESS_KEY: ceph.owner.secretAccessKey,
      AWS_ENDPOINT_URL: ceph.endpoint,
    };
    const kind = createS3Kind({ environment, homeFolder: '/nonexistent' });
    const place = kind.parsePlace('s3://plain/kept');
    if (place === null) expect.fail('the place is not understood');
    const kept = await kind.initialise(place, never);
    expect(kept).toEqual({
      bucket: 'plain',
      prefix: 'kept',
      provider: 'generic',
      endpoint: ceph.endpoint,
      region: 'us-east-1',
      credentials: 'environment',
    });
    const { AWS_ENDPOINT_URL: _, ...later } = environment;
    const reopened = createS3Kind({ environment: later }).open(kind.parseOptions({ ...kept }));
    const sample = await putSample(reopened, 'kept');
    await expectHeld(kind.open(place), sample);
    await reopened.close();
    expect(await kind.initialise(place, never)).toEqual(kept);
  });

  it('is reached with an access key out of the credential store', async () => {
    const stored = new Map<string, string>();
    const kind = createS3Kind({
      environment: {},
      homeFolder: '/nonexistent',
      readSecret: (account) => Promise.resolve(stored.get(account) ?? null),
    });
    const options = kind.parseOptions({
      ...{ endpoint: ceph.endpoint, bucket: 'plain', prefix: 'by secret' },
      credentials: 'credential-store',
    });
    const account = (await kind.secret?.account(options)) ?? '';
    const { accessKeyId, secretAccessKey } = ceph.owner;
    stored.set(account, kind.secret?.encode([accessKeyId, secretAccessKey]) ?? '');
    const kept = await kind.initialise(options, never);
    expect(JSON.stringify(kept)).not.toContain(secretAccessKey);
    expect(await kind.secret?.account(kept)).toBe(account);
    const target = kind.open(kept);
    await expectHeld(target, await putSample(target, 'by secret'));
    await target.close();
  });
});
