import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  decodeS3Credentials,
  encodeS3Credentials,
  readS3Credentials,
  type S3Credentials,
  type S3Surroundings,
} from '../../../src/targets/s3/credentials.js';
import type { S3Options } from '../../../src/targets/s3/options.js';
import { readSettings } from '../../../src/targets/s3/settings.js';
import { TargetError } from '../../../src/targets/target.js';
import { expectTargetError } from '../../support/target-assertions.js';
import { eachInFolder } from '../../support/temporary-folder.js';
import { shownHint } from '../../support/shown-hint.js';

let home: string;
eachInFolder((made) => {
  home = made;
});
beforeEach(() => {
  mkdirSync(join(home, '.aws'));
});

function write(file: 'config' | 'credentials', ...lines: string[]): void {
  writeFileSync(join(home, '.aws', file), lines.join('\n'));
}

async function read(
  options: Partial<S3Options>,
  given: Partial<S3Surroundings> = {},
): Promise<S3Credentials> {
  const readSecret = (): Promise<null> => Promise.resolve(null);
  const surroundings = { environment: {}, homeFolder: home, readSecret, ...given };
  const settings = await readSettings({ bucket: 'b-1', ...options }, surroundings);
  return readS3Credentials(settings, surroundings);
}

const inEnvironment = { AWS_ACCESS_KEY_ID: 'AKENV', AWS_SECRET_ACCESS_KEY: 'secret/env+' };

describe('the access key', () => {
  it('comes from the environment, session token and all', async () => {
    const environment = { ...inEnvironment, AWS_SESSION_TOKEN: 'token' };
    const expected = {
      accessKeyId: 'AKENV',
      secretAccessKey: 'secret/env+',
      sessionToken: 'token',
    };
    expect(await read({}, { environment })).toEqual(expected);
    expect(await read({ credentials: 'environment' }, { environment })).toEqual(expected);
  });

  it('comes from the profile that is named, in the config or the environment', async () => {
    write(
      'credentials',
      '[default]',
      'aws_access_key_id=AKDEFAULT',
      'aws_secret_access_key=one',
      '',
      '[home]',
      'aws_access_key_id = AKHOME',
      'aws_secret_access_key = two',
    );
    expect(await read({})).toMatchObject({ accessKeyId: 'AKDEFAULT', secretAccessKey: 'one' });
    expect(await read({ profile: 'home' })).toMatchObject({ accessKeyId: 'AKHOME' });
    const environment = { AWS_PROFILE: 'home' };
    expect(await read({}, { environment })).toMatchObject({ accessKeyId: 'AKHOME' });
  });

  it('comes from the profile although the environment has one, where the config says so', async () => {
    write('credentials', '[home]', 'aws_access_key_id=AKHOME', 'aws_secret_access_key=two');
    const environment = inEnvironment;
    const wanted = { accessKeyId: 'AKHOME' };
    expect(await read({ profile: 'home' }, { environment })).toMatchObject(wanted);
    const named = { credentials: 'profile', profile: 'home' } as const;
    expect(await read(named, { environment })).toMatchObject(wanted);
  });

  it('comes from the config file of the profile, and from files that the environment names', async () => {
    write('config', '[profile work]', 'aws_access_key_id=AKWORK', 'aws_secret_access_key=three');
    expect(await read({ profile: 'work' })).toMatchObject({ accessKeyId: 'AKWORK' });
    const file = join(home, 'elsewhere');
    writeFileSync(file, '[work]\naws_access_key_id=AKELSE\naws_secret_access_key=four');
    const environment = { AWS_SHARED_CREDENTIALS_FILE: file };
    expect(await read({ profile: 'work' }, { environment })).toMatchObject({
      accessKeyId: 'AKELSE',
    });
  });

  it('comes from the credential store, by server and bucket', async () => {
    const credentials = { accessKeyId: 'AKSTORE', secretAccessKey: 'five' };
    const accounts: string[] = [];
    const readSecret = (account: string): Promise<string> => {
      accounts.push(account);
      return Promise.resolve(encodeS3Credentials(credentials));
    };
    const options = { credentials: 'credential-store', endpoint: 'https://nas.lan' } as const;
    expect(await read(options, { readSecret, environment: inEnvironment })).toEqual(credentials);
    expect(accounts).toEqual(['nas.lan/b-1']);
  });

  it('is asked of the credential store only where the config says so', async () => {
    const readSecret = (): Promise<string> => Promise.reject(new Error('asked'));
    await expectTargetError(read({}, { readSecret }), 'DENIED');
    await read({}, { readSecret, environment: inEnvironment });
  });

  it('is not had while the credential store is locked, which stays its own error', async () => {
    const locked = new TargetError('LOCKED', 'the store is locked');
    const readSecret = (): Promise<string> => Promise.reject(locked);
    await expect(read({ credentials: 'credential-store' }, { readSecret })).rejects.toBe(locked);
  });
});

describe('a missing access key', () => {
  const table: [string, Partial<S3Options>, Partial<S3Surroundings>, RegExp][] = [
    ['no source at all', {}, {}, /no profile "default"/],
    ['no variable', { credentials: 'environment' }, {}, /AWS_ACCESS_KEY_ID is not set/],
    [
      'half the variables',
      {},
      { environment: { AWS_ACCESS_KEY_ID: 'AK' } },
      /AWS_SECRET_ACCESS_KEY is not set/,
    ],
    ['an empty variable', {}, { environment: { AWS_ACCESS_KEY_ID: ' ' } }, /no profile "default"/],
    ['an unknown profile', { profile: 'nobody' }, {}, /no profile "nobody"/],
    [
      'nothing stored',
      { credentials: 'credential-store' },
      {},
      /holds no access key for amazonaws.com\/b-1/,
    ],
    [
      'something else stored',
      { credentials: 'credential-store' },
      { readSecret: () => Promise.resolve('{"x":1}') },
      /no readable access key/,
    ],
    [
      'a line end within',
      {},
      { environment: { AWS_ACCESS_KEY_ID: 'A\nB', AWS_SECRET_ACCESS_KEY: 's' } },
      /character that cannot be/,
    ],
  ];
  it.each(table)('is named: %s', async (_case, options, given, message) => {
    const error = await expectTargetError(read(options, given), 'DENIED');
    expect(error.message).toMatch(message);
    expect(shownHint(error)).toContain('~/.aws/credentials');
  });

  it.each([
    'role_arn = x',
    'sso_session = x',
    'credential_process = touch /tmp/never',
    'credential_source = Ec2InstanceMetadata',
  ])('is not looked for where a profile says %s', async (line) => {
    write('config', '[default]', line);
    const error = await expectTargetError(read({}), 'DENIED');
    expect(shownHint(error)).toContain('not followed');
    expect(error.message).toContain(line.split(' ')[0]);
  });

  it('is told from a file that may not be read', async () => {
    const folder = { AWS_SHARED_CREDENTIALS_FILE: home };
    const error = await expectTargetError(read({}, { environment: folder }), 'DENIED');
    expect(error.message).toContain(home);
    chmodSync(home, 0o700);
  });
});

describe('an access key as text', () => {
  it('comes out as it went in', () => {
    const part = fc.stringMatching(/^[\x21-\x7e]{1,60}$/);
    const keys = fc.record(
      { accessKeyId: part, secretAccessKey: part, sessionToken: part },
      { requiredKeys: ['accessKeyId', 'secretAccessKey'] },
    );
    fc.assert(
      fc.property(keys, (credentials) => {
        expect(decodeS3Credentials(encodeS3Credentials(credentials))).toEqual(credentials);
      }),
    );
  });

  it.each([
    '',
    '{',
    'null',
    '7',
    '[]',
    '{"accessKeyId":"A"}',
    '{"accessKeyId":"","secretAccessKey":"s"}',
  ])('is not found in %j', (text) => {
    expect(decodeS3Credentials(text)).toBeNull();
  });
});
