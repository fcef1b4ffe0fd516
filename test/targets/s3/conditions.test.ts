// A put under a name that must be new, on servers that honour the condition, do not know it, or ignore
// it. Ceph plays the first and, in buckets with versions, the last (s3.test.ts); the rest is a fake.
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createS3Kind } from '../../../src/targets/s3/kind.js';
import type { S3Options } from '../../../src/targets/s3/options.js';
import type { Target } from '../../../src/targets/target.js';
import { withVerification } from '../../../src/targets/verify.js';
import {
  type Conditions,
  type FakeS3,
  type FakeS3Setup,
  refuse,
  startFakeS3,
} from '../../support/fake-s3.js';
import { toLoopback } from '../../support/loopback.js';
import { sleepless } from '../../support/patience.js';
import { sealedSample } from '../../support/sealed.js';
import { expectHeld, expectTargetError, namesIn } from '../../support/target-assertions.js';
import { never } from '../../support/signal.js';

const sample = sealedSample({ sizeBytes: 700, seed: 'the record' });
const other = sealedSample({ sizeBytes: 700, seed: 'other bytes' });
const environment = { AWS_ACCESS_KEY_ID: 'AKANY', AWS_SECRET_ACCESS_KEY: 'any' };

let server: FakeS3;
let target: Target;

const r2Host = `${'0'.repeat(32)}.r2.cloudflarestorage.com`;

async function start(setup: FakeS3Setup, options: Partial<S3Options> = {}): Promise<void> {
  server = await startFakeS3(setup);
  const kind = createS3Kind({
    environment,
    homeFolder: '/nonexistent',
    lookup: toLoopback(),
    patience: sleepless(),
  });
  target = kind.open({ endpoint: server.endpoint, bucket: 'any', pathStyle: true, ...options });
}

/** The server under a name of Cloudflare's, whose word on conditions is believed. */
async function startAsR2(setup: FakeS3Setup): Promise<void> {
  await start(setup);
  await target.close();
  const { port } = new URL(server.endpoint);
  const kind = createS3Kind({
    environment,
    homeFolder: '/nonexistent',
    lookup: toLoopback(),
    patience: sleepless(),
  });
  target = kind.open({ endpoint: `http://${r2Host}:${port}`, bucket: 'any' });
}

it('tells how far the clock of a server is ahead, by the date of its answer', async () => {
  const aheadMs = 9 * 60_000;
  await start({
    answer: (_asked, response) => {
      response.setHeader('date', new Date(Date.now() + aheadMs).toUTCString());
      return false;
    },
  });
  expect(Math.abs(((await target.clockAheadMs(never)) ?? 0) - aheadMs)).toBeLessThan(60_000);
});

afterEach(async () => {
  await target.close();
  await server.close();
});

describe.each<Conditions>(['honoured', 'refused', 'ignored'])(
  'a server by which the condition is %s',
  (conditions) => {
    describe.each(['generic', 'aws', 'r2', 'b2', 'gcs'])('taken for %s', (provider) => {
      beforeEach(() => start({ conditions }, { provider }));

      it('stores a record once, and takes it again', async () => {
        await target.put(sample.name, sample.record, never);
        await target.put(sample.name, sample.record, never);
        await expectHeld(target, sample);
        expect(await namesIn(target)).toEqual([sample.name]);
      });

      it('keeps the first bytes under a name', async () => {
        await target.put(sample.name, sample.record, never);
        await expectTargetError(target.put(sample.name, other.record, never), 'CONFLICT');
        await expectHeld(target, sample);
      });

      it('leaves nothing behind when it is tried', async () => {
        await target.identify(never);
        await target.tryWriting(never);
        expect([...server.objects.keys()]).toEqual([]);
      });
    });
  },
);

describe('the condition itself', () => {
  it('is sent where it may be honoured, and left out where it is known not to be', async () => {
    const sent: Record<string, boolean> = {};
    for (const provider of ['generic', 'ceph', 'minio', 'b2', 'gcs']) {
      const answer: FakeS3Setup['answer'] = ({ method, headers }) => {
        if (method === 'PUT') sent[provider] = headers['if-none-match'] === '*';
        return false;
      };
      await start({ answer }, { provider });
      await target.put(sample.name, sample.record, never);
      await target.close();
      await server.close();
    }
    expect(sent).toEqual({ generic: true, ceph: true, minio: true, b2: false, gcs: false });
  });

  it('spares the look beforehand at a provider that honours it', async () => {
    await startAsR2({});
    await target.put(sample.name, sample.record, never);
    expect(server.requests).toEqual([`PUT ${sample.name}`, 'GET ?list']);
    await target.put(sample.name, sample.record, never);
    expect(server.requests.slice(2)).toEqual([`PUT ${sample.name}`, `GET ${sample.name}`]);
    await expectTargetError(target.put(sample.name, other.record, never), 'CONFLICT');
    await expectHeld(target, sample);
  });

  it.each([
    [501, 'NotImplemented'],
    [400, 'NotImplemented'],
    [400, 'InvalidArgument'],
    [405, 'MethodNotAllowed'],
  ])('is left out after an answer of %i %s', async (status, code) => {
    await start({
      answer: ({ method, headers }, response) =>
        method === 'PUT' && headers['if-none-match'] !== undefined
          ? refuse(response, status, code)
          : false,
    });
    await target.put(sample.name, sample.record, never);
    await expectHeld(target, sample);
  });

  it('is not left out after a denial, and nothing is stored', async () => {
    await start({
      answer: ({ method, headers }, response) =>
        method === 'PUT' && headers['if-none-match'] !== undefined
          ? refuse(response, 403, 'AccessDenied')
          : false,
    });
    await expectTargetError(target.put(sample.name, sample.record, never), 'READ_ONLY');
    expect(server.objects.size).toBe(0);
  });

  it('settles who was first when another PC stores between look and put', async () => {
    // Other bytes are not what the name says, and give way.
    for (const first of [sample, other]) {
      await start({
        answer: ({ method, key }) => {
          if (method === 'PUT') server.objects.set(key, Buffer.from(first.record));
          return false;
        },
      });
      await target.put(sample.name, sample.record, never);
      expect(server.objects.get(sample.name)).toEqual(Buffer.from(sample.record));
      await target.close();
      await server.close();
    }
  });

  it('leads to another attempt when the record that was there is gone again', async () => {
    await start({
      answer: ({ method }, response) =>
        method === 'PUT' ? refuse(response, 412, 'PreconditionFailed') : false,
    });
    await expectTargetError(target.put(sample.name, sample.record, never), 'UNAVAILABLE');
  });

  it('is not all there is: what another PC overwrote after an ignored one is found on reading back', async () => {
    await start({
      conditions: 'ignored',
      answer: ({ method, key }, response) => {
        if (method !== 'PUT') return false;
        server.objects.set(key, Buffer.from(other.record));
        response.end();
        return true;
      },
    });
    const verified = withVerification(target);
    await expectTargetError(verified.put(sample.name, sample.record, never), 'DAMAGED');
  });
});

it.each(['generic', 'aws', 'b2', 'minio'])(
  'a put at %s carries the digest of its bytes',
  async (provider) => {
    const digests: unknown[] = [];
    await start(
      {
        answer: ({ method, headers }) => {
          if (method === 'PUT') digests.push(headers['content-md5']);
          return false;
        },
      },
      { provider },
    );
    await target.put(sample.name, sample.record, never);
    expect(digests).toEqual([createHash('md5').update(sample.record).digest('base64')]);
  },
);

it('a put stores the bytes as they were when it was called', async () => {
  await start({});
  const handed = sealedSample({ sizeBytes: 700, seed: 'the record' });
  const put = target.put(handed.name, handed.record, never);
  handed.record.fill(0);
  await put;
  await expectHeld(target, sample);
});

describe('a server that denies with 401 what is not there', () => {
  const denied: FakeS3Setup = {
    answer: ({ method, key }, response) =>
      method === 'GET' && key !== '' && !server.objects.has(key)
        ? refuse(response, 401, 'Unauthorized')
        : false,
  };

  it('is believed only about what its listing does not rule out', async () => {
    await start(denied);
    await expectTargetError(target.get(sample.name, never), 'NOT_FOUND');
    await target.put(sample.name, sample.record, never);
    await expectHeld(target, sample);
  });

  it('that lists it all the same keeps it from whoever asks', async () => {
    await start({
      answer: ({ method, key }, response) =>
        method === 'GET' && key !== '' ? refuse(response, 401, 'Unauthorized') : false,
    });
    server.objects.set(sample.name, Buffer.from(sample.record));
    await expectTargetError(target.get(sample.name, never), 'DENIED');
  });
});

describe('finding out whether a bucket can be stored to', () => {
  const denyPartsAnd = (putStatus: number, putCode: string): FakeS3Setup => ({
    answer: ({ method, query }, response) => {
      if (method !== 'PUT') return false;
      if (query.has('uploadId')) return refuse(response, 403, 'AccessDenied');
      return refuse(response, putStatus, putCode);
    },
  });

  it('believes a denial only when a conditional put is denied as well', async () => {
    await start(denyPartsAnd(403, 'AccessDenied'));
    await expectTargetError(target.tryWriting(never), 'READ_ONLY');
    await target.close();
    await server.close();
    await start(denyPartsAnd(400, 'BadDigest'));
    await expect(target.tryWriting(never)).resolves.toBeUndefined();
  });

  it('takes a busy server for none that has answered', async () => {
    await start({
      answer: ({ method }, response) =>
        method === 'PUT' ? refuse(response, 503, 'SlowDown') : false,
    });
    await expectTargetError(target.tryWriting(never), 'UNAVAILABLE');
  });

  it.each([400, 404, 405, 501, 500])('takes an answer of %i for a yes', async (status) => {
    await start({
      answer: ({ method }, response) =>
        method === 'PUT' ? refuse(response, status, 'Whatever') : false,
    });
    await expect(target.tryWriting(never)).resolves.toBeUndefined();
  });

  // Some servers say 401 where S3 says 403: whoever may not do it gets no other answer for it.
  it('takes an answer of 401 for a denial', async () => {
    await start({
      answer: ({ method }, response) =>
        method === 'PUT' ? refuse(response, 401, 'Unauthorized') : false,
    });
    await expectTargetError(target.tryWriting(never), 'READ_ONLY');
  });

  it('tries with a put that no server stores', async () => {
    const digests: unknown[] = [];
    await start({
      answer: ({ method, headers }, response) => {
        if (method !== 'PUT') return false;
        digests.push(headers['content-md5'], headers['if-none-match']);
        return refuse(response, 403, 'AccessDenied');
      },
    });
    await expectTargetError(target.tryWriting(never), 'READ_ONLY');
    const wrong = 'AAAAAAAAAAAAAAAAAAAAAA==';
    expect(digests).toEqual([wrong, undefined, wrong, '*']);
  });
});
