// `--products`: a list of the user's own, in both forms, from the disk to the pull.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseFailure, parseOutput } from '../support/json-output.js';
import { regSz } from '../support/hive-writer.js';
import { newUser } from '../support/program.js';
import { currentVersion, windows11Pro, writeDisk } from '../support/windows-pc.js';

const user = newUser();
afterAll(() => {
  user.dispose();
});

const disk = join(user.folder, 'disk');
writeDisk(disk, {
  software: {
    [currentVersion]: windows11Pro,
    'WOW6432Node\\Example\\Draw\\5.0': [regSz('Serial', '1111-2222-AAAA')],
  },
  users: { Anna: { 'Software\\Example\\Paint': [regSz('Code', '3333-4444-BBBB')] } },
});

const list = join(user.folder, 'list.json');
const entry = (product: string, keys: string[], value: string): object => ({
  ...{ product, source: 'its manual', form: 'serial' },
  ...{ keys, value },
});
writeFileSync(
  list,
  JSON.stringify({
    products: [
      entry('Example Draw 5', ['HKLM\\SOFTWARE\\Example\\Draw\\5.*'], 'Serial'),
      entry('Example Paint', ['HKCU\\Software\\Example\\Paint'], 'Code'),
    ],
  }),
);
const config = join(user.folder, 'keyfinder.cfg');
writeFileSync(
  config,
  '; 1.0\r\n' +
    'Example Draw 5|Serial=HKEY_LOCAL_MACHINE\\SOFTWARE\\Example\\Draw\\5.0=Serial\r\n' +
    'Example Paint|Code=HKEY_CURRENT_USER\\Software\\Example\\Paint=Code\r\n',
);

interface Shown {
  readonly snapshots: readonly {
    readonly licences: readonly { product: string; productKey: string | null }[];
  }[];
}
const found = [
  ['Example Draw 5', '1111-2222-AAAA'],
  ['Example Paint', '3333-4444-BBBB'],
];

describe.concurrent('--products', () => {
  it.each([
    ["this program's form", list],
    ["Keyfinder's form", config],
  ])('finds the programs of a list in %s', async (_, products) => {
    const flags = ['--from', disk, '--products', products, '--json', '--reveal'];
    const { status, stdout, stderr } = await user.run(['collect', ...flags]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const { snapshots } = parseOutput('collect', stdout) as Shown;
    const licences = snapshots[0]?.licences ?? [];
    expect(licences.map(({ product, productKey }) => [product, productKey])).toEqual(found);
  });

  it('shows no more than the end of a serial, and says what it is worth', async () => {
    const { stdout } = await user.run(['collect', '--from', disk, '--products', list]);
    expect(stdout).toContain('****-****-AAAA');
    expect(stdout).not.toContain('1111-2222');
    expect(stdout).toContain('The serial of a program, yours if you bought it');
    expect(stdout).toContain('found in HKU\\Anna\\Software\\Example\\Paint\\Code');
  });

  it('goes into the backup and comes back', async () => {
    const stick = join(user.folder, 'stick');
    const passphrase = join(user.folder, 'passphrase.txt');
    writeFileSync(passphrase, 'correct horse battery staple');
    const secret = ['--passphrase-file', passphrase];
    const to = ['--from', disk, '--products', list, '--to', stick];
    expect((await user.run(['push', ...to, ...secret])).status).toBe(0);
    const { status, stdout } = await user.run(['pull', '--from', stick, ...secret]);
    expect(status).toBe(0);
    for (const [product = '', serial = ''] of found) {
      expect(stdout).toContain(product);
      expect(stdout).toContain(serial);
    }
  });

  it('is refused where the list is none, before anything is read', async () => {
    const { status, stdout } = await user.run(['collect', '--products', disk, '--json']);
    expect(status).toBe(4);
    expect(parseFailure(stdout)).toMatchObject({ code: 'SOURCE_UNKNOWN' });
  });
});
