import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { settingsOf } from '../../../src/targets/s3/profile.js';
import { readSettings } from '../../../src/targets/s3/settings.js';
import { expectTargetError } from '../../support/target-assertions.js';
import { eachInFolder } from '../../support/temporary-folder.js';

describe('a file of profiles', () => {
  const text = [
    '\uFEFF; a comment',
    '[default]',
    'REGION = eu-west-3   # where it is',
    's3 =',
    '  endpoint_url = https://nested.example',
    'aws_secret_access_key = with=equals/and+more',
    'no setting at all',
    '# aws_access_key_id = commented',
    '[profile  spaced name]',
    'region=eu-north-1',
    '[unclosed',
    '[default]',
    'again = yes',
  ].join('\r\n');

  it('gives the plain settings of one section', () => {
    expect(Object.fromEntries(settingsOf(text, 'default'))).toEqual({
      region: 'eu-west-3',
      s3: '',
      aws_secret_access_key: 'with=equals/and+more',
      again: 'yes',
    });
    expect(settingsOf(text, 'profile spaced name').get('region')).toBe('eu-north-1');
    expect(settingsOf(text, 'absent').size).toBe(0);
  });

  it('is read whatever it holds', () => {
    fc.assert(
      fc.property(fc.string(), (any) => {
        settingsOf(`[default]\n${any}`, 'default');
      }),
    );
  });
});

describe('endpoint and region', () => {
  let home: string;
  eachInFolder((made) => {
    home = made;
  });
  beforeEach(() => {
    mkdirSync(join(home, '.aws'));
  });

  const read = async (environment: Record<string, string> = {}, endpoint?: string) => {
    const readSecret = (): Promise<null> => Promise.resolve(null);
    const options = { bucket: 'b-1', ...(endpoint === undefined ? {} : { endpoint }) };
    return (await readSettings(options, { environment, homeFolder: home, readSecret })).place;
  };
  const write = (...lines: string[]): void => {
    writeFileSync(join(home, '.aws', 'config'), lines.join('\n'));
  };

  it('come from the config, then the environment, then the profile', async () => {
    write('[default]', 'endpoint_url = https://profile.lan:9000', 'region = eu-west-3');
    const general = { AWS_ENDPOINT_URL: 'https://all.lan' };
    const special = { ...general, AWS_ENDPOINT_URL_S3: 'https://s3.lan' };
    expect((await read()).endpoint).toBe('https://profile.lan:9000');
    expect((await read({ AWS_ENDPOINT_URL: '' })).endpoint).toBe('https://profile.lan:9000');
    expect((await read(general)).endpoint).toBe('https://all.lan');
    expect((await read(special)).endpoint).toBe('https://s3.lan');
    expect((await read(special, 'https://own.lan')).endpoint).toBe('https://own.lan');
  });

  it('of Amazon follow the region of the environment or the profile', async () => {
    write('[default]', 'region = eu-west-3');
    expect((await read()).region).toBe('eu-west-3');
    expect((await read({ AWS_DEFAULT_REGION: 'eu-north-1' })).region).toBe('eu-north-1');
    const both = { AWS_DEFAULT_REGION: 'eu-north-1', AWS_REGION: 'eu-south-2' };
    expect((await read(both)).endpoint).toBe('https://s3.eu-south-2.amazonaws.com');
  });

  it.each(['nas.lan', 'http://169.254.169.254/', 'https://user:word@nas.lan'])(
    'are refused for the endpoint %s',
    async (endpoint) => {
      write('[default]', `endpoint_url = ${endpoint}`);
      const error = await expectTargetError(read(), 'WRONG_TARGET');
      expect(error.message).not.toContain('word');
    },
  );
});
