// Servers that answer wrongly, too much, too little or not at all. Nothing is believed, lost, or
// waited for, and every message says what to change.
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createS3Kind } from '../../src/targets/s3.js';
import type { S3Page } from '../../src/targets/s3-answers.js';
import type { S3Wire } from '../../src/targets/s3-client.js';
import { s3Place } from '../../src/targets/s3-place.js';
import { s3Target } from '../../src/targets/s3-target.js';
import { maximumRecordBytes, type Target, type TargetErrorCode } from '../../src/targets/target.js';
import { type Asked, type FakeS3, listing, refuse, startFakeS3 } from '../support/fake-s3.js';
import { asSealed, sealedSample } from '../support/sealed.js';
import { expectTargetError, namesIn, rejection } from '../support/target-assertions.js';

const never = new AbortController().signal;
const sample = sealedSample({ sizeBytes: 700, seed: 'the record' });
const secrets = { accessKeyId: 'AKHOSTILE', secretAccessKey: 'kept-from-the-server' };
const kind = createS3Kind({
  environment: {
    AWS_ACCESS_KEY_ID: secrets.accessKeyId,
    AWS_SECRET_ACCESS_KEY: secrets.secretAccessKey,
    AWS_SESSION_TOKEN: 'session-token-of-the-test',
  },
  homeFolder: '/nonexistent',
  timeoutMs: 400,
});

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

function error(code: string, more = ''): string {
  return `<?xml version="1.0"?><Error><Code>${code}</Code><Message>m</Message>${more}</Error>`;
}

describe('an error of a server', () => {
  const region = '<Region>eu-central-1</Region>';
  const table: [number, string, TargetErrorCode, RegExp][] = [
    [301, error('PermanentRedirect'), 'WRONG_TARGET', /"region"/],
    [400, error('AuthorizationHeaderMalformed', region), 'WRONG_TARGET', /"eu-central-1"/],
    [400, error('IllegalLocationConstraintException'), 'WRONG_TARGET', /"region"/],
    [400, error('ExpiredToken'), 'DENIED', /session token/],
    [400, error('InvalidBucketName'), 'WRONG_TARGET', /"bucket"/],
    [400, error('SomethingNew'), 'DENIED', /s3:ListBucket/],
    [401, error('AccessDenied'), 'DENIED', /s3:ListBucket/],
    [403, error('RequestTimeTooSkewed'), 'DENIED', /date, time and time zone/],
    [403, error('InvalidObjectState'), 'DENIED', /lifecycle/],
    [403, '<html><body>Blocked by policy<br></body></html>', 'WRONG_TARGET', /proxy/],
    [404, error('NoSuchBucket'), 'WRONG_TARGET', /"bucket"/],
    [404, '<html><body>Not found<br></body></html>', 'WRONG_TARGET', /"endpoint"/],
    [404, '', 'WRONG_TARGET', /"endpoint"/],
    [302, '', 'WRONG_TARGET', /sign-in page/],
    [200, '<!doctype html><p>Please sign in<br>', 'WRONG_TARGET', /sign-in page/],
    [200, '', 'WRONG_TARGET', /"endpoint"/],
    [200, '{"ok":true}', 'WRONG_TARGET', /"endpoint"/],
    [200, '<ListBucketResult>', 'WRONG_TARGET', /"endpoint"/],
    [400, '{"error":"no"}', 'WRONG_TARGET', /"endpoint"/],
    [429, error('TooManyRequests'), 'UNAVAILABLE', /few minutes/],
    [500, error('InternalError'), 'UNAVAILABLE', /few minutes/],
    [502, '<html><body>Bad gateway<br></body></html>', 'UNAVAILABLE', /few minutes/],
    [503, error('SlowDown'), 'UNAVAILABLE', /few minutes/],
    [503, '', 'UNAVAILABLE', /few minutes/],
    [507, error('InsufficientStorage'), 'FULL', /quota/],
    [400, error('&lt;script&gt; evil'), 'DENIED', /s3:ListBucket/],
  ];
  it.each(table)('$0 $1 of a listing is $2', async (status, body, code, hint) => {
    always(status, body);
    const probed = await expectTargetError(target.probe(never), code);
    expect(probed.hint).toMatch(hint);
    await expectTargetError(namesIn(target), code);
  });

  const puts: [number, string, TargetErrorCode][] = [
    [403, 'AccessDenied', 'READ_ONLY'],
    [403, 'QuotaExceeded', 'FULL'],
    [409, 'ConditionalRequestConflict', 'UNAVAILABLE'],
    [409, 'OperationAborted', 'UNAVAILABLE'],
    [413, 'EntityTooLarge', 'TOO_LARGE'],
    [413, 'Whatever', 'TOO_LARGE'],
    [507, 'XMinioStorageFull', 'FULL'],
  ];
  it.each(puts)('%i %s of a put is %s', async (status, name, code) => {
    answer = ({ method }, response) => method === 'PUT' && refuse(response, status, name);
    await expectTargetError(target.put(sample.name, sample.record, never), code);
    expect(server.objects.size).toBe(0);
  });

  it('of a removal is none where the record is not there', async () => {
    answer = (_asked, response) => refuse(response, 404, 'NoSuchKey');
    await target.remove(sample.name, never);
  });

  it('names the region that the server names in a header', async () => {
    always(301, error('PermanentRedirect'), { 'x-amz-bucket-region': 'eu-south-2' });
    const { message } = await expectTargetError(target.probe(never), 'WRONG_TARGET');
    expect(message).toContain('eu-south-2');
  });

  it('is never quoted, nor is what was sent to it', async () => {
    answer = (asked, response) => {
      response.writeHead(403);
      const echo = `${asked.headers.authorization ?? ''} ${String(asked.headers['x-amz-security-token'])}`;
      response.end(error('AccessDenied', `<Message>${echo}</Message><Echo>${echo}</Echo>`));
      return true;
    };
    const shown = everythingIn(await rejection(target.probe(never)));
    expect(shown).toContain('AccessDenied');
    const unspoken = [...Object.values(secrets), 'session-token', 'Credential='];
    for (const secret of unspoken) expect(shown).not.toContain(secret);
  });
});

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
      return Promise.resolve({ keys: [], next: `token ${count}` });
    };
    const place = s3Place({ bucket: 'any', endpoint: server.endpoint }, {});
    const wire = { page, close: () => undefined } as unknown as S3Wire;
    const leading = s3Target(() => Promise.resolve({ place, wire, source: 'a test' }));
    await expectTargetError(namesIn(leading), 'WRONG_TARGET');
    expect(count).toBe(1_000);
    await leading.close();
  });

  it('that says it goes on, but not where, is not taken for whole', async () => {
    const cut = listing([sample.name], 'x').replace(/<Next.*<\/Next\w+>/, '');
    always(200, cut);
    await expectTargetError(namesIn(target), 'WRONG_TARGET');
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

it('a server that does not speak HTTP is told from one that does not answer', async () => {
  const other = createServer((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'));
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const wrong = kind.open({ endpoint: `http://127.0.0.1:${port}`, bucket: 'any' });
  await expectTargetError(wrong.probe(never), 'WRONG_TARGET');
  await wrong.close();
  other.close();
});

it('asks for 32 records at once, no more, and without a warning', async () => {
  const warnings: string[] = [];
  const onWarning = ({ message }: Error): void => void warnings.push(message);
  process.on('warning', onWarning);
  const waiting: ServerResponse[] = [];
  let most = 0;
  answer = (_asked, response) => {
    waiting.push(response);
    most = Math.max(most, waiting.length);
    const isRoundFull = waiting.length === 32;
    if (isRoundFull) for (const one of waiting.splice(0)) one.end('bytes');
    return true;
  };
  await Promise.all(Array.from({ length: 96 }, () => target.get(sample.name, never)));
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

/** All that any logger could find in an error and its causes. */
function everythingIn(thrown: unknown): string {
  if (!(thrown instanceof Error)) return '';
  const own = Object.getOwnPropertyNames(thrown).map((name) => String(Reflect.get(thrown, name)));
  return `${own.join(' ')} ${everythingIn(thrown.cause)}`;
}
