// The kind s3 on a real server, Ceph's RADOS Gateway: the contract, and what only buckets have. What
// Ceph cannot be brought to do is in s3-hostile-server.test.ts.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Target } from '../../src/targets/target.js';
import { type Ceph, cephPart, startCeph } from '../support/ceph.js';
import { realPart } from '../support/real-parts.js';
import { type Buckets, bucketsOf, kindFor } from '../support/s3-buckets.js';
import { firstTag, sealedSample } from '../support/sealed.js';
import { expectHeld, namesIn, putSample } from '../support/target-assertions.js';
import { type ContractPlace, describeTargetContract } from './contract.js';

const part = realPart(cephPart);
const never = new AbortController().signal;
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

async function contractPlace(bucket: string): Promise<ContractPlace> {
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

const create = (bucket: string) => (part === null ? null : { create: () => contractPlace(bucket) });
describeTargetContract('a bucket', create('plain'));
describeTargetContract('a bucket with versions', create('versioned'));
void [describe, expect, it, expectHeld, namesIn, putSample, never];
