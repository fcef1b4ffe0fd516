import { describe, expect, it } from 'vitest';
import { channelOfGenericKey } from '../../src/keys/channel.js';
import { parseDigitalProductId } from '../../src/keys/digital-product-id.js';
import { parseDigitalProductId4 } from '../../src/keys/digital-product-id4.js';
import {
  familyOfKey,
  genericKey,
  genericKeyByEnd,
  genericKeys,
  isPublicKey,
  isUpgradeKey,
} from '../../src/keys/generic-keys.js';
import { officeName } from '../../src/keys/office-name.js';
import { keyFields } from '../../src/keys/pkey2009.js';
import { normaliseProductKey } from '../../src/keys/key-text.js';
import { hasNStyle } from '../../src/keys/product-key.js';
import { readTypedKey } from '../../src/keys/typed-key.js';
import { familyOfName } from '../../src/record/product-family.js';
import { nKey } from '../support/n-key-writer.js';
import { nobodysKey } from '../support/nobodys-key.js';
import { digitalProductId, digitalProductId4 } from '../support/digital-product-id-writer.js';

const keys = genericKeys.map((key) => key.productKey);

describe('genericKeys', () => {
  it('holds well-formed keys, none of them twice', () => {
    expect(keys).toHaveLength(177);
    expect(keys.map(normaliseProductKey)).toEqual(keys);
    expect(new Set(keys).size).toBe(keys.length);
  });

  // As many as Microsoft's page has in each of its tables; and one of Home, which it does not name.
  it.each([
    [/^Windows 10\/11 (?!Home|.*LTSC)/, 'kms-client', 12],
    [/^Windows 10\/11 Home/, 'kms-client', 1],
    [/^Windows 10\/11 .*LTSC/, 'kms-client', 3],
    [/^Windows 10 .*LTSB 201[56]$/, 'kms-client', 4],
    [/^Windows 8\.1 /, 'kms-client', 4],
    [/^Windows 8 /, 'kms-client', 4],
    [/^Windows 7 /, 'kms-client', 6],
    [/^Windows Vista /, 'kms-client', 4],
    [/^Windows Server 2025 /, 'kms-client', 3],
    [/^Windows Server 2022 /, 'kms-client', 3],
    [/^Windows Server 2019 /, 'kms-client', 3],
    [/^Windows Server 2016 /, 'kms-client', 3],
    [/^Windows Server .*\(versions? /, 'kms-client', 6],
    [/^Windows Server 2012 R2 /, 'kms-client', 3],
    [/^Windows Server 2012 (?!R2)/, 'kms-client', 5],
    [/^Windows Server 2008 R2 /, 'kms-client', 6],
    [/^Windows (?:Web )?Server 2008(?! R2)/, 'kms-client', 9],
    [/^Windows 10\/11 /, 'default-install', 14],
    [/^Microsoft .* 2024$/, 'kms-client', 12],
    [/^Microsoft .* 2021$/, 'kms-client', 13],
    [/^Microsoft .* 2019$/, 'kms-client', 13],
    [/^Microsoft .* 2016$/, 'kms-client', 15],
    [/^Microsoft .* 2013$/, 'kms-client', 15],
    [/^Microsoft .* 2010$/, 'kms-client', 16],
  ])('has those of %s, %s: %i', (product, kind, count) => {
    const found = genericKeys.filter((key) => key.kind === kind && product.test(key.product));
    expect(found).toHaveLength(count);
    expect(new Set(found.map((key) => key.product)).size).toBe(count);
  });

  it('names one edition for all keys that say they are of one group', () => {
    const editions = new Map<number, Set<string>>();
    for (const { productKey, edition } of genericKeys) {
      const group = keyFields(productKey)?.group;
      if (group === undefined || edition === null) continue;
      editions.set(group, (editions.get(group) ?? new Set()).add(edition));
    }
    expect(editions.size).toBeGreaterThan(60);
    expect([...editions].filter(([, names]) => names.size > 1)).toEqual([]);
  });

  it('names one edition for all products that are called alike but for the Windows', () => {
    const editions = new Map<string, Set<string>>();
    for (const { product, edition } of genericKeys) {
      if (edition === null) continue;
      const name = product
        .replace(/^Windows (Server |)(?:10\/11|10|8\.1|8|7|Vista|20\d\d(?: R2)?) /, '$1')
        .replace(/ 201[56]$/, '')
        .replace(/ \(versions? .*/, ' (version)');
      editions.set(name, (editions.get(name) ?? new Set()).add(edition));
    }
    expect(editions.size).toBeGreaterThan(30);
    // The one for clusters was renamed with Windows Server 2008 R2.
    expect([...editions].filter(([, names]) => names.size > 1).map(([name]) => name)).toEqual([
      'Server HPC',
    ]);
  });

  it('holds keys that no typing error is seen in, as far as a key can be checked', () => {
    const typos = keys.map((key) => readTypedKey(key).typo);
    expect(typos).toEqual(keys.map((key) => (hasNStyle(key) ? 'passed' : 'not-possible')));
    expect(typos.filter((typo) => typo === 'passed')).toHaveLength(136);
  });

  it('holds keys that come back from both structures, judged sound', () => {
    for (const productKey of keys) {
      const expected = { productKey, integrity: 'passed' };
      expect(parseDigitalProductId(digitalProductId({ productKey }))).toMatchObject(expected);
      expect(parseDigitalProductId4(digitalProductId4({ productKey }))).toMatchObject(expected);
    }
  });

  it('tells keys for KMS clients from those that Setup installs', () => {
    expect(genericKey('W269N-WFGWX-YVC9B-4J6C9-T83GX')).toMatchObject({
      kind: 'kms-client',
      edition: 'Professional',
    });
    expect(genericKey('YTMG3-N6DKC-DKB77-7M9GH-8HVX7')).toMatchObject({
      kind: 'default-install',
      product: 'Windows 10/11 Home',
    });
    expect(channelOfGenericKey('D2N9P-3P6X9-2R39C-7RTCD-MDVJX')).toBe('Volume:GVLK');
    expect(channelOfGenericKey('YTMG3-N6DKC-DKB77-7M9GH-8HVX7')).toBeNull();
  });

  it('says whether a key is of Windows or of Office, by the group too', () => {
    const families = genericKeys.map(({ productKey }) => familyOfKey(productKey));
    expect(families).toEqual(genericKeys.map(({ product }) => familyOfName(product)));
    const { group = 0 } = keyFields('VK7JG-NPHTM-C97JM-9MPGT-3V66T') ?? {};
    expect(familyOfKey(nKey({ group, serial: 77 }))).toBe('windows');
    const office = keyFields('NMMKJ-6RK4F-KMJVX-8D9MJ-6MWKP')?.group ?? 0;
    expect(familyOfKey(nKey({ group: office, serial: 77 }))).toBe('office');
    expect(familyOfKey(nKey({ group: 5, serial: 77 }))).toBeNull();
    expect(familyOfKey(nobodysKey)).toBeNull();
  });

  it('calls an Office as the licensing service’s names are called', () => {
    const named = (name: string) => officeName(name)?.product;
    const listed = (productKey: string) => genericKey(productKey)?.product;
    expect(named('Office 19, Office19ProPlus2019VL_KMS_Client_AE edition')).toBe(
      listed('NMMKJ-6RK4F-KMJVX-8D9MJ-6MWKP'),
    );
    expect(named('Office 21, Office21VisioPro2021VL_KMS_Client_AE edition')).toBe(
      listed('KNH8D-FGHT4-T8RK3-CTDYJ-K2HT4'),
    );
    expect(named('Office 14, OfficeStandard-KMS_Client edition')).toBe(
      listed('V7QKV-4XVVR-XYV4D-F7DFM-8R6BM'),
    );
  });

  it('knows one by its end, of the product that the end is of', () => {
    expect(genericKeyByEnd('3V66T', 'windows')?.product).toBe('Windows 10/11 Pro');
    expect(genericKeyByEnd('3V66T', null)?.product).toBe('Windows 10/11 Pro');
    expect(genericKeyByEnd('3V66T', 'office')).toBeNull();
    expect(genericKeyByEnd('6MWKP', 'office')?.product).toMatch(/Professional Plus 2019$/);
    expect(genericKeyByEnd('BBBBB', null)).toBeNull();
    expect(new Set(keys.map((key) => key.slice(-5))).size).toBe(keys.length);
  });

  it('does not know other keys', () => {
    expect(genericKey('BBBBB-BBBBB-BBBBB-BBBBB-BBBBB')).toBeNull();
    expect(genericKey('no key')).toBeNull();
  });
});

describe('isPublicKey', () => {
  it.each([
    [0, true],
    [1, true],
    [2, false],
    [2_000_000, false],
  ])('of number %i in a group that no list has: %s', (serial, isPublic) => {
    expect(isPublicKey(nKey({ group: 5, serial }))).toBe(isPublic);
  });

  it('says nothing of a key that fails its own check', () => {
    const sound = nKey({ group: 5, serial: 0 });
    const broken = sound.replace(/.$/, sound.endsWith('B') ? 'C' : 'B');
    expect([isPublicKey(sound), isPublicKey(broken)]).toEqual([true, false]);
    expect(familyOfKey(broken)).toBeNull();
  });

  it('knows every key of the lists, older ones without a number too', () => {
    expect(keys.filter((key) => !isPublicKey(key))).toEqual([]);
    expect(isPublicKey(nobodysKey)).toBe(false);
  });
});

describe('the key that upgrades from volume licences leave', () => {
  const fields = { group: 3312, serial: 2_000_000, isUpgrade: false, checksumFits: true };

  it('is told by its fields and its end, for it does not stand in the list', () => {
    expect(isUpgradeKey(fields, '6MT6Y')).toBe(true);
    expect(keys.filter((key) => key.endsWith('6MT6Y'))).toEqual([]);
  });

  it.each([
    ['another group', { ...fields, group: 3308 }, '6MT6Y'],
    ['another number', { ...fields, serial: 2_000_001 }, '6MT6Y'],
    ['a typing error', { ...fields, checksumFits: false }, '6MT6Y'],
    ['another end', fields, '3V66T'],
  ])('is no key of %s', (_, other, lastFive) => {
    expect(isUpgradeKey(other, lastFive)).toBe(false);
  });
});
