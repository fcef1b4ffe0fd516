import { describe, expect, it } from 'vitest';
import { licenceIdentity, maskProductKey } from '../../src/record/licence.js';
import type { Licence } from '../../src/record/schema.js';
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

describe('two findings', () => {
  const licence = firstLicence();
  const keyless = { ...licence, productKey: null };

  it('are one licence when their keys are the same, whatever else they say', () => {
    const other = { ...licence, product: 'Something', channel: null, places: [] };
    expect(licenceIdentity(other)).toBe(licenceIdentity(licence));
  });

  it('are two with other keys', () => {
    const other = { ...licence, productKey: 'W269N-WFGWX-YVC9B-4J6C9-T83GX' };
    expect(licenceIdentity(other)).not.toBe(licenceIdentity(licence));
  });

  it.each(['product', 'lastFive', 'productId', 'partNumber'] as const)(
    'without keys are two when %s differs',
    (member) => {
      expect(licenceIdentity({ ...keyless, [member]: 'other' })).not.toBe(licenceIdentity(keyless));
    },
  );

  it('are two when one has the key and the other none', () => {
    expect(licenceIdentity(keyless)).not.toBe(licenceIdentity(licence));
  });
});
