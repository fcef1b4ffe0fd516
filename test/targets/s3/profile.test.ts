import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { sectionsOf } from '../../../src/targets/s3/profile-text.js';
import { readProfile } from '../../../src/targets/s3/profile.js';
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
    'empty =',
    'no setting at all',
    '# aws_access_key_id = commented',
    '[profile  spaced  name]',
    'region: eu-north-1',
    '[profile "quoted name"] # at home',
    '\tregion = eu-south-2',
    "[ services 'mine' ]",
    'x = y',
    '[unclosed',
    '[default]',
    'again = yes',
  ].join('\r\n');

  it('gives the settings of each section', () => {
    const sections = sectionsOf(text);
    expect(Object.fromEntries(sections.get('default') ?? [])).toEqual({
      region: 'eu-west-3',
      's3.endpoint_url': 'https://nested.example',
      aws_secret_access_key: 'with=equals/and+more',
      again: 'yes',
    });
    expect(sections.get('profile spaced name')?.get('region')).toBe('eu-north-1');
    expect(sections.get('profile quoted name')?.get('region')).toBe('eu-south-2');
    expect([...sections.keys()]).toContain('services mine');
    expect(sections.has('absent')).toBe(false);
  });

  it.each(['', '  ', '\t', '      '])('may be indented by %j', (indent) => {
    const lines = ['region = a', 's3 =', '  addressing_style = path', 'output = b'];
    const indented = lines.map((line) => indent + line).join('\n');
    expect(Object.fromEntries(sectionsOf(`[default]\n${indented}`).get('default') ?? [])).toEqual({
      region: 'a',
      's3.addressing_style': 'path',
      output: 'b',
    });
  });

  it('is read whatever it holds, in a time for its length', () => {
    fc.assert(
      fc.property(fc.string(), (any) => {
        sectionsOf(`[default]\n${any}`);
      }),
    );
    const blanks = ' '.repeat(1_000_000);
    expect(sectionsOf(`[default]\na${blanks}b${blanks}= c`).get('default')?.size).toBe(1);
  });
});

describe("the SDK's own reader", () => {
  // What the SDK brings along for itself, so it is the one that its users have.
  const ofSdk = createRequire(createRequire(import.meta.url).resolve('@aws-sdk/client-s3'));
  const { loadSharedConfigFiles } = ofSdk('@smithy/core/config') as {
    loadSharedConfigFiles: (files: object) => Promise<{
      configFile: Record<string, Record<string, string> | undefined>;
      credentialsFile: Record<string, Record<string, string> | undefined>;
    }>;
  };
  let home: string;
  eachInFolder((made) => {
    home = made;
  });

  const blank = fc.constantFrom('', ' ', '  ', '\t');
  const name = fc.constantFrom('region', 'endpoint_url', 'aws_access_key_id', 'services');
  const value = fc.constantFrom('one', 'https://nas.lan:9000/a', 'two=2', 'with # comment', 'a;b');
  const setting = fc
    .tuple(blank, name, blank, blank, value)
    .map(([before, key, left, right, text]) => `${before}${key}${left}=${right}${text}`);
  const nested = fc
    .tuple(name, value)
    .map(([key, text]) => `s3 =\n    ${key} = ${text}\nend = of nesting`);
  const title = fc.constantFrom(
    ...['[default]', '[profile home]', '[profile "home"]', "[profile 'home'] ; mine"],
    ...['[services mine]', '[home]', '[profile default]', '[sso-session x]'],
  );
  const line = fc.oneof(title, setting, nested, fc.constantFrom('', '# no', '; no', 'nothing'));
  const file = fc.array(line, { maxLength: 12 }).map((lines) => lines.join('\n'));

  it('reads nothing that is not read here', async () => {
    const [config, credentials] = [join(home, 'config'), join(home, 'credentials')];
    const environment = { AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: credentials };
    await fc.assert(
      fc.asyncProperty(file, file, async (one, two) => {
        writeFileSync(config, one);
        writeFileSync(credentials, two);
        const files = { filepath: credentials, configFilepath: config, ignoreCache: true };
        const known = await loadSharedConfigFiles(files);
        for (const profile of ['default', 'home']) {
          const read = await readProfile(profile, { environment, homeFolder: home });
          expect(Object.fromEntries(read.settings)).toEqual({
            ...known.configFile[profile],
            ...known.credentialsFile[profile],
          });
        }
      }),
      { numRuns: 200 },
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

  it("of a server of one's own follow them too, and those of a provider without regions do not", async () => {
    write('[default]', 'endpoint_url = https://profile.lan:9000', 'region = garage');
    expect(await read()).toMatchObject({ region: 'garage' });
    expect(await read({ AWS_REGION: 'other' })).toMatchObject({ region: 'other' });
    expect((await read({}, 'https://own.lan')).region).toBe('garage');
    const r2 = `https://${'0'.repeat(32)}.r2.cloudflarestorage.com`;
    expect((await read({ AWS_REGION: 'eu-west-3' }, r2)).region).toBe('auto');
  });

  it('go with an access key of the environment to the server that the profile names', async () => {
    write('[default]', 'endpoint_url = https://profile.lan:9000', 'region = garage');
    const key = { AWS_ACCESS_KEY_ID: 'AK', AWS_SECRET_ACCESS_KEY: 'SK' };
    const wanted = { endpoint: 'https://profile.lan:9000', region: 'garage' };
    expect(await read(key)).toMatchObject(wanted);
  });

  it.each([
    ['services = mine', '[services mine]', 's3 =', '  endpoint_url = https://service.lan'],
    ['services = mine', '[services "mine"]', 's3=', '\tendpoint_url=https://service.lan'],
    ['s3 =', '  endpoint_url = https://service.lan'],
    ['  endpoint_url = https://service.lan'],
  ])('are found in the way of one service: %s %s', async (...lines) => {
    write('[default]', ...lines);
    expect((await read()).endpoint).toBe('https://service.lan');
  });

  it('for S3 alone go before those for all services', async () => {
    const section = ['[services mine]', 's3 =', '  endpoint_url = https://service.lan'];
    write('[default]', 'services = mine', 'endpoint_url = https://all.lan', ...section);
    expect((await read()).endpoint).toBe('https://service.lan');
    expect((await read({ AWS_ENDPOINT_URL: 'https://env.lan' })).endpoint).toBe('https://env.lan');
    const ignoring = {
      AWS_ENDPOINT_URL: 'https://env.lan',
      AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true',
    };
    expect((await read(ignoring)).endpoint).toBe('https://s3.us-east-1.amazonaws.com');
  });

  it('are not guessed where the profile names a section that is not there', async () => {
    write(
      '[default]',
      'services = mine',
      '[services other]',
      's3 =',
      '  endpoint_url = https://a.lan',
    );
    const error = await expectTargetError(read(), 'WRONG_TARGET');
    expect(error.message).toContain('[services mine]');
    expect((await read({}, 'https://own.lan')).endpoint).toBe('https://own.lan');
  });

  it.each([
    ['virtual', false],
    ['path', true],
    ['auto', false],
  ] as const)('may name the style: %s', async (style, pathStyle) => {
    write('[default]', 's3 =', `  addressing_style = ${style}`);
    expect((await read()).pathStyle).toBe(pathStyle);
  });

  it.each(['AWS_PROFILE', 'AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE', 'AWS_REGION'])(
    'are as if %s was not set where it is empty',
    async (variable) => {
      write('[default]', 'endpoint_url = https://profile.lan', 'region = garage');
      const wanted = { endpoint: 'https://profile.lan', region: 'garage' };
      expect(await read({ [variable]: '' })).toMatchObject(wanted);
      expect(await read({ [variable]: ' ' })).toMatchObject(wanted);
    },
  );

  it('do not need a file that cannot be read where they are told otherwise', async () => {
    const unreadable = { AWS_CONFIG_FILE: home, AWS_ACCESS_KEY_ID: 'AK' };
    await expectTargetError(read(unreadable), 'DENIED');
    expect((await read(unreadable, 'https://own.lan')).endpoint).toBe('https://own.lan');
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
