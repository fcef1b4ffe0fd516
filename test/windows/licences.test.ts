import { describe, expect, it } from 'vitest';
import { encodeContent } from '../../src/record/canonical.js';
import type { Activation, Licence } from '../../src/record/schema.js';
import type { Registry } from '../../src/registry/registry.js';
import { noSurroundings } from '../../src/windows/surroundings.js';
import { readWindows } from '../../src/windows/windows-snapshot.js';
import { digitalProductId, digitalProductId4 } from '../support/digital-product-id-writer.js';
import { type HiveValueSpec, regBinary, regDword, regSz } from '../support/hive-writer.js';
import { nKey } from '../support/n-key-writer.js';
import { currentVersion, registryOf, type WindowsPc, windows11Pro } from '../support/windows-pc.js';

const proKey = 'VK7JG-NPHTM-C97JM-9MPGT-3V66T';
const homeKey = 'YTMG3-N6DKC-DKB77-7M9GH-8HVX7';
const kmsKey = 'W269N-WFGWX-YVC9B-4J6C9-T83GX';
const olderKey = 'FJ82H-XT6CR-J8D7P-XQJJ2-GPDD4';
/** Windows 8 Pro for KMS: serial 11, so no rule but the list knows it. */
const windows8Key = 'NG4HW-VH26C-733KW-K6F98-J8CK4';
const registration = 'Microsoft\\Internet Explorer\\Registration';
const platform = `${currentVersion}\\SoftwareProtectionPlatform`;
const upgrade = 'Setup\\Source OS (Updated on 5/17/2024 11:12:44)';

const pro = { productKey: proKey, productId: '00330-80000-00000-AA123', group: 3308 };
const pro4 = {
  productKey: proKey,
  edition: 'Professional',
  keyType: 'Retail',
  advancedPid: '03612-03308-000-000000-00-1033-26100.0000-1382024',
};
const home = { productKey: homeKey, productId: '00326-10000-00000-AA902', group: 3261 };

const short = (spec: Parameters<typeof digitalProductId>[0]): HiveValueSpec =>
  regBinary('DigitalProductId', digitalProductId(spec));
const long = (spec: Parameters<typeof digitalProductId4>[0]): HiveValueSpec =>
  regBinary('DigitalProductId4', digitalProductId4(spec));

function read(
  pc: Partial<WindowsPc>,
  activation: Activation | null = null,
  earlier: Registry | null = null,
) {
  const now = new Date('2026-11-21T19:55:01Z');
  const windows = 'Windows.old\\Windows';
  const old = earlier === null ? [] : [{ windows, registry: earlier, ...noSurroundings }];
  const { snapshot, warnings } = readWindows(registryOf(pc), {
    collector: 'test',
    now,
    activation,
    beside: { ...noSurroundings, earlier: old },
  });
  return { licences: snapshot.licences, warnings, snapshot };
}

const places = (licence: Licence | undefined): string[] =>
  licence?.places.map(({ location }) => location.split('\\').slice(-2).join('\\')) ?? [];

describe('the licences of an installation', () => {
  it('make one of the same key in several places, with every check that is possible', () => {
    const { licences, warnings } = read({
      software: {
        [currentVersion]: [...windows11Pro, short(pro), long(pro4)],
        [platform]: [regSz('BackupProductKeyDefault', proKey)],
      },
    });
    expect(warnings).toEqual([]);
    expect(licences).toHaveLength(1);
    expect(licences[0]).toMatchObject({
      product: 'Windows 11 Pro',
      edition: 'Professional',
      channel: 'Retail',
      productKey: proKey,
      lastFive: '3V66T',
      productId: '00330-80000-00000-AA123',
      checks: {
        typo: 'passed',
        integrity: 'passed',
        group: 'passed',
        productId: 'passed',
        lastFive: 'not-possible',
      },
      cautions: ['generic'],
    });
    expect(places(licences[0])).toEqual([
      'CurrentVersion\\DigitalProductId4',
      'CurrentVersion\\DigitalProductId',
      'SoftwareProtectionPlatform\\BackupProductKeyDefault',
    ]);
    expect(licences[0]?.places[0]).toMatchObject({
      collector: 'test',
      foundAt: '2026-11-21T19:55:01Z',
    });
  });

  it('report both keys where DigitalProductId kept the one from before an edition change', () => {
    const { licences } = read({
      software: { [currentVersion]: [...windows11Pro, short(home), long(pro4)] },
    });
    expect(licences.map(({ product, cautions }) => [product, cautions])).toEqual([
      ['Windows 11 Pro', ['generic']],
      ['Windows 10/11 Home', ['generic', 'edition-mismatch']],
    ]);
  });

  it('do not give the installed edition to a stale key that is in no list', () => {
    const unlisted = 'BBBBB-BBBBB-BBBBB-BBBBB-BBBBC';
    const { licences } = read({
      software: {
        [currentVersion]: [...windows11Pro, short({ productKey: unlisted }), long(pro4)],
      },
    });
    expect(licences[1]).toMatchObject({
      product: 'Windows (edition unknown)',
      edition: null,
      cautions: ['not-installed'],
    });
  });

  it('rank the copy of Internet Explorer last, even of a key that is not generic', () => {
    const { licences } = read({
      software: {
        [registration]: [short({ productKey: windows8Key })],
        [currentVersion]: [...windows11Pro, short(pro), long(pro4)],
        'Microsoft\\Office\\12.0\\Registration\\{A}': [
          regBinary('DigitalProductID', digitalProductId({ productKey: olderKey })),
        ],
      },
      system: { [upgrade]: [regSz('ProductName', 'Windows 10 Home'), short(home)] },
    });
    expect(licences.map(({ product }) => product)).toEqual([
      'Windows 11 Pro',
      'Windows 10 Home',
      'Microsoft Office 2007',
      'Windows 11 Pro',
    ]);
    expect(licences[3]?.cautions).toContain('not-installed');
  });

  it('are those of every upgrade, each by its own name', () => {
    const { licences } = read({
      software: { [currentVersion]: [...windows11Pro, short(pro), long(pro4)] },
      system: {
        [upgrade]: [
          regSz('ProductName', 'Windows 10 Home'),
          regSz('EditionID', 'Core'),
          short(home),
        ],
        'Setup\\Source OS (Updated on 1/2/2016 03:04:05)': [
          regSz('ProductName', 'Windows 7 Professional'),
          regSz('EditionID', 'Professional'),
          regSz('CurrentBuild', '7601'),
          short({
            productKey: 'BBBBB-BBBBB-BBBBB-BBBBB-BBBBC',
            productId: '00371-OEM-8992671-00004',
          }),
        ],
        'Setup\\Source OS': [short({ productKey: windows8Key })],
        'Setup\\Upgrade': [short({ productKey: windows8Key })],
      },
    });
    expect(licences.map(({ product, channel }) => [product, channel])).toEqual([
      ['Windows 11 Pro', 'Retail'],
      ['Windows 10 Home', 'Retail'],
      ['Windows 7 Professional', 'OEM'],
    ]);
  });

  it('name Windows 11 among the earlier ones too', () => {
    const { licences } = read({
      system: {
        [upgrade]: [
          regSz('ProductName', 'Windows 10 Home'),
          regSz('CurrentBuild', '22631'),
          short(home),
        ],
      },
    });
    expect(licences[0]).toMatchObject({ product: 'Windows 11 Home', cautions: ['generic'] });
  });

  it('keep a key of an earlier Windows that is also the installed one under the present name', () => {
    const { licences } = read({
      software: { [currentVersion]: [...windows11Pro, long(pro4)] },
      system: { [upgrade]: [regSz('ProductName', 'Windows 10 Pro'), short(pro)] },
    });
    expect(licences).toHaveLength(1);
    expect(licences[0]).toMatchObject({ product: 'Windows 11 Pro', cautions: ['generic'] });
  });

  it('label a key for KMS clients by its channel, wherever it is', () => {
    const { licences } = read({
      software: { [platform]: [regSz('BackupProductKeyDefault', kmsKey)] },
    });
    expect(licences[0]).toMatchObject({ channel: 'Volume:GVLK', cautions: ['generic'] });
  });

  it('label a key that is in no list by its channel', () => {
    const keyType = 'Volume:GVLK';
    const spec = { ...pro4, productKey: 'BBBBB-BBBBB-BBBBB-BBBBB-BBBBC', keyType };
    const { licences } = read({ software: { [currentVersion]: [...windows11Pro, long(spec)] } });
    expect(licences[0]?.cautions).toEqual(['generic']);
  });

  it.each([
    [0, ['generic']],
    [1, ['generic']],
    // Setup and documentation use 0 and 1; 2 is the first that somebody bought.
    [2, []],
  ])('label a key that is in no list by its serial: %i', (serial, cautions) => {
    const productKey = nKey({ group: 3308, serial });
    const { licences } = read({
      software: { [currentVersion]: [...windows11Pro, long({ ...pro4, productKey })] },
    });
    expect(licences[0]).toMatchObject({ productKey, checks: { typo: 'passed' }, cautions });
  });

  it('have the edition as their reference, whatever the generation is called', () => {
    const { licences } = read({
      software: { [currentVersion]: [...windows11Pro, short(home), long(pro4)] },
      system: {
        [upgrade]: [
          regSz('ProductName', 'Windows 7 Professional'),
          regSz('EditionID', 'Professional'),
          short({ productKey: olderKey }),
        ],
      },
    });
    expect(licences.map(({ product, productRef }) => [product, productRef])).toEqual([
      ['Windows 11 Pro', 'windows:professional'],
      ['Windows 10/11 Home', 'windows:core'],
      ['Windows 7 Professional', 'windows:professional'],
    ]);
  });

  it('put those of an earlier Windows on the same disk behind every one of the present', () => {
    const earlierKey = nKey({ group: 3308, serial: 77 });
    const earlier = registryOf({
      software: {
        [currentVersion]: [...windows11Pro, long({ ...pro4, productKey: earlierKey })],
      },
    });
    const { licences } = read(
      {
        software: {
          [currentVersion]: [...windows11Pro, long(pro4)],
          [platform]: [regSz('BackupProductKeyDefault', homeKey)],
          [`${currentVersion}\\DefaultProductKey`]: [long({ ...pro4, productKey: kmsKey })],
        },
      },
      null,
      earlier,
    );
    // It was the installed one there: here it is not, and the first key is the one to type.
    expect(licences.map(({ productKey }) => productKey)).toEqual([
      proKey,
      homeKey,
      kmsKey,
      earlierKey,
    ]);
    expect(licences[3]?.cautions).toEqual(['not-installed']);
  });

  it('give DefaultProductKey and DefaultProductKey2 their own product ids', () => {
    const { licences } = read({
      software: {
        [currentVersion]: [...windows11Pro, short(pro), long(pro4)],
        [`${currentVersion}\\DefaultProductKey`]: [
          regSz('ProductId', 'X'),
          long({ ...pro4, productKey: kmsKey }),
        ],
        [`${currentVersion}\\DefaultProductKey2`]: [short(home)],
      },
    });
    expect(licences.map(({ product, productId }) => [product, productId])).toEqual([
      ['Windows 11 Pro', '00330-80000-00000-AA123'],
      ['Windows 11 Pro', 'X'],
      ['Windows 10/11 Home', '00326-10000-00000-AA902'],
    ]);
  });
});

describe('an erased key', () => {
  const erased4 = { ...pro4, productKey: null, keyType: 'Volume:MAK' };

  it('is said to be erased, with what is still known of it', () => {
    const { licences } = read({
      software: {
        [currentVersion]: [...windows11Pro, short({ ...pro, productKey: null }), long(erased4)],
      },
    });
    expect(licences).toHaveLength(1);
    expect(licences[0]).toMatchObject({
      product: 'Windows 11 Pro',
      edition: 'Professional',
      channel: 'Volume:MAK',
      productKey: null,
      lastFive: null,
      productId: '00330-80000-00000-AA123',
      cautions: ['erased'],
      checks: { typo: 'not-possible', integrity: 'passed' },
    });
    expect(JSON.stringify(licences)).not.toContain('BBBBB');
  });

  it('is not listed where the key itself stands beside the same product id', () => {
    const { licences } = read({
      software: {
        [currentVersion]: [...windows11Pro, short({ ...pro, productKey: null }), long(pro4)],
        [registration]: [short({ ...pro, productKey: null })],
      },
    });
    expect(licences.map(({ productKey }) => productKey)).toEqual([proKey]);
  });

  it('does not make a key of another product id the installed one', () => {
    const { licences } = read({
      software: {
        [currentVersion]: [...windows11Pro, short(home), long(erased4)],
      },
    });
    expect(licences.map(({ productKey }) => productKey)).toEqual([null, homeKey]);
    expect(licences[1]?.cautions).toContain('edition-mismatch');
  });

  it('is found again in a backup of the same group and serial', () => {
    const { licences } = read({
      software: {
        [currentVersion]: [...windows11Pro, long(erased4)],
        [platform]: [regSz('BackupProductKeyDefault', proKey)],
      },
    });
    expect(licences[0]).toMatchObject({
      product: 'Windows 11 Pro',
      productKey: proKey,
      checks: { productId: 'passed' },
    });
  });

  it('leaves the first place to the key that has its product id, wherever that is', () => {
    const { licences } = read({
      software: {
        [currentVersion]: [...windows11Pro, short(home), long(erased4)],
        [platform]: [regSz('BackupProductKeyDefault', proKey)],
      },
    });
    expect(licences.map(({ productKey, cautions }) => [productKey, cautions])).toEqual([
      [proKey, ['generic']],
      [homeKey, ['generic', 'edition-mismatch']],
    ]);
  });

  it('may still stand in the older structure under the same product id', () => {
    const { licences } = read({
      software: {
        [currentVersion]: [
          ...windows11Pro,
          short({ productKey: olderKey, productId: '00330-80000-00000-AA123' }),
          long(erased4),
        ],
      },
    });
    expect(licences.map(({ productKey }) => productKey)).toEqual([olderKey]);
    expect(licences[0]?.cautions).not.toContain('not-installed');
  });

  it('is told once for each product id, of which a disk may have thousands', () => {
    const earlier = Array.from({ length: 400 }, (_, i) => {
      const productId = `00330-80000-00${String(i % 100).padStart(3, '0')}-AA123`;
      return [
        `Setup\\Source OS (Updated on ${i})`,
        [short({ productKey: null, productId })],
      ] as const;
    });
    const { licences } = read({ system: Object.fromEntries(earlier) });
    expect(licences).toHaveLength(100);
    expect(new Set(licences.map(({ productId }) => productId)).size).toBe(100);
    expect(licences.every(({ cautions }) => cautions.includes('erased'))).toBe(true);
  });

  it('may be spelt in Bs where it is text', () => {
    const { licences } = read({
      software: {
        [platform]: [regSz('BackupProductKeyDefault', 'BBBBB-BBBBB-BBBBB-BBBBB-BBBBB')],
      },
    });
    expect(licences.map(({ productKey, cautions }) => [productKey, cautions])).toEqual([
      [null, ['erased']],
    ]);
  });
});

describe('what a running Windows reports', () => {
  const activation = { status: 'licensed', channel: null, description: null, lastFive: '3V66T' };
  const software = { [currentVersion]: [...windows11Pro, long(pro4)] };

  it('is checked against the installed key, and no other', () => {
    const system = { [upgrade]: [regSz('ProductName', 'Windows 10 Home'), short(home)] };
    const { licences } = read({ software, system }, activation);
    expect(licences.map(({ checks }) => checks.lastFive)).toEqual(['passed', 'not-possible']);
    const other = read({ software }, { ...activation, lastFive: '8HVX7' });
    expect(other.licences[0]?.checks.lastFive).toBe('failed');
  });

  it('tells the end of a key that was erased', () => {
    const erased = { [currentVersion]: [...windows11Pro, long({ ...pro4, productKey: null })] };
    expect(read({ software: erased }, activation).licences[0]).toMatchObject({
      productKey: null,
      lastFive: '3V66T',
      cautions: ['erased', 'partial', 'generic'],
    });
  });
});

describe('checks that fail', () => {
  it('are named, and a damaged value is warned of without its key', () => {
    const damaged = digitalProductId({ ...pro, group: 9999 }).with(72, 1);
    const { licences, warnings } = read({
      software: { [currentVersion]: [...windows11Pro, regBinary('DigitalProductId', damaged)] },
    });
    expect(licences[0]?.checks).toEqual({
      typo: 'passed',
      integrity: 'failed',
      group: 'failed',
      productId: 'passed',
      lastFive: 'not-possible',
    });
    expect(warnings).toMatchObject([{ code: 'value-damaged' }]);
    expect(JSON.stringify(warnings)).not.toContain(proKey);
  });

  it('are made up for by another place of the same key', () => {
    const { licences } = read({
      software: { [platform]: [regSz('BackupProductKeyDefault', olderKey)] },
      system: { [upgrade]: [short({ productKey: olderKey })] },
    });
    expect(licences).toHaveLength(1);
    expect(licences[0]?.checks).toMatchObject({ typo: 'not-possible', integrity: 'passed' });
    expect(licences[0]?.cautions).not.toContain('unchecked');
  });

  it('leave an older key without a checksum around it unchecked', () => {
    const { licences } = read({
      software: { [platform]: [regSz('BackupProductKeyDefault', olderKey)] },
    });
    expect(licences[0]?.cautions).toContain('unchecked');
  });
});

describe('values that are no keys', () => {
  it.each([
    ['too short', short(pro).data.subarray(0, 66)],
    ['no number of a key', new Uint8Array(164).fill(0xff)],
  ])('are warned of: %s', (_, data) => {
    const { licences, warnings } = read({
      software: {
        [currentVersion]: [...windows11Pro, regBinary('DigitalProductId', data), long(pro4)],
      },
    });
    expect(licences).toHaveLength(1);
    expect(warnings).toMatchObject([
      { code: 'value-unreadable', location: `HKLM\\SOFTWARE\\${currentVersion}\\DigitalProductId` },
    ]);
  });

  it('are passed over where they are empty or all zero', () => {
    const { licences, warnings } = read({
      software: {
        [currentVersion]: [
          ...windows11Pro,
          regBinary('DigitalProductId', new Uint8Array(164)),
          regBinary('DigitalProductId4', new Uint8Array(0)),
        ],
        [platform]: [regSz('BackupProductKeyDefault', '')],
      },
    });
    expect({ licences, warnings }).toEqual({ licences: [], warnings: [] });
  });

  it('never repeat what stands where a key should', () => {
    const { warnings } = read({
      software: { [platform]: [regSz('BackupProductKeyDefault', proKey.slice(0, -1))] },
    });
    expect(warnings).toHaveLength(1);
    expect(warnings[0]?.message).not.toContain('VK7JG');
  });
});

describe('a product key in the name of a registry key', () => {
  const office = (productKey: string, value: HiveValueSpec) =>
    read({ software: { [`Microsoft\\Office\\12.0\\Registration\\${productKey}`]: [value] } });
  const structure = regBinary('DigitalProductID', digitalProductId({ productKey: olderKey }));

  it('is masked in the place where a key was found, and in what is warned of', () => {
    const { licences } = office(proKey, structure);
    expect(places(licences[0])).toEqual(['*****-*****-*****-*****-3V66T\\DigitalProductID']);
    const { warnings } = office(proKey, regBinary('DigitalProductID', new Uint8Array(20).fill(1)));
    expect(warnings).toMatchObject([{ code: 'value-unreadable' }]);
    expect(warnings[0]?.location).toMatch(/Registration\\\*{5}-\*{5}-\*{5}-\*{5}-3V66T\\/);
  });

  it('still tells one registry key from another that ends alike', () => {
    const erased = regBinary('DigitalProductID', digitalProductId({ productKey: null }));
    const named = [proKey, proKey.replace('V', 'X')].map(
      (name) => [`Microsoft\\Office\\12.0\\Registration\\${name}`, [erased]] as const,
    );
    expect(read({ software: Object.fromEntries(named) }).licences).toHaveLength(2);
  });
});

describe('other programs', () => {
  it('have their keys at either offset, also those of 32-bit Office', () => {
    const office = (version: string): string => `Microsoft\\Office\\${version}\\Registration\\{A}`;
    const { licences } = read({
      software: {
        [office('11.0')]: [
          regSz('ProductName', 'Microsoft Office Professional Edition 2003'),
          regBinary('DigitalProductID', digitalProductId({ productKey: olderKey })),
        ],
        [`WOW6432Node\\${office('14.0')}`]: [
          regBinary('DigitalProductID', digitalProductId4({ productKey: windows8Key })),
        ],
        [office('15.0')]: [
          regBinary('DigitalProductID', digitalProductId({ productKey: homeKey })),
        ],
      },
    });
    expect(licences.map(({ product, productKey }) => [product, productKey])).toEqual([
      ['Microsoft Office Professional Edition 2003', olderKey],
      ['Microsoft Office 2010', windows8Key],
    ]);
    expect(licences[0]).toMatchObject({
      edition: null,
      channel: 'Retail',
      cautions: ['generic'],
    });
  });

  it('have registrations without a key, which are passed over', () => {
    const { licences, warnings } = read({
      software: {
        'Microsoft\\Office\\14.0\\Registration\\{A}': [regSz('ProductName', 'Office')],
        'WOW6432Node\\Microsoft\\Windows NT\\CurrentVersion': [regSz('ProductName', 'Windows')],
      },
    });
    expect({ licences, warnings }).toEqual({ licences: [], warnings: [] });
  });

  it('are read up to a number that no Windows has', () => {
    const many = Array.from({ length: 600 }, (_, i) => [
      `Microsoft\\Office\\14.0\\Registration\\{${i}}`,
      [regDword('Any', i)],
    ]);
    const { warnings } = read({ software: Object.fromEntries(many) as WindowsPc['software'] });
    const location = 'HKLM\\SOFTWARE\\Microsoft\\Office\\14.0\\Registration\\*';
    const message = 'only the first 500 registry keys were read';
    expect(warnings).toEqual([{ code: 'too-many-keys', message, location }]);
  });
});

it('a snapshot fits a record', () => {
  const { snapshot } = read({
    software: { [currentVersion]: [regSz('ProductName', 'W\ud800'), short(pro)] },
  });
  const content = {
    ...snapshot,
    schema: 1 as const,
    tool: { name: 'test', version: '0' },
    machine: { ...snapshot.machine, tag: '0123456789abcdef' },
    sequence: 1,
    previous: null,
    takenAt: '2026-11-21T19:55:01Z',
  };
  expect(encodeContent(content).length).toBeGreaterThan(100);
});
