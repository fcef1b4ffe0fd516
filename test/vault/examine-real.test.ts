// The places of a doctor as they are outside of tests: a bucket of Ceph, a Secret Service, a folder. Each keeps
// its contract, tells its clock, and holds afterwards what it held before.
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { credentialStoreKind } from '../../src/targets/credential-store/kind.js';
import { backupService } from '../../src/targets/credential-store/marker.js';
import { directoryKind } from '../../src/targets/directory/kind.js';
import type { Target } from '../../src/targets/target.js';
import { type ExaminedPlace, examine } from '../../src/vault/examine.js';
import { type Ceph, cephPart, startCeph } from '../support/ceph.js';
import { runOn, testPc } from '../support/household.js';
import { annasPc } from '../support/household-samples.js';
import { realPart } from '../support/real-parts.js';
import { type Buckets, bucketsOf, kindFor } from '../support/s3-buckets.js';
import {
  type SecretService,
  secretServicePart,
  startSecretService,
} from '../support/secret-service.js';
import { never } from '../support/signal.js';
import { eachInFolder } from '../support/temporary-folder.js';

async function examined(open: () => Target): Promise<ExaminedPlace | undefined> {
  const targets = [{ name: 'place', folder: null, initialise: null, open }];
  const run = { ...runOn(testPc(annasPc()), []), targets };
  return (await examine(run, { readOnly: false })).places[0];
}

const good = { error: null, contract: { faults: [], isPutOnly: false }, aheadAt: null };
const minute = 60_000;

let folder: string;
eachInFolder((made) => {
  folder = made;
});

it("a folder is as before, without an empty folder left, and its clock is this PC's", async () => {
  const path = join(folder, 'stick');
  mkdirSync(path);
  const options = await directoryKind.initialise({ path }, never);
  const before = readdirSync(path);
  const found = await examined(() => directoryKind.open(options));
  expect(found).toMatchObject(good);
  expect(Math.abs(found?.clockAheadMs ?? Infinity)).toBeLessThan(minute);
  expect(readdirSync(path)).toEqual(before);
});

describe.skipIf(realPart(cephPart) === null)('a bucket of Ceph', () => {
  let ceph: Ceph;
  let buckets: Buckets;
  beforeAll(async () => {
    ceph = await startCeph();
    buckets = bucketsOf(ceph);
    await buckets.make('household');
  }, 120_000);
  afterAll(() => {
    buckets.close();
    ceph.stop();
  });

  it('keeps its contract and tells its clock', async () => {
    const kind = kindFor(ceph.owner);
    const options = { endpoint: ceph.endpoint, bucket: 'household', prefix: 'vault' };
    const found = await examined(() => kind.open({ ...options, pathStyle: true }));
    expect(found).toMatchObject(good);
    expect(found?.clockAheadMs).not.toBeNull();
    expect(Math.abs(found?.clockAheadMs ?? Infinity)).toBeLessThan(minute);
    expect(await buckets.everything('household', '')).toEqual([]);
  });
});

describe.skipIf(realPart(secretServicePart) === null)('a Secret Service', () => {
  let service: SecretService;
  beforeAll(async () => {
    service = await startSecretService();
  });
  afterAll(() => {
    service.stop();
  });

  it('keeps its contract and has no clock of its own', async () => {
    await credentialStoreKind.initialise({}, never);
    const before = service.accounts(backupService);
    expect(await examined(() => credentialStoreKind.open({}))).toMatchObject({
      ...good,
      clockAheadMs: null,
    });
    expect(service.accounts(backupService)).toEqual(before);
  });
});
