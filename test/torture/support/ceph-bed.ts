// A bucket of a real Ceph whose gateway is killed or stops answering at the n-th call of the target.
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { createS3Kind } from '../../../src/targets/s3/kind.js';
import type { Ceph } from '../../support/ceph.js';
import { sleepless } from '../../support/patience.js';
import {
  type BedKind,
  type Fault,
  type Step,
  addressOf,
  counterOf,
  flipped,
  stepped,
} from './faulty-place.js';

/** How long a gateway that was stopped is waited for. */
const frozenMs = 1_000;
let buckets = 0;

/** Buckets on this Ceph, one after the other. */
export const cephBeds = (ceph: Ceph): BedKind => ({
  kind: 'a bucket of Ceph',
  ways: ['killed', 'killed while it works', 'stopped'],
  make: async () => {
    const { endpoint, owner } = ceph;
    buckets += 1;
    const bucket = `down-${buckets}`;
    const objects = objectsOf(ceph, bucket);
    await objects.make();
    const environment = {
      AWS_ACCESS_KEY_ID: owner.accessKeyId,
      AWS_SECRET_ACCESS_KEY: owner.secretAccessKey,
    };
    const surroundings = { environment, homeFolder: '/nonexistent', patience: sleepless() };
    const options = {
      endpoint,
      bucket,
      provider: 'ceph',
      region: 'us-east-1',
      pathStyle: true,
    } as const;
    const up = async (): Promise<void> => {
      ceph.freeze(false);
      await ceph.revive();
    };
    const healthyKind = createS3Kind(surroundings);
    const hastyKind = createS3Kind({ ...surroundings, timeoutMs: frozenMs });
    let kept = new Map<string, Uint8Array>();
    return {
      healthy: addressOf(
        'bed',
        {
          ...healthyKind,
          open: (place) => stepped(healthyKind.open(place), (work) => up().then(work)),
        },
        { options },
      ),
      faulty: (fault) => {
        const { goesWrong, count } = counterOf(fault);
        const step = failing(ceph, fault, { goesWrong, up });
        const kind = {
          ...hastyKind,
          open: (place: typeof options) => stepped(hastyKind.open(place), step),
        };
        return { address: addressOf('bed', kind, { options }), count };
      },
      keep: async () => {
        await up();
        kept = await objects.all();
      },
      reset: async () => {
        await up();
        await objects.replace(kept);
      },
      damage: async (name) => {
        const bytes = (await objects.all()).get(name);
        if (bytes !== undefined) await objects.put(name, flipped(bytes));
      },
      dispose: async () => {
        objects.close();
        await up();
      },
    };
  },
});

/** What becomes of a call, by the fault. */
function failing(
  ceph: Ceph,
  { way, lasts }: Fault,
  { goesWrong, up }: { readonly goesWrong: () => boolean; readonly up: () => Promise<void> },
): Step {
  return async (work) => {
    if (!goesWrong()) {
      if (lasts === 'once') await up();
      return work();
    }
    if (way === 'stopped') ceph.freeze(true);
    if (way === 'killed') await ceph.crash();
    const working = work();
    // Some of its requests are under way by then.
    if (way === 'killed while it works') setTimeout(() => void ceph.crash(), 2);
    return working;
  };
}

/** The objects of the bucket, as its owner sees them. */
interface Objects {
  make(): Promise<void>;
  put(name: string, bytes: Uint8Array): Promise<void>;
  all(): Promise<Map<string, Uint8Array>>;
  /** Leaves these alone. */
  replace(wanted: ReadonlyMap<string, Uint8Array>): Promise<void>;
  close(): void;
}

function objectsOf({ endpoint, owner }: Ceph, bucket: string): Objects {
  const client = new S3Client({
    ...{ endpoint, region: 'us-east-1', forcePathStyle: true, credentials: owner },
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  const inBucket = { Bucket: bucket };
  const put = async (name: string, bytes: Uint8Array): Promise<void> => {
    await client.send(new PutObjectCommand({ ...inBucket, Key: name, Body: bytes }));
  };
  const all = async (): Promise<Map<string, Uint8Array>> => {
    const { Contents = [] } = await client.send(new ListObjectsV2Command(inBucket));
    const read = Contents.map(async ({ Key = '' }) => {
      const { Body } = await client.send(new GetObjectCommand({ ...inBucket, Key }));
      return [Key, (await Body?.transformToByteArray()) ?? new Uint8Array()] as const;
    });
    return new Map(await Promise.all(read));
  };
  return {
    ...{ put, all },
    make: async () => {
      await client.send(new CreateBucketCommand(inBucket));
    },
    replace: async (wanted) => {
      const there = await all();
      for (const name of there.keys())
        if (!wanted.has(name))
          await client.send(new DeleteObjectCommand({ ...inBucket, Key: name }));
      for (const [name, bytes] of wanted)
        if (Buffer.compare(there.get(name) ?? new Uint8Array(), bytes) !== 0)
          await put(name, bytes);
    },
    close: () => {
      client.destroy();
    },
  };
}
