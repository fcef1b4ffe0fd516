// Servers that answer too much, too little, in circles or not at all. Nothing of it is believed, kept
// in memory without bound, or waited for.
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createS3Kind } from '../../../src/targets/s3/kind.js';
import type { S3Page } from '../../../src/targets/s3/answers.js';
import type { S3Wire } from '../../../src/targets/s3/client.js';
import { s3Place } from '../../../src/targets/s3/place.js';
import { s3Target } from '../../../src/targets/s3/target.js';
import { maximumRecordBytes, type Target } from '../../../src/targets/target.js';
import { type Asked, type FakeS3, listing, startFakeS3 } from '../../support/fake-s3.js';
import { asSealed, sealedSample } from '../../support/sealed.js';
import { expectTargetError, namesIn, rejection } from '../../support/target-assertions.js';
import { never } from '../../support/signal.js';

const sample = sealedSample({ sizeBytes: 700, seed: 'the record' });
const secrets = { accessKeyId: 'AKHOSTILE', secretAccessKey: 'kept-from-the-server' };
const surroundings = {
  environment: {
    AWS_ACCESS_KEY_ID: secrets.accessKeyId,
    AWS_SECRET_ACCESS_KEY: secrets.secretAccessKey,
    AWS_SESSION_TOKEN: 'session-token-of-the-test',
  },
  homeFolder: '/nonexistent',
};
const kind = createS3Kind({ ...surroundings, timeoutMs: 400 });

let server: FakeS3;
let target: Target;
let answer: (asked: Asked, response: ServerResponse) => boolean | Promise<boolean>;

beforeEach(async () => {
  answer = () => false;
  server = await startFakeS3({ answer: (asked, response) => answer(asked, response) });
  target = kind.open({ endpoint: server.endpoint, bucket: 'any' });
});
afterEach(async () => {
  await target.close();
  await server.close();
});

/** Answers everything the same way. */
function always(status: number, body: string, headers: Record<string, string> = {}): void {
  answer = (_asked, response) => {
    response.writeHead(status, headers);
    response.end(body);
    return true;
  };
}

describe('a listing', () => {
  it('that leads back to where it was comes to an end', async () => {
    const pages = new Map([
      [null, listing([sample.name], 'two')],
      ['two', listing([], 'three')],
      ['three', listing([], 'two')],
    ]);
    answer = ({ query }, response) => {
      response.end(pages.get(query.get('continuation-token')));
      return true;
    };
    const found = await expectTargetError(namesIn(target), 'WRONG_TARGET');
    expect(found.message).toContain('does not end');
    expect(server.requests).toHaveLength(3);
  });

  it('that leads ever on comes to an end', async () => {
    let count = 0;
    const page = (): Promise<S3Page> => {
      count += 1;
      const nothing = { keys: [], stamps: [], answeredAtMs: null };
      return Promise.resolve({ ...nothing, next: `token ${count}` });
    };
    const place = s3Place({ bucket: 'any', endpoint: server.endpoint }, {});
    const wire = { page, close: () => undefined } as unknown as S3Wire;
    const leading = s3Target(() => Promise.resolve({ place, wire, source: 'a test', proxy: null }));
    await expectTargetError(namesIn(leading), 'WRONG_TARGET');
    expect(count).toBe(1_000);
    await leading.close();
  });

  it('that says it goes on, but not where, is not taken for whole', async () => {
    const cut = listing([sample.name], 'x').replace(/<Next.*<\/Next\w+>/, '');
    always(200, cut);
    await expectTargetError(namesIn(target), 'WRONG_TARGET');
    expect(server.requests).toHaveLength(1);
  });

  it('without end is left off', async () => {
    answer = async (_asked, response) => {
      const chunk = `<Contents><Key>${'k'.repeat(1_000)}</Key></Contents>`.repeat(1_000);
      response.write('<ListBucketResult><Name>any</Name>');
      while (!response.destroyed) {
        if (!response.write(chunk)) await drained(response);
      }
      return true;
    };
    await expectTargetError(namesIn(target), 'WRONG_TARGET');
  });

  it('of keys that are no names of records names none', async () => {
    const odd = ['', '/', '..', sample.name.toUpperCase(), `${sample.name}.tmp`, 'x'.repeat(5_000)];
    always(200, listing(odd));
    expect(await namesIn(target)).toEqual([]);
  });
});

it('names are asked for in a spelling that XML can hold, and read in it', async () => {
  const encodings: unknown[] = [];
  answer = ({ query }, response) => {
    encodings.push(query.get('encoding-type'));
    const spelt = sample.name.replaceAll('/', '%2F').replaceAll('-', '%2d');
    const keys = [`vault+1%26/${spelt}`, '%zz', '%C3'];
    const encoded = listing(keys).replace('<Name>', '<EncodingType>url</EncodingType><Name>');
    response.end(encoded);
    return true;
  };
  const options = { endpoint: server.endpoint, bucket: 'any', prefix: 'vault 1&' };
  const prefixed = kind.open(options);
  expect(await namesIn(prefixed)).toEqual([sample.name]);
  expect(encodings).toEqual(['url']);
  await prefixed.close();
});

describe('a record', () => {
  it('larger than a record can be is not read to its end', async () => {
    let sentBytes = 0;
    answer = async (_asked, response) => {
      const chunk = Buffer.alloc(256 * 1024);
      while (!response.destroyed) {
        sentBytes += chunk.length;
        if (!response.write(chunk)) await drained(response);
      }
      return true;
    };
    await expectTargetError(target.get(sample.name, never), 'DAMAGED');
    expect(sentBytes).toBeLessThan(64 * maximumRecordBytes);
  });

  it('of the largest size is read', async () => {
    const largest = asSealed(new Uint8Array(maximumRecordBytes).fill(7));
    await target.put(largest.name, largest.record, never);
    expect(await target.get(largest.name, never)).toHaveLength(maximumRecordBytes);
  });

  it('cut off under way is not taken for whole', async () => {
    answer = (_asked, response) => {
      response.writeHead(200, { 'content-length': '700' });
      response.write('only this');
      setImmediate(() => response.destroy());
      return true;
    };
    await expectTargetError(target.get(sample.name, never), 'UNAVAILABLE');
  });

  it('that stops coming is not waited for', async () => {
    answer = (_asked, response) => {
      response.writeHead(200, { 'content-length': '700' });
      response.write('only this');
      return true;
    };
    await expectTargetError(target.get(sample.name, never), 'TIMEOUT');
    const controller = new AbortController();
    const reason = new Error('stopped by the test');
    const stopped = target.get(sample.name, controller.signal);
    setTimeout(() => {
      controller.abort(reason);
    }, 50);
    expect(await rejection(stopped)).toBe(reason);
  });
});

it('a server that answers a letter at a time is not waited for', async () => {
  const slow = createServer((socket) => {
    socket.write('HTTP/1.1 200 OK\r\nx-slow: ');
    const letters = setInterval(() => socket.write('a'), 50);
    socket
      .on('error', () => undefined)
      .on('close', () => {
        clearInterval(letters);
      });
  });
  await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve));
  const address = slow.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const dripping = kind.open({ endpoint: `http://127.0.0.1:${port}`, bucket: 'any' });
  await expectTargetError(namesIn(dripping), 'TIMEOUT');
  await dripping.close();
  slow.close();
});

it('a server that does not speak HTTP is told from one that does not answer', async () => {
  const other = createServer((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'));
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const wrong = kind.open({ endpoint: `http://127.0.0.1:${port}`, bucket: 'any' });
  await expectTargetError(wrong.identify(never), 'WRONG_TARGET');
  await wrong.close();
  other.close();
});

it('a request that failed is not made again: trying again is the affair of a wrapper', async () => {
  always(502, '');
  await expectTargetError(target.get(sample.name, never), 'UNAVAILABLE');
  expect(server.requests).toHaveLength(1);
});

it('asks for 32 records at once, no more, and without a warning', async () => {
  const warnings: string[] = [];
  const onWarning = ({ message }: Error): void => void warnings.push(message);
  process.on('warning', onWarning);
  const waiting: ServerResponse[] = [];
  let most = 0;
  let quiet = setTimeout(() => undefined, 0);
  answer = (_asked, response) => {
    most = Math.max(most, waiting.push(response));
    clearTimeout(quiet);
    // Answered once no more come: whoever waits for its turn comes after.
    quiet = setTimeout(() => {
      for (const one of waiting.splice(0)) one.end('bytes');
    }, 100);
    return true;
  };
  // A request's time runs while it waits for its turn.
  const patient = createS3Kind(surroundings).open({ endpoint: server.endpoint, bucket: 'any' });
  await Promise.all(Array.from({ length: 96 }, () => patient.get(sample.name, never)));
  await patient.close();
  await new Promise((resolve) => setImmediate(resolve));
  process.removeListener('warning', onWarning);
  expect(most).toBe(32);
  expect(warnings).toEqual([]);
});

async function drained(response: ServerResponse): Promise<void> {
  while (response.writableNeedDrain && !response.destroyed) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}
