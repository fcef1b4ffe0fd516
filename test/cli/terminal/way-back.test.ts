// What to type after a reinstall, where there is no config.
import { describe, expect, it } from 'vitest';
import { wayBack } from '../../../src/cli/terminal/way-back.js';
import { choosePlaces } from '../../../src/household/places.js';

const stick = { name: 'stick', kind: 'directory', path: '/media/stick' };
const bucket = {
  ...{ name: 'away', kind: 's3', bucket: 'keys', prefix: 'vault' },
  ...{ endpoint: 'https://s3.example.com', region: 'eu-1', pathStyle: true },
  ...{ provider: 'generic', credentials: 'credential-store' },
};
const lines = (restoreFrom: string, ...named: string[]): string[] =>
  wayBack(
    restoreFrom,
    choosePlaces(named, { targets: [stick, bucket] }, { tell: 'to', value: 'x' }),
  );

describe('the way back', () => {
  it('from a folder is its path', () => {
    expect(lines('/media/stick')).toEqual(['vault pull --from /media/stick']);
  });

  it('from a bucket of the config says where the bucket is', () => {
    const [add, pull] = lines('away');
    expect(add).toMatch(/^vault target add away s3:\/\/keys\/vault /);
    for (const flag of [
      '--endpoint https://s3.example.com',
      '--region eu-1',
      '--provider generic',
      '--path-style',
      '--credentials credential-store',
    ])
      expect(add).toContain(flag);
    expect(pull).toBe('vault pull --from away');
  });

  it('from a bucket that was named is the bucket', () => {
    expect(lines('s3://keys/vault', 's3://keys/vault')).toEqual([
      'vault pull --from s3://keys/vault',
    ]);
  });
});
