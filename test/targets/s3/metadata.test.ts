// The metadata service of clouds, which hands credentials to whatever asks from within and hangs
// elsewhere, is never contacted: the whole process is watched by strace, with everything set that would
// make Amazon's SDK go there. Also watched: that nothing is printed.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeS3Credentials } from '../../../src/targets/s3/credentials.js';
import { type FakeS3, startFakeS3 } from '../../support/fake-s3.js';
import { realPart } from '../../support/real-parts.js';
import { stracePart } from '../../support/strace.js';
import { eachInFolder } from '../../support/temporary-folder.js';

const strace = realPart(stracePart);

const child = fileURLToPath(new URL('../../support/s3-child.ts', import.meta.url));
const key = { AWS_ACCESS_KEY_ID: 'AKANY', AWS_SECRET_ACCESS_KEY: 'any' };
/** Each of these leads some part of the SDK to a metadata service. */
const lures = {
  AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://169.254.170.23/v1/credentials',
  AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/v2/credentials',
  AWS_DEFAULTS_MODE: 'auto',
  AWS_EC2_METADATA_DISABLED: 'false',
  AWS_EC2_METADATA_SERVICE_ENDPOINT: 'http://169.254.169.254',
};
const luringProfile = [
  '[default]',
  'role_arn = arn:aws:iam::123456789012:role/any',
  'credential_source = Ec2InstanceMetadata',
  'defaults_mode = auto',
].join('\n');

describe.skipIf(strace === null)('a process that uses a bucket', () => {
  let server: FakeS3;
  let home: string;
  eachInFolder((made) => {
    home = made;
  });
  beforeEach(async () => {
    server = await startFakeS3();
    mkdirSync(join(home, '.aws'));
    writeFileSync(join(home, '.aws', 'config'), luringProfile);
  });
  afterEach(async () => {
    await server.close();
  });

  /** Runs the child and gives back what it printed and where it connected to. */
  async function watch(
    options: object,
    environment: Record<string, string>,
    secret: readonly string[] = [],
  ): Promise<Watched> {
    const trace = join(home, 'trace');
    const following = ['-f', '-qq', '-e', 'trace=connect', '-o', trace];
    const program = [
      process.execPath,
      '--import',
      'tsx',
      child,
      JSON.stringify(options),
      ...secret,
    ];
    const env = { PATH: process.env['PATH'] ?? '', HOME: home, ...environment };
    const watched = spawn('strace', [...following, ...program], { env });
    const printed = { stdout: '', stderr: '' };
    watched.stdout.on('data', (chunk: Buffer) => (printed.stdout += chunk.toString()));
    watched.stderr.on('data', (chunk: Buffer) => (printed.stderr += chunk.toString()));
    await new Promise((resolve) => watched.once('close', resolve));
    const lines = readFileSync(trace, 'utf8').split('\n');
    const addresses = lines.flatMap(
      (line) => /(?:inet_addr\(|inet_pton\(AF_INET6, )"([^"]+)"/.exec(line)?.[1] ?? [],
    );
    return { ...printed, addresses };
  }

  interface Watched {
    readonly stdout: string;
    readonly stderr: string;
    readonly addresses: readonly string[];
  }

  it('connects to the bucket and nowhere else, and prints nothing', async () => {
    const options = { endpoint: server.endpoint, bucket: 'any' };
    const { addresses, stdout, stderr } = await watch(options, { ...key, ...lures });
    expect({ stdout, stderr }).toEqual({ stdout: 'ok', stderr: '' });
    expect(addresses).toContain('127.0.0.1');
    expect(new Set(addresses)).toEqual(new Set(['127.0.0.1']));
  });

  it('leaves the SDK nothing to look for when only the credential store has an access key', async () => {
    const options = { endpoint: server.endpoint, bucket: 'any', credentials: 'credential-store' };
    const secret = encodeS3Credentials({ accessKeyId: 'AKSTORE', secretAccessKey: 'any' });
    const { addresses, stdout, stderr } = await watch(options, lures, [secret]);
    expect({ stdout, stderr }).toEqual({ stdout: 'ok', stderr: '' });
    expect(new Set(addresses)).toEqual(new Set(['127.0.0.1']));
  });

  it.each(['environment', 'profile', 'credential-store'])(
    'connects to nothing at all without an access key in the %s',
    async (credentials) => {
      const options = { endpoint: server.endpoint, bucket: 'any', credentials };
      const { addresses, stdout, stderr } = await watch(options, lures);
      expect({ stdout, stderr }).toEqual({ stdout: 'DENIED', stderr: '' });
      expect(addresses).toEqual([]);
    },
  );

  it('does not take the metadata service for a bucket either', async () => {
    const variables = { ...key, AWS_ENDPOINT_URL: 'http://169.254.169.254' };
    const { addresses, stdout } = await watch({ bucket: 'any' }, variables);
    expect(stdout).toBe('WRONG_TARGET');
    expect(addresses).toEqual([]);
  });
});
