// What to type after a reinstall, where there is no config.
import { describe, expect, it } from 'vitest';
import { wayBack } from '../../../src/cli/terminal/way-back.js';
import { emptyConfig, withEntry } from '../../../src/household/config.js';
import { choosePlaces } from '../../../src/household/places.js';

const stick = { name: 'stick', kind: 'directory', path: '/media/stick' };
const atServer = {
  ...{ kind: 's3', bucket: 'keys', prefix: 'vault', provider: 'generic', region: 'eu-1' },
  ...{ endpoint: 'https://s3.example.com', pathStyle: false },
};
const ofStore = { ...atServer, name: 'away', credentials: 'credential-store' };
const ofProfile = { ...atServer, name: 'off', credentials: 'profile', profile: 'home' };
const lines = (restoreFrom: string | null, ...named: string[]): Promise<readonly string[]> => {
  const config = [stick, ofStore, ofProfile].reduce(withEntry, emptyConfig);
  return wayBack(restoreFrom, choosePlaces(named, config, { tell: 'to', value: 'x' }));
};
const found =
  's3://keys/vault --provider generic --endpoint https://s3.example.com --region eu-1 --no-path-style';

describe('the way back', () => {
  it('from a folder that was named is the folder as it was named', async () => {
    expect(await lines('./stick', './stick')).toEqual(['vault pull --from ./stick']);
  });

  it('from a folder of the config is its path', async () => {
    expect(await lines('stick')).toEqual(['vault pull --from /media/stick']);
  });

  it('from a bucket of the config says all that it takes to find it', async () => {
    expect(await lines('off')).toEqual([`vault pull --from ${found}`]);
  });

  it('from a bucket whose access key this PC keeps has the key asked for anew', async () => {
    expect(await lines('away')).toEqual([
      `vault target add away ${found} --credentials credential-store`,
      'vault pull --from away',
    ]);
  });

  it('from a bucket that was named is the bucket', async () => {
    const [line, ...others] = await lines('s3://keys/vault', 's3://keys/vault');
    expect(line).toMatch(/^vault pull --from s3:\/\/keys\/vault --provider aws --region /);
    expect(others).toEqual([]);
  });

  it('is none where nothing was stored', async () => {
    expect(await lines(null)).toEqual([]);
  });
});
