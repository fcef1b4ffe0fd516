import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { builtInProducts } from '../../../src/windows/products/built-in.js';
import { games } from '../../../src/windows/products/built-in/games.js';
import { graphicsPrograms } from '../../../src/windows/products/built-in/graphics.js';
import { mediaPrograms } from '../../../src/windows/products/built-in/media.js';
import { programsOfUsers } from '../../../src/windows/products/built-in/of-users.js';
import { tools } from '../../../src/windows/products/built-in/tools.js';
import {
  type Product,
  productListSchema,
  productPlaces,
} from '../../../src/windows/products/product.js';
import { pathMatcher } from '../../../src/registry/path-matcher.js';
import { readWindows } from '../../../src/windows/windows-snapshot.js';
import {
  digitalProductId,
  digitalProductId4,
  encodeKey,
} from '../../support/digital-product-id-writer.js';
import { type HiveValueSpec, regBinary, regDword, regSz } from '../../support/hive-writer.js';
import { type KeysByPath, registryOf, type WindowsPc } from '../../support/windows-pc.js';

const olderKey = 'FJ82H-XT6CR-J8D7P-XQJJ2-GPDD4';
const newerKey = 'VK7JG-NPHTM-C97JM-9MPGT-3V66T';

function read(software: KeysByPath, products: readonly Product[] = []) {
  return readRegistry({ software }, products);
}

function readRegistry(pc: Partial<WindowsPc>, products: readonly Product[] = []) {
  const now = new Date('2026-11-21T19:55:01Z');
  const places = productPlaces(products);
  return readWindows(registryOf(pc), { collector: 'test', now, products: places });
}

/** One path that a pattern names. */
function example(pattern: string): string {
  return pattern.replaceAll('*', 'x');
}

/** The value as its program would leave it. */
function valueOf({ form, value }: Product): HiveValueSpec {
  switch (form) {
    case 'digital-product-id':
      return regBinary(value, digitalProductId({ productKey: olderKey }));
    case 'digital-product-id4':
      return regBinary(value, digitalProductId4({ productKey: olderKey }));
    case 'key-bytes':
      return regBinary(value, encodeKey(newerKey));
    case 'text':
      return regSz(value, olderKey.replaceAll('-', ''));
    case 'serial':
      return regSz(value, '1234-5678-90AB');
    case 'account':
      return regSz(value, 'O365HomePremRetail');
  }
}

const wanted: Readonly<Record<Product['form'], string | null>> = {
  'digital-product-id': olderKey,
  'digital-product-id4': olderKey,
  'key-bytes': newerKey,
  text: olderKey,
  serial: '1234-5678-90AB',
  account: null,
};

describe('the products that are built in', () => {
  it('have the form of a list, each with its source, and are told apart by name', () => {
    expect(builtInProducts.length).toBeGreaterThan(250);
    const products = builtInProducts.map(({ id: _id, ...entry }) => entry);
    const result = v.safeParse(productListSchema, { products });
    expect(result.issues).toBeUndefined();
    const names = builtInProducts.map(({ product }) => product);
    expect(new Set(names).size).toBe(names.length);
    expect(builtInProducts.filter(({ source }) => source.length < 20)).toEqual([]);
  });

  it('have an id each that no other has, fit to be the reference in a record', () => {
    const places = productPlaces(builtInProducts);
    const references = new Map(places.map(({ product, productRef }) => [product, productRef]));
    const wanted = builtInProducts.map(({ id, product }) => [product, `program:${id}`] as const);
    expect(references).toEqual(new Map(wanted));
    expect(new Set(references.values()).size).toBe(builtInProducts.length);
  });

  it('name no place and value that another names too, wildcards or not', () => {
    const places = productPlaces(builtInProducts).map(({ hive, path, values }) => {
      const [value] = values;
      return `${hive}\\${path}\\=${value?.name ?? ''}`;
    });
    const matchers = places.map((place) => pathMatcher([place]));
    const shared = places.flatMap((place, i) => {
      const parts = example(place).split('\\');
      return matchers.filter((matches, j) => j !== i && matches(parts)).map(() => place);
    });
    expect(shared).toEqual([]);
  });

  it('name a value that holds the key, not whose it is, where it lies or which version it is of', () => {
    const other = /name|company|owner|organi[sz]ation|user|e-?mail|path|dir|version|date|folder/i;
    const values = builtInProducts.filter(({ value }) => other.test(value));
    expect(values).toEqual([]);
  });

  it.each(builtInProducts.map((entry) => [entry.product, entry] as const))(
    'are found, 32-bit ones too: %s',
    (_, entry) => {
      for (const { hive, path } of productPlaces([entry])) {
        const value = valueOf({ ...entry, value: example(entry.value) });
        const keys = { [example(path)]: [value] };
        const registry = hive === 'user' ? { users: { Anna: keys } } : { [hive]: keys };
        const { snapshot, warnings } = readRegistry(registry);
        expect(warnings).toEqual([]);
        expect(snapshot.licences.map(({ productKey }) => productKey)).toEqual([wanted[entry.form]]);
      }
    },
  );
});

it('the docs tell how many there are', () => {
  const page = (name: string): string =>
    readFileSync(`docs/${name}.md`, 'utf8').replaceAll(/ +/g, ' ');
  const themes = [graphicsPrograms, mediaPrograms, tools, games, programsOfUsers];
  const [drawing = 0, media = 0, rest = 0, played = 0, ofUsers = 0] = themes.map(
    ({ length }) => length,
  );
  const products = page('sources/products');
  expect(products).toContain(`a list of ${builtInProducts.length} entries`);
  expect(products).toContain(`| graphics, the web, CAD | ${drawing} |`);
  expect(products).toContain(`| sound, video, burning discs | ${media} |`);
  expect(products).toContain(`| tools | ${rest} |`);
  expect(products).toContain(`| games | ${played} |`);
  expect(products).toContain(`| of a single user | ${ofUsers} |`);
  const comparison = page('comparison');
  expect(comparison).toContain(
    `with a plain serial | ${drawing + media + rest + ofUsers}, and any list |`,
  );
  expect(comparison).toContain(`| games | ${played} |`);
});

it('a place that a list of the user names too is told once, by the name that is built in', () => {
  const key = 'Nico Mak Computing\\WinZip\\Winini';
  const own: Product = {
    product: 'Zip',
    source: 'a list of the user',
    form: 'serial',
    value: 'SN1',
    keys: [`HKLM\\SOFTWARE\\${key}`],
  };
  const { snapshot } = read({ [key]: [regSz('SN1', 'ABCD-1234-EFGH')] }, [own]);
  expect(snapshot.licences).toMatchObject([
    { product: 'WinZip', places: [{ location: `HKLM\\SOFTWARE\\${key}\\SN1` }] },
  ]);
});

describe('a licence of an account', () => {
  const key = 'Microsoft\\Office\\ClickToRun\\Configuration';

  it('is one for each that the value names, without a key and not called erased', () => {
    const ids = 'O365HomePremRetail, VisioPro2019Volume,O365HomePremRetail,constructor,';
    const { snapshot } = read({ [key]: [regSz('ProductReleaseIds', ids)] });
    expect(snapshot.licences.map(({ productRef }) => productRef)).toEqual([
      'account:o365homepremretail',
      'account:visiopro2019volume',
      'account:constructor',
    ]);
    const rows = snapshot.licences.map(({ product, channel, cautions, productKey, lastFive }) => ({
      ...{ product, channel, cautions, productKey, lastFive },
    }));
    const none = { cautions: ['account'], productKey: null, lastFive: null };
    expect(rows).toEqual([
      { product: 'Microsoft 365 Family or Personal', channel: 'Retail', ...none },
      { product: 'Microsoft Visio Professional 2019', channel: 'Volume', ...none },
      { product: 'Microsoft Office (account): constructor', channel: null, ...none },
    ]);
  });
});

describe('the key of a SQL Server', () => {
  it('is read from the older structure too, which later versions do not have', () => {
    const key = 'Microsoft\\Microsoft SQL Server\\110\\Tools\\Setup';
    const structure = digitalProductId({ productKey: olderKey });
    const { snapshot } = read({ [key]: [regBinary('DigitalProductID', structure)] });
    expect(snapshot.licences[0]?.productKey).toBe(olderKey);
    const short = read({ [key]: [regBinary('DigitalProductID', new Uint8Array([1, 2, 3]))] });
    expect(short.snapshot.licences).toEqual([]);
    expect(short.warnings).toMatchObject([{ code: 'value-unreadable' }]);
  });
});

describe('a serial', () => {
  const entry = (value: string): Product => ({
    product: 'Example',
    source: 'a list of the user',
    form: 'serial',
    value,
    keys: ['HKEY_LOCAL_MACHINE\\SOFTWARE\\Example\\App\\'],
  });

  it.each([
    ['', []],
    ['abc', []],
    ['Trial', []],
    ['000000', []],
    ['AB-1234', ['AB-1234']],
    ['\u0000\u0007 X1-Y2-Z3 ', []],
    ['  X1-Y2-Z3  ', ['X1-Y2-Z3']],
  ])('%j is %j', (text, keys) => {
    const { snapshot } = read({ 'Example\\App': [regSz('Serial', text)] }, [entry('Serial')]);
    expect(snapshot.licences.map(({ productKey }) => productKey)).toEqual(keys);
  });

  it('is masked in full where it is short', () => {
    const software = { 'Example\\App': [regSz('Serial', 'AB-1234')] };
    expect(read(software, [entry('Serial')]).snapshot.licences[0]).toMatchObject({
      lastFive: null,
      cautions: ['unchecked'],
    });
  });

  it('may be a number, or in values that a pattern names', () => {
    const values = [
      regDword('Serial9_1', 123456),
      regSz('serial9_2', 'A-9-9-9'),
      regSz('Other', 'B-1-1'),
    ];
    const { snapshot } = read({ 'Example\\App': values }, [entry('Serial9_*')]);
    expect(snapshot.licences.map(({ productKey }) => productKey)).toEqual(['123456', 'A-9-9-9']);
  });

  it('is looked for in so many values that a pattern names, and in no more', () => {
    const values = Array.from({ length: 600 }, (_, i) => regSz(`Serial9_${i}`, `A-1000-${i}`));
    const { snapshot, warnings } = read({ 'Example\\App': values }, [entry('Serial9_*')]);
    expect(snapshot.licences).toHaveLength(500);
    const location = 'HKLM\\SOFTWARE\\Example\\App\\Serial9_*';
    const message = 'only the first 500 values were read';
    expect(warnings).toEqual([{ code: 'too-many-values', message, location }]);
  });
});
