import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { collectFrom } from '../../../src/collect/collectors.js';
import {
  isKeyfinderConfig,
  parseKeyfinderConfig,
} from '../../../src/windows/products/keyfinder-config.js';
import { readProductFile } from '../../../src/collect/files/product-file.js';
import { regSz } from '../../support/hive-writer.js';
import { writeDisk } from '../../support/windows-pc.js';
import { never } from '../../support/signal.js';
import { folderOfFile } from '../../support/temporary-folder.js';

const proKey = 'VK7JG-NPHTM-C97JM-9MPGT-3V66T';
const root = folderOfFile();
let files = 0;
function file(content: string | Uint8Array): string {
  files += 1;
  const path = join(root, `${files}.txt`);
  writeFileSync(path, content);
  return path;
}

const own = (change: object = {}): string =>
  JSON.stringify({
    products: [
      {
        product: 'Example Draw',
        source: 'its manual',
        form: 'serial',
        value: 'Serial',
        keys: ['HKLM\\SOFTWARE\\Example\\Draw\\*'],
        ...change,
      },
    ],
  });

// The form of keyfinder.cfg, with programs that do not exist.
const config = [
  '; 1.0  November 21st, 2026',
  'Example Draw|Name=HKEY_LOCAL_MACHINE\\SOFTWARE\\Example\\Draw=Owner|Key=HKEY_LOCAL_MACHINE\\SOFTWARE\\Example\\Draw\\=Serial',
  '; Example Old|Key=HKEY_LOCAL_MACHINE\\SOFTWARE\\Example\\Old=Serial',
  'Example Paint 100%|Key=HKEY_CURRENT_USER\\Software\\Example\\Paint=Code',
  'Example Suite|Key File Location=HKEY_LOCAL_MACHINE\\SOFTWARE\\Example\\Suite=File|Key=HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Example=DigitalProductID|',
  'Example Game|key=HKEY_LOCAL_MACHINE\\SOFTWARE\\\\Example\\Game\\ergc=',
  'Example Service|Serial=HKEY_LOCAL_MACHINE\\SYSTEM\\ControlSet001\\Services\\Example=SN',
  'Example Broken|Key=HKEY_LOCAL_MACHINE\\Inventor=SN|nothing',
].join('\r\n');

describe("a list of products in this program's form", () => {
  it('names places, among 32-bit programs too', async () => {
    const { places, warnings } = await readProductFile(file(own()));
    expect(warnings).toEqual([]);
    expect(places.map(({ path }) => path)).toEqual([
      'Example\\Draw\\*',
      'WOW6432Node\\Example\\Draw\\*',
    ]);
  });

  it.each([
    ['no JSON', '{"products":', /it is not valid JSON/],
    ['another member', own({ command: 'x' }), /wrong at products\.0\.\(another member\)/],
    ['a member that is a key', own({ [proKey]: 'x' }), /wrong at products\.0\.\(another member\)/],
    ['a name that is a key', own({ names: { [proKey]: 7 } }), /at products\.0\.names\.\(another/],
    ['an unknown form', own({ form: 'magic' }), /wrong at products\.0\.form/],
    [
      'a key of one user by the id',
      own({ keys: ['HKU\\S-1-5-21\\Software\\Example'] }),
      /at products\.0\.keys\.0/,
    ],
    ['a key of no program', own({ keys: ['HKCU\\Software'] }), /at products\.0\.keys\.0/],
    ['a key of no hive', own({ keys: ['HKLM\\SOFTWARE'] }), /wrong at products\.0\.keys\.0/],
    ['no source', own({ source: '' }), /wrong at products\.0\.source/],
    ['no products', '{}', /wrong at products/],
    ['lists in lists', `{"products":${'['.repeat(100_000)}`, /it is not valid JSON/],
    ['neither form', 'a letter\nto a friend | with = signs', /neither of the two forms/],
    ['nothing', '', /neither of the two forms/],
    ['no text', new Uint8Array(100), /it is not a text file, or it is too large/],
    ['too much', ' '.repeat(4 * 1024 * 1024 + 1), /it is not a text file, or it is too large/],
    ['too many places', config.split('\r\n', 2).join('\n').repeat(5001), /more than 5000 places/],
  ])('is refused with %s', async (_, content, message) => {
    const refused = readProductFile(file(content));
    await expect(refused).rejects.toMatchObject({ code: 'SOURCE_UNKNOWN' });
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.not.toThrow(/NPHTM/);
  });

  it('is not there, or a folder', async () => {
    await expect(readProductFile(join(root, 'none'))).rejects.toMatchObject({
      code: 'SOURCE_NOT_FOUND',
    });
    await expect(readProductFile(root)).rejects.toMatchObject({ code: 'SOURCE_UNKNOWN' });
  });
});

describe('a keyfinder.cfg', () => {
  it('is known by its first line that is no comment', () => {
    expect(isKeyfinderConfig(config)).toBe(true);
    expect(isKeyfinderConfig('; only comments\n')).toBe(false);
    expect(isKeyfinderConfig('a=b\nc|d=e=f')).toBe(false);
  });

  it('gives its keys and serials, and counts what is not read', () => {
    const { products, broken } = parseKeyfinderConfig(config, 'x.cfg');
    expect(products.map(({ product, form, value }) => [product, form, value])).toEqual([
      ['Example Draw', 'serial', 'Serial'],
      ['Example Paint 100%', 'serial', 'Code'],
      ['Example Suite', 'digital-product-id', 'DigitalProductID'],
      ['Example Game', 'serial', ''],
      ['Example Service', 'serial', 'SN'],
    ]);
    expect(broken).toBe(2);
  });

  it('says in warnings what is not read', async () => {
    const { places, warnings } = await readProductFile(file(config));
    expect(places.map(({ hive, path }) => `${hive}:${path}`)).toContain(
      'system:ControlSet001\\Services\\Example',
    );
    expect(places.map(({ hive, path }) => `${hive}:${path}`)).toContain(
      'user:Software\\Example\\Paint',
    );
    expect(warnings.map(({ code }) => code)).toEqual(['products-left-out']);
  });
});

it('the programs of a list are found on a disk and in an export', async () => {
  const { places } = await readProductFile(file(config));
  const context = { now: new Date('2026-11-21T19:55:01Z'), signal: never, products: places };
  const disk = join(root, 'disk');
  writeDisk(disk, {
    software: { 'WOW6432Node\\Example\\Draw': [regSz('Serial', 'DRAW-1234-5678')] },
    system: { Setup: [] },
  });
  const game = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Example\\Game\\ergc';
  const reg = file(
    `Windows Registry Editor Version 5.00\r\n\r\n[${game}]\r\n@="GAME-1234-5678"\r\n`,
  );
  const { findings } = await collectFrom([disk, reg], context);
  const keys = findings.map(({ snapshot }) =>
    snapshot.licences.map(({ productKey }) => productKey),
  );
  expect(keys).toEqual([['DRAW-1234-5678'], ['GAME-1234-5678']]);
  const without = await collectFrom([disk], { now: context.now, signal: never });
  expect(without.findings[0]?.snapshot.licences).toEqual([]);
});
