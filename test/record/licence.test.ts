import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  findSame,
  isSameLicence,
  licenceIdentity,
  maskProductKey,
  mergeLicences,
} from '../../src/record/licence.js';
import type { Licence } from '../../src/record/schema.js';
import { anyLicence, keylessLicence } from '../support/any-licence.js';
import { sixKeyContent } from '../support/sample-content.js';

function firstLicence(): Licence {
  const [licence] = sixKeyContent.licences;
  if (licence === undefined) throw new Error('the sample has no licence');
  return licence;
}

describe('a licence on screen', () => {
  it('shows the last five characters of its key and no more', () => {
    expect(maskProductKey(firstLicence())).toBe('*****-*****-*****-*****-3V66T');
  });

  it.each([
    ['1111-2222-AAAA', '-AAAA', '****-****-AAAA'],
    ['SN 12345678', '45678', '** ***45678'],
    ['A1B2-C3', null, '****-**'],
  ])(
    'keeps the form of a serial, and hides a short one as a whole',
    (productKey, lastFive, shown) => {
      expect(maskProductKey({ productKey, lastFive })).toBe(shown);
    },
  );

  it('shows nothing where nothing is known', () => {
    expect(maskProductKey({ productKey: null, lastFive: null })).toBeNull();
  });
});

const licence = firstLicence();
const keyless = { ...licence, productKey: null };
const bare = { ...keyless, lastFive: null, productId: null, partNumber: null };
const unreferred = { ...keyless, productRef: null };
const office = {
  ...bare,
  product: 'Microsoft Office 2016 (ProPlusVL)',
  productRef: 'office:16.proplusvl',
  lastFive: 'ABCDE',
};

/** Both ways of asking, whichever of the two comes first. */
function areOne(a: Licence, b: Licence): boolean {
  const one = isSameLicence(a, b);
  expect(isSameLicence(b, a)).toBe(one);
  if (licenceIdentity(a) === licenceIdentity(b)) expect(one).toBe(true);
  return one;
}

describe('two findings', () => {
  it('are one licence when their keys are the same, whatever else they say', () => {
    const other = {
      ...licence,
      product: 'Something',
      productRef: 'x:y',
      channel: null,
      places: [],
    };
    expect(areOne(other, licence)).toBe(true);
    expect(licenceIdentity(other)).toBe(licenceIdentity(licence));
  });

  it('are two with other keys', () => {
    const other = { ...licence, productKey: 'W269N-WFGWX-YVC9B-4J6C9-T83GX' };
    expect(areOne(other, licence)).toBe(false);
  });

  it.each(['productRef', 'lastFive', 'productId', 'partNumber'] as const)(
    'without keys are two when %s differs',
    (member) => {
      expect(areOne({ ...keyless, [member]: 'other' }, keyless)).toBe(false);
      expect(licenceIdentity({ ...keyless, [member]: 'other' })).not.toBe(licenceIdentity(keyless));
    },
  );

  it('without keys and references are two when product differs', () => {
    expect(areOne({ ...unreferred, product: 'other' }, unreferred)).toBe(false);
    expect(licenceIdentity({ ...unreferred, product: 'other' })).not.toBe(
      licenceIdentity(unreferred),
    );
  });

  it('have two identities when one has the key and the other none', () => {
    expect(licenceIdentity(keyless)).not.toBe(licenceIdentity(licence));
  });

  it('are one when the name of the product was corrected meanwhile', () => {
    const renamed = { ...office, product: 'Microsoft Office Professional Plus 2016' };
    expect(areOne(office, renamed)).toBe(true);
    expect(licenceIdentity(office)).toBe(licenceIdentity(renamed));
  });

  it('are two of one name when their products are not the same', () => {
    expect(areOne(office, { ...office, productRef: 'office:16.proplusr_retail' })).toBe(false);
  });

  it('are told by the name where one of them has no reference', () => {
    const earlier = { ...office, productRef: null };
    expect(areOne(office, earlier)).toBe(true);
    expect(areOne(office, { ...earlier, product: 'Microsoft Visio 2016' })).toBe(false);
  });

  it('need not know the same, when what both know is the same', () => {
    expect(areOne(office, { ...office, productId: '00333', partNumber: 'X19' })).toBe(true);
    expect(areOne({ ...keyless, lastFive: null }, keyless)).toBe(true);
  });

  it('are not made one by what only one of them knows', () => {
    expect(areOne(office, { ...office, lastFive: null })).toBe(false);
    expect(areOne({ ...office, lastFive: null, productId: '00333' }, office)).toBe(false);
  });

  it('of which nothing of a key is left need one name too: an edition has many generations', () => {
    expect(areOne(bare, { ...bare })).toBe(true);
    expect(areOne(bare, { ...bare, product: 'Windows 7 Professional' })).toBe(false);
    expect(areOne(bare, { ...bare, partNumber: 'X15' })).toBe(false);
  });

  it('of an account are told by what it has a licence for alone', () => {
    const account = { ...bare, product: 'Microsoft 365', productRef: 'account:o365homepremretail' };
    expect(areOne(account, { ...account, product: 'Microsoft 365 Family or Personal' })).toBe(true);
    expect(areOne(account, { ...account, productRef: 'account:visiopro2019volume' })).toBe(false);
    expect(areOne(account, { ...account, productRef: null })).toBe(true);
  });
});

describe('a whole key and what is left of one', () => {
  const end = { ...keyless, productId: null };

  it('are one licence by the end of the key', () => {
    expect(areOne(licence, end)).toBe(true);
    expect(areOne(licence, { ...end, lastFive: 'ABCDE' })).toBe(false);
  });

  it('are one licence by the product id where the key was erased', () => {
    const erased = { ...keyless, lastFive: null };
    expect(areOne(licence, erased)).toBe(true);
    expect(areOne(licence, { ...erased, productId: '00330-80000-00000-AA999' })).toBe(false);
    expect(areOne({ ...licence, productId: null }, { ...erased, productId: null })).toBe(false);
  });

  it('are two of two products, though the ends are the same', () => {
    const product = 'Microsoft Office 2013';
    expect(areOne(licence, { ...end, product, productRef: 'office:15.proplusvl' })).toBe(false);
    expect(areOne(licence, { ...end, product, productRef: null })).toBe(false);
    expect(areOne({ ...licence, productRef: null }, { ...end, product })).toBe(false);
  });

  it('are one when the name of the product was corrected meanwhile', () => {
    expect(areOne(licence, { ...end, product: 'Windows 11 Professional' })).toBe(true);
  });
});

describe('the one of several licences that a finding is', () => {
  const retail = { ...office, productRef: 'office:16.proplusr_retail' };
  const unknown = { ...office, productRef: null };

  it('is that of its reference before any that only has its name', () => {
    expect(findSame(office, [unknown, retail, office])).toBe(office);
  });

  it('is that of its key before what may be left of it', () => {
    expect(findSame(licence, [{ ...keyless, productRef: null }, licence])).toBe(licence);
  });

  it('is one by name alone where there is one product of that name', () => {
    expect(findSame(unknown, [bare, retail])).toBe(retail);
    expect(findSame(office, [retail, unknown])).toBe(unknown);
  });

  it('is none where the name fits two products', () => {
    expect(findSame(unknown, [office, retail])).toBeNull();
  });
});

describe('two findings made into one licence', () => {
  it('have the reference that only the earlier one had, and the newer name', () => {
    const renamed = { ...office, product: 'Microsoft Office Professional Plus 2016' };
    expect(mergeLicences({ ...renamed, productRef: null }, office)).toEqual(renamed);
    expect(mergeLicences(renamed, office)).toEqual(renamed);
  });

  it('have the whole key, and are no longer known in part', () => {
    const end = { ...keyless, cautions: ['erased', 'partial', 'not-installed'] };
    const merged = mergeLicences(end, licence);
    expect(merged).toMatchObject({ productKey: licence.productKey, cautions: ['not-installed'] });
    expect(merged.checks).toEqual({ ...licence.checks, lastFive: 'passed' });
    expect(mergeLicences({ ...end, lastFive: null }, licence).checks).toEqual(licence.checks);
  });

  it('keep all that is left to tell the licence by', () => {
    const newer = { ...keyless, lastFive: null, cautions: ['erased'] };
    const merged = mergeLicences({ ...newer, partNumber: null }, keyless);
    expect(merged).toMatchObject({
      lastFive: keyless.lastFive,
      partNumber: keyless.partNumber,
      cautions: ['erased', 'partial'],
    });
    expect(mergeLicences({ ...newer, lastFive: 'ABCDE' }, keyless).cautions).toEqual(['erased']);
  });

  it('keep what the owner typed, each place once', () => {
    const foundAt = sixKeyContent.takenAt;
    const typed = { collector: 'typed', location: 'typed by the owner', foundAt };
    const older = { ...licence, places: [typed], note: 'box', seller: 'shop' };
    const merged = mergeLicences({ ...licence, note: 'sticker' }, older);
    expect(merged.places).toEqual([...licence.places, typed]);
    expect(merged).toMatchObject({ note: 'sticker', seller: 'shop' });
    expect(mergeLicences(merged, older).places).toEqual(merged.places);
  });
});

describe('whatever two findings say', () => {
  it('one identity is one licence, and being one goes both ways', () => {
    fc.assert(
      fc.property(anyLicence, anyLicence, (a, b) => {
        areOne(a, b);
        expect(areOne(a, { ...a })).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('a renamed product stays one licence where its key, an end or a product id tells it', () => {
    const told = anyLicence.filter(
      ({ productRef, productKey, lastFive, productId }) =>
        productKey !== null || (productRef !== null && (lastFive ?? productId) !== null),
    );
    fc.assert(
      fc.property(told, fc.string(), (one, product) => {
        const renamed = { ...one, product };
        expect(areOne(one, renamed)).toBe(true);
        expect(licenceIdentity(one)).toBe(licenceIdentity(renamed));
      }),
    );
  });

  it('licences of two products with the same last five stay two', () => {
    fc.assert(
      fc.property(anyLicence, keylessLicence, (one, other) => {
        fc.pre(one.productRef !== null && other.productRef !== null);
        fc.pre(one.productRef !== other.productRef);
        expect(areOne(one, { ...other, lastFive: one.lastFive, product: one.product })).toBe(false);
      }),
    );
  });
});
