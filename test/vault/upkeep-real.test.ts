// The status, a sync and a check over a place as it is outside of tests: a bucket of Ceph, a Secret Service. What
// it lacks it gets where it has the room, what is damaged there is found and healed, and all of it is told truly.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { credentialStoreKind } from '../../src/targets/credential-store/kind.js';
import { backupService } from '../../src/targets/credential-store/marker.js';
import type { TargetKind } from '../../src/targets/target-kind.js';
import type { TargetAddress } from '../../src/vault/places/target-address.js';
import { type Ceph, cephPart, startCeph } from '../support/ceph.js';
import {
  type TestPlace,
  checkFrom,
  givenPassphrase,
  heldNames,
  named,
  pushFrom,
  statusOn,
  testPc,
  testPlace,
} from '../support/household.js';
import { annasPc } from '../support/household-samples.js';
import { realPart } from '../support/real-parts.js';
import { type Buckets, bucketsOf, kindFor } from '../support/s3-buckets.js';
import {
  type SecretService,
  secretServicePart,
  startSecretService,
} from '../support/secret-service.js';
import { never } from '../support/signal.js';
import { syncFrom } from '../support/upkeep.js';

const unlock = givenPassphrase();

/** The place as a run is given it, which sets it up. */
async function addressOf<Options extends object>(
  kind: TargetKind<Options>,
  options: Options,
): Promise<TargetAddress> {
  const made = await kind.initialise(options, never);
  return { name: 'real', folder: null, initialise: null, open: () => kind.open(made) };
}

/** What is expected of a place, and how its copies are spoilt. */
interface RealPlace {
  readonly address: TargetAddress;
  /** Writes other bytes under the name, as the medium might. */
  readonly spoil: (name: string, bytes: Uint8Array) => Promise<void> | void;
  readonly namesIn: () => Promise<readonly string[]>;
  readonly expected: {
    readonly synced: string;
    readonly records: number;
    /** The state of a PC whose newest backup is there. */
    readonly state: string;
  };
}

/** Backs a PC up, of whose three backups the place lacks the newest two. */
async function keptUp({ address, spoil, namesIn, expected }: RealPlace): Promise<void> {
  const [anna, stick] = [testPc(annasPc()), testPlace('stick')];
  const targets = [named(stick), address];
  await pushFrom(anna, [], { targets });
  const [first = ''] = heldNames(stick);
  expect(await namesIn()).toEqual([first]);
  for (let n = 0; n < 2; n += 1) await pushFrom(anna, [stick], { force: true });

  const cells = async (): Promise<string[][]> =>
    (await statusOn(anna, [], { targets, unlock })).pcs.map((pc) =>
      pc.cells.map(({ state }) => state),
    );
  expect(await cells()).toEqual([['safe', 'older']]);
  const synced = await syncFrom(anna, [], { targets });
  expect(synced.outcomes.map(({ state, error }) => [state, error])).toEqual([
    ['unchanged', null],
    [expected.synced, null],
  ]);
  expect(await namesIn()).toHaveLength(expected.records);
  expect(await cells()).toEqual([['safe', expected.state]]);

  await spoil(first, spoilt(stick, first));
  const goodIn = async (): Promise<number[][]> =>
    (await checkFrom([], { targets, unlock })).places.map(({ good, records }) => [good, records]);
  expect(await goodIn()).toEqual([
    [3, 3],
    [expected.records - 1, expected.records],
  ]);
  const healed = await syncFrom(anna, [], { targets });
  expect(healed.outcomes.map((outcome) => [outcome.healed, outcome.error])).toEqual([
    [0, null],
    [1, null],
  ]);
  expect(await goodIn()).toEqual([
    [3, 3],
    [expected.records, expected.records],
  ]);
}

function spoilt({ held }: TestPlace, name: string): Uint8Array {
  const bytes = [...held].find(([one]) => one === name)?.[1] ?? new Uint8Array();
  return bytes.map((byte, i) => (i === 200 ? byte ^ 1 : byte));
}

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

  it('is brought to hold all, is checked and healed', async () => {
    const address = await addressOf(kindFor(ceph.owner), {
      ...{ endpoint: ceph.endpoint, bucket: 'household', prefix: 'vault', pathStyle: true },
    });
    await keptUp({
      address,
      spoil: (name, bytes) => buckets.store('household', `vault/${name}`, bytes),
      namesIn: async () =>
        (await buckets.everything('household', 'vault/')).flatMap(
          (line) => /^vault\/(\S+\.vault) /.exec(line)?.[1] ?? [],
        ),
      // This server runs on the PC itself, and goes with it.
      expected: { synced: 'synced', records: 3, state: 'fleeting' },
    });
  }, 120_000);
});

describe.skipIf(realPart(secretServicePart) === null)('a Secret Service', () => {
  let service: SecretService;
  beforeAll(async () => {
    service = await startSecretService();
  });
  afterAll(() => {
    service.stop();
  });

  it('only gives, is checked and healed', async () => {
    await keptUp({
      address: await addressOf(credentialStoreKind, {}),
      spoil: (name, bytes) => {
        service.store(backupService, name, Buffer.from(bytes).toString('base64'));
      },
      namesIn: () =>
        Promise.resolve(
          service.accounts(backupService).filter((account) => account.endsWith('.vault')),
        ),
      expected: { synced: 'gives-only', records: 1, state: 'older' },
    });
  }, 120_000);
});
