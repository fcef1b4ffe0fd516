// A bucket whose n-th request is refused, answered by half, carried out but not answered, taken without being
// stored, or never answered.
import type { ServerResponse } from 'node:http';
import { createS3Kind } from '../../../src/targets/s3/kind.js';
import { type Asked, type FakeS3, refuse, startFakeS3 } from '../../support/fake-s3.js';
import { sleepless } from '../../support/patience.js';
import { noAnswer } from '../../support/failing-file-system.js';
import {
  type BedKind,
  type Fault,
  addressOf,
  counterOf,
  flipped,
  shortMs,
} from './faulty-place.js';

const refusals: Readonly<Record<string, string>> = {
  '400': 'InvalidRequest',
  '403': 'AccessDenied',
  '404': 'NoSuchBucket',
  '409': 'OperationAborted',
  '412': 'PreconditionFailed',
  '429': 'TooManyRequests',
  '500': 'InternalError',
  '501': 'NotImplemented',
  '503': 'SlowDown',
  '507': 'InsufficientStorage',
};

/** A bucket on a server of the test. */
export const bucketBeds: BedKind = {
  kind: 'a bucket',
  ways: [
    ...Object.keys(refusals),
    ...['cut off', 'half an answer', 'done, then cut off', 'not stored', 'no answer'],
  ],
  make: async () => {
    let fault: Fault | null = null;
    let counter = counterOf({ at: Infinity, way: '', lasts: 'once' });
    const server: FakeS3 = await startFakeS3({
      answer: (asked, response) =>
        counter.goesWrong() &&
        fault !== null &&
        goWrong(fault.way, { asked, response, server: () => server }),
    });
    const environment = { AWS_ACCESS_KEY_ID: 'AKANY', AWS_SECRET_ACCESS_KEY: 'any' };
    const patience = sleepless();
    const surroundings = { environment, homeFolder: '/nonexistent', patience };
    const options = { endpoint: server.endpoint, bucket: 'any' };
    const healthy = addressOf('bed', createS3Kind(surroundings), { options });
    const hasty = createS3Kind({ ...surroundings, timeoutMs: shortMs });
    // A call is several requests.
    const address = addressOf('bed', hasty, { options, limitMs: 4 * shortMs });
    let kept = new Map<string, Buffer>();
    return {
      healthy: {
        ...healthy,
        open: () => {
          fault = null;
          return healthy.open();
        },
      },
      faulty: (given) => {
        const own = counterOf(given);
        const open = () => {
          [fault, counter] = [given, own];
          return address.open();
        };
        return { address: { ...address, open }, count: own.count };
      },
      keep: () => {
        kept = new Map(server.objects);
      },
      reset: () => {
        server.objects.clear();
        for (const [key, bytes] of kept) server.objects.set(key, bytes);
      },
      damage: (name) => {
        const bytes = server.objects.get(name);
        if (bytes !== undefined) server.objects.set(name, Buffer.from(flipped(bytes)));
      },
      dispose: () => server.close(),
    };
  },
};

function goWrong(
  way: string,
  { asked, response, server }: { asked: Asked; response: ServerResponse; server: () => FakeS3 },
): boolean | Promise<boolean> {
  const code = refusals[way];
  if (code !== undefined) return refuse(response, Number(way), code);
  if (way === 'no answer') return noAnswer();
  if (way === 'cut off') return cut(response);
  if (way === 'not stored' && asked.method === 'PUT') {
    response.end();
    return true;
  }
  if (way === 'half an answer') return half(response, server().objects.get(asked.key));
  if (way !== 'done, then cut off') return false;
  // What the server then says reaches nobody.
  response.end = () => {
    response.destroy();
    return response;
  };
  return false;
}

function cut(response: ServerResponse): boolean {
  response.destroy();
  return true;
}

/** The heading promises all of it, and half comes. */
function half(
  response: ServerResponse,
  body: Buffer = Buffer.from('<?xml version="1.0"?><ListBucket'),
): boolean {
  response.writeHead(200, { 'content-length': body.length * 2 });
  response.write(body.subarray(0, body.length / 2));
  setImmediate(() => response.destroy());
  return true;
}
