import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { S3Options } from '../../../src/targets/s3/options.js';
import { type S3Defaults, s3Place } from '../../../src/targets/s3/place.js';
import { s3Providers } from '../../../src/targets/s3/providers.js';

const at = (options: Partial<S3Options>, defaults: S3Defaults = {}) =>
  s3Place({ bucket: 'b-1', ...options }, defaults);

describe('the table of providers', () => {
  it('is not empty, and every entry has an id of its own', () => {
    expect(s3Providers.length).toBeGreaterThanOrEqual(9);
    expect(new Set(s3Providers.map(({ id }) => id)).size).toBe(s3Providers.length);
  });

  it.each(s3Providers)('names a source for $id', ({ sources }) => {
    expect(sources.length).toBeGreaterThan(0);
    for (const source of sources) expect(new URL(source).protocol).toBe('https:');
  });

  it.each(s3Providers.filter(({ endpoint }) => endpoint !== null))(
    'recognises the endpoint of $id by its host, with its region',
    ({ id, endpoint }) => {
      const place = at({ endpoint: endpoint?.replace('{region}', 'xx-test-1') ?? '' });
      const ofScaleway = at({ endpoint: endpoint?.replace('{region}', 'fr-par') ?? '' });
      expect([place.provider.id, ofScaleway.provider.id]).toContain(id);
      if (endpoint?.includes('{region}') === true) {
        expect(['xx-test-1', 'fr-par']).toContain(
          [place, ofScaleway].find((one) => one.provider.id === id)?.region,
        );
      }
    },
  );
});

it.each(s3Providers)('the page on buckets says how to set up $id', ({ id, title }) => {
  const page = readFileSync(new URL('../../../docs/targets/s3.md', import.meta.url), 'utf8');
  expect(page).toContain(`\n| \`${id}\``);
  expect(page).toContain(id === 'generic' ? 'others' : (title.split(' ')[0] ?? title));
});

describe('endpoint and region', () => {
  const table: [Partial<S3Options>, S3Defaults, string, string][] = [
    [{}, {}, 'https://s3.us-east-1.amazonaws.com', 'us-east-1'],
    [{}, { region: 'eu-west-3' }, 'https://s3.eu-west-3.amazonaws.com', 'eu-west-3'],
    [
      { region: 'eu-north-1' },
      { region: 'eu-west-3' },
      'https://s3.eu-north-1.amazonaws.com',
      'eu-north-1',
    ],
    [
      {},
      { endpoint: 'http://nas.lan:9000', region: 'eu-west-3' },
      'http://nas.lan:9000',
      'eu-west-3',
    ],
    [
      { provider: 'aws' },
      { endpoint: 'http://nas.lan:9000' },
      'https://s3.us-east-1.amazonaws.com',
      'us-east-1',
    ],
    [
      { endpoint: 'https://s3.ca-west-1.amazonaws.com/' },
      {},
      'https://s3.ca-west-1.amazonaws.com',
      'ca-west-1',
    ],
    [
      { endpoint: 'https://s3.cn-north-1.amazonaws.com.cn' },
      {},
      'https://s3.cn-north-1.amazonaws.com.cn',
      'cn-north-1',
    ],
    [
      { endpoint: 'https://s3-fips.dualstack.us-gov-west-1.amazonaws.com' },
      {},
      'https://s3-fips.dualstack.us-gov-west-1.amazonaws.com',
      'us-gov-west-1',
    ],
    [
      { endpoint: `https://${'a'.repeat(32)}.eu.r2.cloudflarestorage.com` },
      { region: 'eu-west-3' },
      `https://${'a'.repeat(32)}.eu.r2.cloudflarestorage.com`,
      'auto',
    ],
    [
      { provider: 'b2', region: 'eu-central-003' },
      {},
      'https://s3.eu-central-003.backblazeb2.com',
      'eu-central-003',
    ],
    [
      { provider: 'wasabi', region: 'eu-central-2' },
      {},
      'https://s3.eu-central-2.wasabisys.com',
      'eu-central-2',
    ],
    [
      { endpoint: 'https://s3.wasabisys.com' },
      { region: 'eu-west-3' },
      'https://s3.wasabisys.com',
      'eu-west-3',
    ],
    [{ provider: 'scaleway', region: 'nl-ams' }, {}, 'https://s3.nl-ams.scw.cloud', 'nl-ams'],
    [{ provider: 'gcs' }, {}, 'https://storage.googleapis.com', 'auto'],
    [{ endpoint: 'https://NAS.lan/base/' }, {}, 'https://nas.lan/base', 'us-east-1'],
  ];
  it.each(table)('of %j with %j', (options, defaults, endpoint, region) => {
    expect(at(options, defaults)).toMatchObject({ endpoint, region });
  });

  it('leave checksums and trust in conditions to hosts that are known for them', () => {
    expect(at({}).conditionalCreate).toBe('honoured');
    expect(at({ provider: 'aws', endpoint: 'http://localhost:4566' }).conditionalCreate).toBe(
      'varies',
    );
    expect(at({ provider: 'b2', endpoint: 'http://localhost:1' }).conditionalCreate).toBe(
      'refused',
    );
    const taking = s3Providers.filter(({ checksums }) => checksums);
    expect(taking.map(({ id }) => id)).toEqual(['aws']);
  });

  it('go with the style that the provider prefers, unless the config says otherwise', () => {
    expect(at({}).pathStyle).toBe(false);
    expect(at({ pathStyle: true }).pathStyle).toBe(true);
    expect(at({ endpoint: 'https://nas.lan' }).pathStyle).toBe(true);
    expect(at({ endpoint: 'https://nas.lan', pathStyle: false }).pathStyle).toBe(false);
  });
});

describe('the identity of a place', () => {
  const same: [Partial<S3Options>, Partial<S3Options>][] = [
    [{ region: 'eu-west-3' }, { endpoint: 'https://s3.dualstack.eu-west-3.amazonaws.com' }],
    [{ endpoint: 'https://s3.wasabisys.com' }, { provider: 'wasabi', region: 'us-east-1' }],
    [{ endpoint: 'https://NAS.lan:443/' }, { endpoint: 'https://nas.lan' }],
    [
      { endpoint: 'https://nas.lan', pathStyle: true },
      { endpoint: 'http://nas.lan:80', pathStyle: false },
    ],
    [{ endpoint: 'https://nas.lan./' }, { endpoint: 'https://nas.lan' }],
    [{ endpoint: 'http://127.0.0.1:9000' }, { endpoint: 'http://localhost:9000/' }],
    [{ endpoint: 'http://[::1]:9000' }, { endpoint: 'https://LOCALHOST:9000', pathStyle: false }],
    [
      { prefix: 'a', credentials: 'profile' },
      { prefix: 'a', profile: 'home' },
    ],
  ];
  it.each(same)('is the same for %j and %j', (a, b) => {
    expect(at(a).placeId).toBe(at(b).placeId);
  });

  const different: [Partial<S3Options>, Partial<S3Options>][] = [
    [{}, { bucket: 'b-2' }],
    [{}, { prefix: 'a' }],
    [{ prefix: 'a' }, { prefix: 'A' }],
    [{ endpoint: 'https://nas.lan' }, { endpoint: 'https://nas.lan:9000' }],
    [{ endpoint: 'http://127.0.0.1:9000' }, { endpoint: 'http://127.0.0.2:9000' }],
    [{ endpoint: 'http://localhost' }, { endpoint: 'http://localhost.lan' }],
    [{ endpoint: 'https://nas.lan/x' }, { endpoint: 'https://nas.lan/y' }],
    [
      { endpoint: 'https://s3.amazonaws.com' },
      { endpoint: 'https://s3.amazonaws.com.evil.example' },
    ],
    [{}, { endpoint: 'https://s3.cn-north-1.amazonaws.com.cn' }],
  ];
  it.each(different)('differs between %j and %j', (a, b) => {
    expect(at(a).placeId).not.toBe(at(b).placeId);
  });

  it('files an access key by server and bucket', () => {
    expect(at({ prefix: 'a', region: 'eu-west-3' }).secretAccount).toBe('amazonaws.com/b-1');
    expect(at({ endpoint: 'http://nas.lan:9000' }).secretAccount).toBe('nas.lan:9000/b-1');
  });
});

describe('whether a copy outlives the PC', () => {
  it.each([
    ['https://s3.us-east-1.amazonaws.com', 'offsite'],
    ['https://storage.example.com', 'offsite'],
    ['https://203.0.113.7', 'offsite'],
    ['https://[2001:db8::7]', 'offsite'],
    ['http://172.32.0.1', 'offsite'],
    ['http://nas:9000', 'detachable'],
    ['http://nas.lan', 'detachable'],
    ['http://NAS.Local.', 'detachable'],
    ['http://nas.fritz.box', 'detachable'],
    ['http://192.168.1.5:9000', 'detachable'],
    ['http://10.1.2.3', 'detachable'],
    ['http://172.31.0.1', 'detachable'],
    ['http://100.100.0.1', 'detachable'],
    // A server that found no address of its own (RFC 3927) is within reach of a cable.
    ['http://169.254.1.5:9000', 'detachable'],
    ['http://169.253.255.255', 'offsite'],
    ['http://169.255.0.1', 'offsite'],
    ['http://[fd12::1]', 'detachable'],
    ['http://[fe80::1]', 'detachable'],
    ['http://localhost:9000', 'this-install'],
    ['http://minio.localhost', 'this-install'],
    ['http://127.0.0.1:9000', 'this-install'],
    ['http://127.9.9.9', 'this-install'],
    ['http://[::1]:9000', 'this-install'],
    ['http://[::ffff:127.0.0.1]', 'this-install'],
    ['http://0.0.0.0:9000', 'this-install'],
  ])('%s is %s', (endpoint, durability) => {
    expect(at({ endpoint }).durability).toBe(durability);
  });
});
