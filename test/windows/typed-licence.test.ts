// A key that the owner types, beside what is known of the PC.
import { describe, expect, it } from 'vitest';
import { newLicence } from '../../src/record/new-licence.js';
import { licenceOfReadKey } from '../../src/windows/judge.js';
import { knownLicence } from '../../src/windows/known-pc.js';
import { typedLicence } from '../../src/windows/typed-licence.js';
import { nKey } from '../support/n-key-writer.js';
import { sixKeyContent } from '../support/sample-content.js';

const now = new Date('2026-11-21T19:55:01Z');
const nothing = { product: null, channel: null, seller: null, orderNumber: null };
const facts = { ...nothing, purchasedOn: null, note: null };
const officeKey = 'FJ82H-XT6CR-J8D7P-XQJJ2-GPDD4';

describe('a typed key', () => {
  const office = newLicence({
    ...{ product: 'Microsoft Office 2016 (ProPlusVL)', productRef: 'office:16.proplusvl' },
    ...{ channel: 'Retail', lastFive: 'GPDD4', cautions: ['partial'], places: [] },
  });
  const pc = { os: sixKeyContent.os, licences: [office] };

  it('of which the PC knows the end is of that product, by name and by reference', () => {
    const { licence, match } = typedLicence({ productKey: officeKey }, facts, { pc, now });
    expect(match).toBe(office);
    expect(licence).toMatchObject({
      product: office.product,
      productRef: office.productRef,
      channel: 'Retail',
      checks: { lastFive: 'passed' },
      family: 'office',
    });
  });

  it('is of what the PC’s licence is of, whatever that is called', () => {
    const named = { ...office, product: 'Grandma’s letters' };
    const { licence } = typedLicence({ productKey: officeKey }, facts, {
      pc: { ...pc, licences: [named] },
      now,
    });
    expect(licence).toMatchObject({ product: named.product, family: 'office' });
  });

  it('named in words is of that edition, so that it is the licence that was found', () => {
    const ownKey = nKey({ group: 3305, serial: 4711 });
    const said = { ...facts, product: 'Windows 10 Pro' };
    const { licence } = typedLicence({ productKey: ownKey }, said, { pc: null, now });
    expect(licence).toMatchObject({
      ...{ product: 'Windows 10 Pro', edition: 'Professional' },
      ...{ productRef: 'windows:professional', family: 'windows', cautions: [] },
    });
    const xp = typedLicence(
      { productKey: ownKey },
      { ...facts, product: 'Windows XP Professional' },
      { pc, now },
    );
    expect(xp.licence).toMatchObject({ edition: null, productRef: null, family: 'windows' });
  });

  it('that was imported takes reference and family of the one that the PC knows', () => {
    const said = { product: 'Windows 10 Pro' };
    const read = { productKey: officeKey, productId: null, places: [], said, supposed: {} };
    expect(knownLicence(licenceOfReadKey(read), pc).licence).toMatchObject({
      ...{ productRef: office.productRef, family: 'office' },
    });
  });

  it('of which nothing is known has no reference, and that of its edition where it is public', () => {
    const ref = (key: string) =>
      typedLicence({ productKey: key }, facts, { pc: null, now }).licence.productRef;
    expect(ref(officeKey.replace('4', '7'))).toBeNull();
    expect(ref('VK7JG-NPHTM-C97JM-9MPGT-3V66T')).toBe('windows:professional');
  });

  it('of which only the end is known is that, of the product that the owner or the PC names', () => {
    const end = { productKey: null, lastFive: 'GPDD4' };
    const alone = typedLicence(end, { ...facts, product: 'Office 2010' }, { pc: null, now });
    expect(alone.match).toBeNull();
    expect(alone.licence).toMatchObject({
      ...{ product: 'Office 2010', productKey: null, lastFive: 'GPDD4', cautions: ['partial'] },
      places: [{ collector: 'typed' }],
    });
    expect(typedLicence(end, facts, { pc, now }).match).toBe(office);
    expect(typedLicence({ ...end, lastFive: '3V66T' }, facts, { pc, now }).match).toBeNull();
  });
});
