// A public key is called one whatever way it comes in: by the lists, or by its own number.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { collectFrom } from '../../src/collect/collectors.js';
import { withFirmwareKey } from '../../src/collect/firmware/firmware-licence.js';
import { withPrograms } from '../../src/collect/this-pc/licensing-service/programs.js';
import type { Licence } from '../../src/record/schema.js';
import { familyOf } from '../../src/record/product-family.js';
import { typedLicence } from '../../src/windows/typed-licence.js';
import { licenceOfReadKey } from '../../src/windows/judge.js';
import { builtInProducts } from '../../src/windows/products/built-in.js';
import { productPlaces } from '../../src/windows/products/product.js';
import { digitalProductId, digitalProductId4 } from '../support/digital-product-id-writer.js';
import { regBinary, regSz } from '../support/hive-writer.js';
import { nKey } from '../support/n-key-writer.js';
import { currentVersion, hiveOf, windows11Pro, writeDisk } from '../support/windows-pc.js';
import { never } from '../support/signal.js';
import { eachInFolder } from '../support/temporary-folder.js';

let folder = '';
eachInFolder((made) => {
  folder = made;
});

type Way = (productKey: string) => Promise<Licence | undefined> | Licence | undefined;

const now = new Date(0);

async function collected(productKey: string, name = 'source'): Promise<Licence | undefined> {
  const context = { now, signal: never, products: productPlaces(builtInProducts) };
  const { findings } = await collectFrom([join(folder, name)], context);
  const all = findings.flatMap(({ snapshot }) => snapshot.licences);
  return all.find((licence) => licence.productKey === productKey);
}

function fromFile(content: (productKey: string) => string | Uint8Array): Way {
  return (productKey) => {
    writeFileSync(join(folder, 'source'), content(productKey));
    return collected(productKey);
  };
}

const typedFacts = {
  ...{ product: null, channel: null, seller: null, orderNumber: null },
  ...{ purchasedOn: null, note: null },
};
const short = (productKey: string) =>
  regBinary('DigitalProductId', digitalProductId({ productKey }));
const columns = 'Product Name,Product ID,Product Key,Computer Name';

const ways: Readonly<Record<string, Way>> = {
  typed: (productKey) => typedLicence({ productKey }, typedFacts, { pc: null, now }).licence,
  'typed with words': (productKey) =>
    typedLicence({ productKey }, { ...typedFacts, product: 'My old PC' }, { pc: null, now })
      .licence,
  'in a text': fromFile((productKey) => `a note\nthe key: ${productKey}\n`),
  'in a ProduKey export': fromFile(
    (productKey) => `${columns}\nInternet Explorer,,${productKey},ANNA-PC\n`,
  ),
  'in a hive': fromFile((productKey) =>
    hiveOf({ [currentVersion]: [...windows11Pro, short(productKey)] }),
  ),
  'in a registry export': fromFile((productKey) => {
    const path = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';
    const { data } = short(productKey);
    const hex = Array.from(data, (byte) => byte.toString(16).padStart(2, '0')).join(',');
    const value = `"ProductName"="Windows 10 Pro"\r\n"DigitalProductId"=hex:${hex}`;
    return `Windows Registry Editor Version 5.00\r\n\r\n[${path}]\r\n${value}\r\n`;
  }),
  'of Office in a hive': fromFile((productKey) => {
    const path = 'Microsoft\\Office\\14.0\\Registration\\{90140000-0011-0000-0000-0000000FF1CE}';
    const value = regBinary('DigitalProductID', digitalProductId4({ productKey }));
    const name = regSz('ProductName', 'Microsoft Office Professional Plus 2010');
    return hiveOf({ [currentVersion]: windows11Pro, [path]: [name, value] });
  }),
  'in an answer file': (productKey) => {
    const root = join(folder, 'disk');
    writeDisk(root, { software: { [currentVersion]: windows11Pro } });
    const path = join(root, 'Windows', 'Panther', 'unattend.xml');
    mkdirSync(dirname(path), { recursive: true });
    const component = `<component name="Microsoft-Windows-Shell-Setup"><ProductKey>${productKey}</ProductKey></component>`;
    const xml = `<unattend xmlns="urn:schemas-microsoft-com:unattend"><settings pass="specialize">${component}</settings></unattend>`;
    writeFileSync(path, xml);
    return collected(productKey, 'disk');
  },
  'in the firmware': (productKey) => {
    const context = { foundAt: '1970-01-01T00:00:00Z', activation: null };
    return withFirmwareKey([], { productKey, checksumFits: true }, context)[0];
  },
};

const ofWindows = 'VK7JG-NPHTM-C97JM-9MPGT-3V66T';
const ofOffice = 'NMMKJ-6RK4F-KMJVX-8D9MJ-6MWKP';
const publicKeys = {
  'a listed key of Windows': ofWindows,
  'a listed key of Office': ofOffice,
  'an older one of Office': 'VYBBJ-TRJPB-QFQRF-QFT4D-H3GVB',
  'a key of number 0': nKey({ group: 3305, serial: 0 }),
  'a key of number 1': nKey({ group: 3305, serial: 1 }),
};
const ownKey = nKey({ group: 3305, serial: 4711 });

describe.each(Object.entries(ways))('a public key %s', (_, way) => {
  it.each(Object.entries(publicKeys))('is called one: %s', async (_kind, productKey) => {
    expect(await way(productKey)).toMatchObject({ productKey, lastFive: productKey.slice(-5) });
    expect((await way(productKey))?.cautions).toContain('generic');
  });

  it('is told from one of somebody’s own', async () => {
    expect(await way(ownKey)).toMatchObject({ productKey: ownKey });
    expect((await way(ownKey))?.cautions).not.toContain('generic');
  });
});

describe('what a key is of', () => {
  const family = async (way: keyof typeof ways, productKey: string) => {
    const licence = await ways[way]?.(productKey);
    return licence === undefined ? undefined : familyOf(licence);
  };

  it('is not known of a key without words that no list has', async () => {
    expect(await family('typed', ownKey)).toBeNull();
    expect(await family('in a text', ownKey)).toBeNull();
  });

  it('is told by the lists, whatever the words around it are', async () => {
    for (const way of ['typed', 'in a text', 'typed with words', 'in a ProduKey export'] as const) {
      expect(await family(way, ofWindows)).toBe('windows');
      expect(await family(way, ofOffice)).toBe('office');
    }
  });

  it('is told by the place', async () => {
    const places = ['in a hive', 'in a registry export', 'in an answer file', 'in the firmware'];
    for (const way of places) expect(await family(way, ownKey)).toBe('windows');
    expect(await family('of Office in a hive', ownKey)).toBe('office');
  });

  it('is told by its product id alone, where nothing is left of it', () => {
    const facts = {
      productKey: null,
      places: [],
      said: { product: 'Windows 10 Pro' },
      supposed: {},
    };
    const cautions = (productId: string) =>
      licenceOfReadKey({ ...facts, productId, cautions: ['not-found'] }).cautions;
    expect(cautions('00330-80000-00000-AA123')).toEqual(['not-found', 'generic']);
    expect(cautions('00330-80004-71100-AA123')).toEqual(['not-found']);
    expect(cautions('00371-OEM-8992671-00524')).toEqual(['not-found']);
  });

  it('is told by its end alone, where that is one of a public key', () => {
    const facts = { productKey: null, lastFive: '3V66T', productId: null, places: [] };
    const unnamed = licenceOfReadKey({ ...facts, said: {}, supposed: {} });
    const found = { product: 'Windows 10/11 Pro', productRef: 'windows:professional' };
    expect(unnamed).toMatchObject({
      ...found,
      family: 'windows',
      cautions: ['partial', 'generic'],
    });
    const said = { product: 'Windows 10 Home' };
    expect(licenceOfReadKey({ ...facts, said, supposed: {} })).toMatchObject({
      ...{ ...said, productRef: 'windows:core', cautions: ['partial', 'generic'] },
    });
    const office = { product: 'Microsoft Office 2019' };
    expect(licenceOfReadKey({ ...facts, said: office, supposed: {} }).cautions).toEqual([
      'partial',
    ]);
    const [program] = withPrograms(
      [],
      [
        {
          name: 'Office 16, Office16ProPlusR_Retail edition',
          ...{ description: null, channel: 'Retail', lastFive: ofOffice.slice(-5) },
          cimClass: 'SoftwareLicensingProduct',
        },
      ],
      '1970-01-01T00:00:00Z',
    );
    expect(program?.cautions).toEqual(['partial', 'generic']);
  });
});
