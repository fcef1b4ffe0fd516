import { mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { productPlaces } from '../../../src/windows/products/product.js';
import { windowsDisk } from '../../../src/collect/windows-disk/windows-disk.js';
import { regSz } from '../../support/hive-writer.js';
import {
  currentVersion,
  type KeysByPath,
  windows11Pro,
  writeDisk,
} from '../../support/windows-pc.js';
import { collectPath } from '../../support/collect-path.js';
import { never } from '../../support/signal.js';
import { eachInFolder } from '../../support/temporary-folder.js';

const software = { [currentVersion]: windows11Pro };
const serial = (value: string): KeysByPath => ({
  'Software\\Example\\Draw': [regSz('Serial', value)],
});
const products = productPlaces([
  {
    ...{ product: 'Example Draw', source: 'its manual', form: 'serial', value: 'Serial' },
    keys: ['HKCU\\Software\\Example\\Draw'],
  },
]);
const context = { now: new Date(0), signal: never, products };

let root = '';
eachInFolder((made) => {
  root = made;
});

async function read(path = root) {
  const collection = await collectPath(windowsDisk, path, context);
  const licences = collection?.findings[0]?.snapshot.licences ?? [];
  return {
    serials: licences.map(({ productKey }) => productKey),
    places: licences.flatMap((licence) => licence.places.map(({ location }) => location)),
    warnings: collection?.warnings.filter(({ code }) => code !== 'hive-missing') ?? [],
  };
}

describe('the users of a Windows on a disk', () => {
  it('each have serials of their own, and one that several have is one licence', async () => {
    const users = {
      Anna: serial('1111-2222-AAAA'),
      Ben: serial('3333-4444-BBBB'),
      Cleo: serial('1111-2222-AAAA'),
    };
    writeDisk(root, { software, users });
    const { serials, places, warnings } = await read();
    expect(serials).toEqual(['1111-2222-AAAA', '3333-4444-BBBB']);
    expect(places).toEqual([
      'HKU\\Anna\\Software\\Example\\Draw\\Serial',
      'HKU\\Cleo\\Software\\Example\\Draw\\Serial',
      'HKU\\Ben\\Software\\Example\\Draw\\Serial',
    ]);
    expect(warnings).toEqual([]);
  });

  it('are found in Windows.old too, where they stay after a reinstall', async () => {
    writeDisk(root, { software, users: { Anna: serial('1111-2222-AAAA') } });
    writeDisk(join(root, 'Windows.old'), { software, users: { Anna: serial('3333-4444-BBBB') } });
    expect((await read()).serials).toEqual(['1111-2222-AAAA', '3333-4444-BBBB']);
  });

  it('are found where Windows XP has them', async () => {
    writeDisk(root, { software, users: { Anna: serial('1111-2222-AAAA') } });
    renameSync(join(root, 'Users'), join(root, 'Documents and Settings'));
    expect((await read()).serials).toEqual(['1111-2222-AAAA']);
  });

  it('are looked for by the newer name first, and through no link', async () => {
    writeDisk(root, { software, users: { Anna: serial('1111-2222-AAAA') } });
    symlinkSync('/elsewhere', join(root, 'Documents and Settings'));
    symlinkSync(join(root, 'Users', 'Anna'), join(root, 'Users', 'All Users'));
    const { places, warnings } = await read();
    expect(places).toHaveLength(1);
    expect(warnings).toEqual([]);
  });

  it('are not looked for where only the Windows folder was named', async () => {
    writeDisk(root, { software, users: { Anna: serial('1111-2222-AAAA') } });
    expect((await read(join(root, 'Windows'))).serials).toEqual([]);
  });

  it('cost a warning where a hive is broken, and the others are read', async () => {
    writeDisk(root, { software, users: { Ben: serial('3333-4444-BBBB') } });
    const broken = join(root, 'Users', 'Anna');
    mkdirSync(broken);
    writeFileSync(join(broken, 'ntuser.dat'), 'no hive');
    const { serials, warnings } = await read();
    expect(serials).toEqual(['3333-4444-BBBB']);
    expect(warnings).toMatchObject([
      { code: 'damaged-hive', location: join(broken, 'ntuser.dat') },
    ]);
  });

  it('may be no more than a school has', async () => {
    const users = Object.fromEntries(
      Array.from({ length: 201 }, (_, i) => [`u${String(i).padStart(3, '0')}`, {}]),
    );
    writeDisk(root, { software, users });
    expect((await read()).warnings).toMatchObject([{ code: 'too-many-users' }]);
  });
});
