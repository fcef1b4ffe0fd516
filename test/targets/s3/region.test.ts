// The region that a server names as the right one is the one that is signed for.
import { afterEach, describe, expect, it } from 'vitest';
import { createS3Kind } from '../../../src/targets/s3/kind.js';
import { movedTo, s3Place } from '../../../src/targets/s3/place.js';
import type { Target } from '../../../src/targets/target.js';
import { type FakeS3, startFakeS3 } from '../../support/fake-s3.js';
import { sealedSample } from '../../support/sealed.js';
import { never } from '../../support/signal.js';
import { expectHeld, expectTargetError } from '../../support/target-assertions.js';

const environment = { AWS_ACCESS_KEY_ID: 'AKANY', AWS_SECRET_ACCESS_KEY: 'any' };
const kind = createS3Kind({ environment, homeFolder: '/nonexistent' });

let server: FakeS3;
let target: Target | null = null;

afterEach(async () => {
  await target?.close();
  target = null;
  await server.close();
});

type Telling = (region: string) => { status: number; body: string; header?: string };

/** A server that takes signatures for one region only, and names it in its own way. */
async function startIn(region: () => string, telling: Telling): Promise<void> {
  server = await startFakeS3({
    answer: ({ headers }, response) => {
      const [, signed] =
        /Credential=[^/]*\/\d{8}\/([^/]*)\//.exec(headers.authorization ?? '') ?? [];
      const wanted = region();
      if (signed === wanted) return false;
      const { status, body, header } = telling(wanted);
      const more = header === undefined ? {} : { 'x-amz-bucket-region': header };
      response.writeHead(status, { 'content-type': 'application/xml', ...more });
      response.end(`<?xml version="1.0"?><Error>${body}</Error>`);
      return true;
    },
  });
}

const malformed = '<Code>AuthorizationHeaderMalformed</Code>';
const ways: [string, Telling][] = [
  ['a member of the error', (it) => ({ status: 400, body: `${malformed}<Region>${it}</Region>` })],
  [
    'the message of the error',
    (it) => ({ status: 400, body: `${malformed}<Message>wrong; expecting '${it}'</Message>` }),
  ],
  [
    'a header beside a redirect',
    (it) => ({ status: 301, body: '<Code>PermanentRedirect</Code>', header: it }),
  ],
];

describe.each(ways)('a region that is told by %s', (_way, telling) => {
  it('is used, and kept in the config', async () => {
    await startIn(() => 'garage', telling);
    const options = { endpoint: server.endpoint, bucket: 'any' };
    target = kind.open(options);
    const sample = sealedSample({ sizeBytes: 700, seed: 'the record' });
    await target.put(sample.name, sample.record, never);
    await expectHeld(target, sample);
    // Known by then: nothing is asked twice any more.
    const before = server.requests.length;
    await target.get(sample.name, never);
    expect(server.requests.length - before).toBe(1);
    expect(await kind.initialise(options, never)).toMatchObject({ region: 'garage' });
  });
});

describe('a server', () => {
  const [[, telling]] = ways as [[string, Telling]];

  it('that names ever other regions is not followed for ever', async () => {
    let count = 0;
    await startIn(() => `region-${(count += 1)}`, telling);
    target = kind.open({ endpoint: server.endpoint, bucket: 'any' });
    for (let i = 0; i < 5; i += 1) {
      const error = await expectTargetError(target.identify(never), 'WRONG_TARGET');
      expect(error.message).toContain('region');
    }
    expect(count).toBeLessThan(12);
  });

  it('that names what is no region is not followed at all', async () => {
    await startIn(() => '169.254.169.254/x', telling);
    target = kind.open({ endpoint: server.endpoint, bucket: 'any' });
    await expectTargetError(target.identify(never), 'WRONG_TARGET');
    expect(server.requests).toHaveLength(1);
  });
});

describe('the address', () => {
  it.each([
    [{}, 'https://s3.eu-west-3.amazonaws.com'],
    [{ provider: 'b2', region: 'us-west-004' } as const, 'https://s3.eu-west-3.backblazeb2.com'],
    [{ endpoint: 'https://nas.lan' }, 'https://nas.lan'],
    [{ endpoint: 'https://s3.dualstack.eu-north-1.amazonaws.com' }, null],
  ])('of %j moves with the region where it holds it', async (options, endpoint) => {
    server = await startFakeS3();
    const moved = movedTo(s3Place({ bucket: 'b-1', ...options }, {}), 'eu-west-3');
    expect(moved?.endpoint ?? null).toBe(endpoint);
  });
});
