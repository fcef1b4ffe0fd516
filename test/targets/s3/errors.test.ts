// What answers of servers mean to the user: the error, and a hint that names what to change. The server
// is a fake one; what a real one answers is in s3-access.test.ts.
import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createS3Kind } from '../../../src/targets/s3/kind.js';
import type { Target, TargetErrorCode } from '../../../src/targets/target.js';
import { type Asked, type FakeS3, refuse, startFakeS3 } from '../../support/fake-s3.js';
import { sleepless } from '../../support/patience.js';
import { sealedSample } from '../../support/sealed.js';
import { expectTargetError, namesIn, rejection } from '../../support/target-assertions.js';
import { shownHint } from '../../support/shown-hint.js';
import { never } from '../../support/signal.js';

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
  patience: sleepless(),
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
    [400, error('SomethingNew'), 'DENIED', /lacks a part of S3/],
    [400, error('MalformedXML'), 'DENIED', /lacks a part of S3/],
    [501, error('NotImplemented'), 'WRONG_TARGET', /lacks a part of S3/],
    [511, '', 'WRONG_TARGET', /sign-in page/],
    [403, error('SecondLevelDomainForbidden'), 'WRONG_TARGET', /--no-path-style/],
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
    [400, error('&lt;script&gt; evil'), 'DENIED', /lacks a part of S3/],
  ];
  it.each(table)('$0 $1 of a listing is $2', async (status, body, code, hint) => {
    always(status, body);
    const identified = await expectTargetError(target.identify(never), code);
    expect(shownHint(identified)).toMatch(hint);
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

  it('says where it leads to', async () => {
    const leadTo = async (location: string): Promise<string> => {
      always(301, '<html><body>Moved<br></body></html>', { location, 'content-type': 'text/html' });
      const thrown = await expectTargetError(target.identify(never), 'WRONG_TARGET');
      return `${thrown.message} ${shownHint(thrown)}`;
    };
    expect(await leadTo('https://127.0.0.1/any')).toMatch(/redirects to https.*--endpoint https:/);
    expect(await leadTo('https://login.example/any')).toMatch(/another address/);
  });

  it('that is a page for people is said to be one', async () => {
    always(403, '<html><body>Blocked<br></body></html>', { 'content-type': 'text/html' });
    const { message } = await expectTargetError(target.identify(never), 'WRONG_TARGET');
    expect(message).toContain('web page');
  });

  it.each([
    [200, '<html><body>Sign in</body></html>'],
    [200, '<!doctype html><p>Sign in<br>'],
    [403, '<html><body>Blocked by policy</body></html>'],
    [403, '<!doctype html><p>Blocked<br>'],
    [407, '<html><body>Proxy</body></html>'],
    [511, '<html><body>Sign in</body></html>'],
  ])('that is a page of a firewall, %i %s, is none of the access key', async (status, body) => {
    always(status, body, { 'content-type': 'text/html; charset=utf-8' });
    const page = await expectTargetError(target.identify(never), 'WRONG_TARGET');
    expect(page.message).toContain('a web page answered');
    expect(kind.secret?.isRefused(page, '{"accessKeyId":"a","secretAccessKey":"b"}')).toBe(false);
    const environment = { AWS_ACCESS_KEY_ID: 'AK', AWS_SECRET_ACCESS_KEY: 'SK', HTTPS_PROXY: 'p' };
    const proxied = createS3Kind({ environment, homeFolder: '/nonexistent' });
    const behind = proxied.open({ endpoint: server.endpoint, bucket: 'any' });
    const told = await expectTargetError(behind.identify(never), 'WRONG_TARGET');
    expect(shownHint(told)).toContain('HTTPS_PROXY is set');
    await behind.close();
  });

  it('is told with the proxy that is set and not used', async () => {
    const environment = {
      AWS_ACCESS_KEY_ID: 'AK',
      AWS_SECRET_ACCESS_KEY: 'SK',
      https_proxy: 'http://p',
    };
    const behind = createS3Kind({ environment, homeFolder: '/nonexistent' });
    const alone = behind.open({ endpoint: 'http://127.0.0.1:1', bucket: 'any' });
    const refused = await expectTargetError(alone.identify(never), 'UNAVAILABLE');
    expect(shownHint(refused)).toContain('https_proxy is set');
    await alone.close();
  });

  it('names the region that the server names in a header', async () => {
    always(301, error('PermanentRedirect'), { 'x-amz-bucket-region': 'eu-south-2' });
    const { message } = await expectTargetError(target.identify(never), 'WRONG_TARGET');
    expect(message).toContain('eu-south-2');
  });

  it('is never quoted, nor is what was sent to it', async () => {
    answer = (asked, response) => {
      response.writeHead(403);
      const echo = `${asked.headers.authorization ?? ''} ${String(asked.headers['x-amz-security-token'])}`;
      response.end(error('AccessDenied', `<Message>${echo}</Message><Echo>${echo}</Echo>`));
      return true;
    };
    const shown = everythingIn(await rejection(target.identify(never)));
    expect(shown).toContain('AccessDenied');
    const unspoken = [...Object.values(secrets), 'session-token', 'Credential='];
    for (const secret of unspoken) expect(shown).not.toContain(secret);
  });
});

/** All that any logger could find in an error and its causes. */
function everythingIn(thrown: unknown): string {
  if (!(thrown instanceof Error)) return '';
  const own = Object.getOwnPropertyNames(thrown).map((name) => String(Reflect.get(thrown, name)));
  return `${own.join(' ')} ${everythingIn(thrown.cause)}`;
}
