// Names compare without case as in Windows, and alike whatever the registry is read from. `ß` has no
// capital of one character, so it stays: JavaScript's own upper case would make a key "STRASSE" of it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { collectPath } from '../support/collect-path.js';
import { hiveFile } from '../../src/collect/registry-file/hive-file.js';
import { regExport } from '../../src/collect/registry-file/reg-export.js';
import { foldCase } from '../../src/registry/name-case.js';
import { productPlaces } from '../../src/windows/products/product.js';
import { type HiveKeySpec, regSz, writeHive } from '../support/hive-writer.js';
import { writeRegExport } from '../support/reg-writer.js';
import { never } from '../support/signal.js';
import { folderOfFile } from '../support/temporary-folder.js';

describe('foldCase', () => {
  it.each([
    ['Setup', 'SETUP'],
    ['Straße', 'STRAßE'],
    ['ÄÖÜäöü', 'ÄÖÜÄÖÜ'],
    ['ŉ', 'ŉ'],
    ['ﬁ', 'ﬁ'],
    ['\u{10428}', '\u{10428}'],
  ])('of %s is %s, as long as before', (name, folded) => {
    expect(foldCase(name)).toBe(folded);
  });
});

describe('a hive and its export', () => {
  const serial = regSz('Maß', '1234-5678-90AB');
  const maker: HiveKeySpec = { name: 'Straße', subkeys: [{ name: 'Größe 7', values: [serial] }] };
  const software: HiveKeySpec = { name: 'SOFTWARE', subkeys: [{ name: 'Microsoft' }, maker] };
  const folder = folderOfFile();
  beforeAll(() => {
    writeFileSync(join(folder, 'hive'), writeHive(software));
    const path = 'HKEY_LOCAL_MACHINE\\SOFTWARE';
    writeFileSync(join(folder, 'export'), writeRegExport([{ path, key: software }]));
  });

  it.each([
    ['Straße\\Größe 7', 'Maß', 1],
    ['STRAßE\\GRÖßE 7', 'MAß', 1],
    ['STRA*\\größe *', '*ß', 1],
    ['Strasse\\Größe 7', 'Maß', 0],
    ['STRASSE\\GRÖSSE 7', 'MASS', 0],
    ['STRAß*\\GRÖSS*', 'Maß', 0],
    ['Straße\\Größe 7', 'MASS', 0],
    ['Straße\\Größe 7', '*SS', 0],
  ])('have the same at %s, %s', async (key, value, count) => {
    const keys = [`HKLM\\SOFTWARE\\${key}`];
    const entry = { product: 'Example', source: 'a test', form: 'serial', value, keys } as const;
    const products = productPlaces([entry]);
    const context = { now: new Date(0), signal: never, products };
    const ofHive = await collectPath(hiveFile, join(folder, 'hive'), context);
    // An export without any key of interest is refused as a whole.
    const ofExport = await collectPath(regExport, join(folder, 'export'), context).catch(
      () => null,
    );
    const found = [ofHive, ofExport].map((one) => one?.findings[0]?.snapshot.licences.length ?? 0);
    expect(found).toEqual([count, count]);
  });
});
