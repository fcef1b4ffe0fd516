import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VaultError } from '../../../src/errors.js';
import { createS3Kind } from '../../../src/targets/s3/kind.js';
import type { S3Options } from '../../../src/targets/s3/options.js';

function thrown(action: () => unknown): VaultError {
  try {
    action();
  } catch (error) {
    if (error instanceof VaultError) return error;
    throw error;
  }
  return expect.fail('nothing was thrown');
}

const s3Kind = createS3Kind();

describe('a bucket as it is typed', () => {
  const understood: [string, S3Options][] = [
    ['s3://my-bucket', { bucket: 'my-bucket' }],
    ['s3://my-bucket/', { bucket: 'my-bucket' }],
    ['s3://my-bucket/vault', { bucket: 'my-bucket', prefix: 'vault' }],
    ['s3://my-bucket/home/vault//', { bucket: 'my-bucket', prefix: 'home/vault' }],
    ['S3://my.bucket/Grüße an alle', { bucket: 'my.bucket', prefix: 'Grüße an alle' }],
    ['s3://my-bucket/Schlu\u0308ssel', { bucket: 'my-bucket', prefix: 'Schl\u00fcssel' }],
  ];
  it.each(understood)('%s is understood', (place, options) => {
    expect(s3Kind.parsePlace(place)).toEqual(options);
  });

  it.each([
    '',
    'folder',
    '/mnt/s3',
    'E:\\s3',
    'credential-store',
    './s3',
    'https://s3.example.com',
  ])('%j is left to other kinds', (place) => {
    expect(s3Kind.parsePlace(place)).toBeNull();
  });

  it.each([
    's3:',
    's3:my-bucket',
    's3:/my-bucket',
    's3://',
    's3:///prefix',
    's3://b',
    's3://my bucket',
    's3://my-bucket?region=x',
    's3://my-bucket/a#b',
    's3://my-bucket/a//b',
    's3://my-bucket/../b',
    's3://my-bucket/a\\b',
    's3://my-bucket/a\u0000b',
    's3://arn:aws:s3:eu-west-1:1:accesspoint/x',
    's3://x--use1-az4--x-s3',
    `s3://my-bucket/${'p'.repeat(513)}`,
  ])('%j is refused with what to write', (place) => {
    const error = thrown(() => s3Kind.parsePlace(place));
    expect(error.code).toBe('USAGE');
    expect(error.message).toContain('s3://bucket/prefix');
  });

  it('is an answer or a VaultError, whatever is typed', () => {
    const texts = fc.oneof(
      fc.string(),
      fc.string().map((text) => `s3://${text}`),
    );
    fc.assert(
      fc.property(texts, (text) => {
        try {
          s3Kind.parsePlace(text);
        } catch (error) {
          expect(error).toMatchObject({ code: 'USAGE' });
        }
      }),
    );
  });
});

describe('a bucket in the config', () => {
  const whole = {
    provider: 'minio',
    endpoint: 'https://minio.lan:9000/s3',
    region: 'us-east-1',
    bucket: 'my-bucket',
    prefix: 'vault',
    pathStyle: true,
    profile: 'home use',
    caFile: '/etc/ssl/own-ca.pem',
    credentials: 'profile',
  };

  it('may have every member', () => {
    expect(s3Kind.parseOptions(whole)).toEqual(whole);
  });

  it('needs no more than a bucket', () => {
    expect(s3Kind.parseOptions({ bucket: 'my-bucket', prefix: '' })).toEqual({
      bucket: 'my-bucket',
    });
  });

  it('comes out the same from its own options', () => {
    const options = s3Kind.parseOptions({ ...whole, prefix: '/a/b/' });
    expect(s3Kind.parseOptions({ ...options })).toEqual(options);
  });

  const refused: [string, Record<string, unknown>][] = [
    ['bucket', { bucket: undefined }],
    ['bucket', { bucket: 7 }],
    ['bucket', { bucket: 'a' }],
    ['bucket', { bucket: 'a/b' }],
    ['prefix', { prefix: 'a/../b' }],
    ['prefix', { prefix: 'a\nb' }],
    ['prefix', { prefix: 7 }],
    ['provider', { provider: 'dropbox' }],
    ['endpoint', { endpoint: 'minio.lan:9000' }],
    ['endpoint', { endpoint: 'ftp://minio.lan' }],
    ['endpoint', { endpoint: 'https://AKIA:secret@minio.lan' }],
    ['endpoint', { endpoint: 'https://minio.lan/?x=1' }],
    ['endpoint', { endpoint: 'http://169.254.169.254' }],
    ['endpoint', { endpoint: 'http://2852039166/latest' }],
    ['endpoint', { endpoint: 'http://[fd00:ec2::254]' }],
    ['endpoint', { endpoint: 'https://my-bucket.s3.fr-par.scw.cloud' }],
    ['endpoint', { endpoint: `https://${'0'.repeat(32)}.r2.cloudflarestorage.com/my-bucket` }],
    ['endpoint', { provider: 'r2', endpoint: undefined }],
    ['endpoint', { provider: 'generic', endpoint: undefined }],
    ['region', { provider: 'b2', endpoint: undefined, region: undefined }],
    ['region', { region: 'eu central' }],
    ['pathStyle', { pathStyle: 'yes' }],
    ['profile', { profile: '' }],
    ['profile', { profile: 'a]b' }],
    ['caFile', { caFile: 'own-ca.pem' }],
    ['credentials', { credentials: 'metadata' }],
    ['colour', { colour: 'blue' }],
    ['secretAccessKey', { secretAccessKey: 'never in a config' }],
  ];
  it.each(refused)('is refused for its member %s: %j', (member, change) => {
    const members: Record<string, unknown> = { ...whole, ...change };
    const given = Object.entries(members).filter(([, value]) => value !== undefined);
    const error = thrown(() => s3Kind.parseOptions(Object.fromEntries(given)));
    expect(error.code).toBe('BAD_CONFIG');
    expect(error.message).toContain(`"${member}"`);
    expect(error.hint).toBeDefined();
    expect(error.message).not.toContain('never in a config');
  });

  it('is told where to put the access key when it holds one', () => {
    const error = thrown(() => s3Kind.parseOptions({ bucket: 'my-bucket', accessKeyId: 'AKIA' }));
    expect(error.hint).toContain('holds no secrets');
  });

  it('may name a bucket that the path of its server holds', () => {
    const options = { bucket: 'storage', endpoint: 'https://ref.example.co/storage/v1/s3' };
    expect(s3Kind.parseOptions(options)).toEqual(options);
  });

  it('may name a bucket that the name of its server begins with', () => {
    const options = { bucket: 'minio', endpoint: 'https://minio.example.com' };
    expect(s3Kind.parseOptions(options)).toEqual(options);
  });
});

it.each<[S3Options, string]>([
  [{ bucket: 'my-bucket' }, 'S3 bucket my-bucket'],
  [
    { bucket: 'my-bucket', prefix: 'vault', provider: 'aws' },
    'S3 bucket my-bucket/vault at Amazon S3',
  ],
  [{ bucket: 'b-1', endpoint: 'http://nas.lan:9000/' }, 'S3 bucket b-1 at nas.lan:9000'],
])('a bucket is shown in the words of the user: %j', (options, words) => {
  expect(s3Kind.describe(options)).toBe(words);
});
