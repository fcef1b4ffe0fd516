// What Windows or ospp.vbs says of an Office, made into licences.
import { describe, expect, it } from 'vitest';
import { adviceFor } from '../../src/report/advice.js';
import { officeLicences } from '../../src/windows/office-licence.js';
import { pcOfSample } from '../support/licences-of-kinds.js';

const place = { collector: 'this-pc', location: 'CIM', foundAt: '2026-11-21T19:55:01Z' };
const entry = (name: string, lastFive: string | null, description: string | null = null) => ({
  name: `Office ${name} edition`,
  ...{ description, channel: 'Retail', lastFive },
});
const of = (...entries: readonly Parameters<typeof officeLicences>[0][number][]) =>
  officeLicences(entries, () => place);

const retail = entry('19, Office19HomeBusiness2019R_Retail', '3V66T');
const grace = entry(
  '19, Office19HomeBusiness2019R_Grace',
  'T83GX',
  'Office 19, RETAIL(Grace) channel',
);

describe('an entry of a bought Office', () => {
  it('has the end of its key, which is of Office even where a key of Windows ends so', () => {
    expect(of(retail)).toMatchObject([
      {
        product: 'Microsoft Office Home & Business 2019',
        productRef: 'office:19.homebusiness2019r_retail',
        ...{ family: 'office', channel: 'Retail', productKey: null, lastFive: '3V66T' },
        cautions: ['partial'],
      },
    ]);
  });

  it('without an end of a key is none', () => {
    expect(of({ ...retail, lastFive: null })).toEqual([]);
  });

  it('is sold as the service says, else as its name does', () => {
    const oem = entry('16, Office16HomeStudentR_OEM_Perp', 'GPDD4');
    expect(of(oem)[0]?.channel).toBe('Retail');
    expect(of({ ...oem, channel: null })[0]?.channel).toBe('OEM');
    expect(of(entry('16, Office16HomeStudentR_Trial', 'GPDD4'))[0]?.channel).toBe('Retail:TB:Eval');
  });

  it('for a KMS client has a public key, by its channel or by its end', () => {
    const byChannel = entry('16, Office16ProPlusVL_KMS_Client', 'GPDD4');
    const cautions = ['partial', 'generic'];
    expect(of({ ...byChannel, channel: null })).toMatchObject([{ cautions }]);
    const byEnd = entry('16, Office16ProPlusR_Retail', 'WFG99');
    expect(of(byEnd)).toMatchObject([{ cautions }]);
  });
});

describe('a placeholder of Setup', () => {
  it('is left out beside the entry that took its place, however that was sold', () => {
    expect(of(grace, retail)).toEqual(of(retail));
    const kms = entry('19, Office19HomeBusiness2019VL_KMS_Client_AE', 'GPDD4');
    expect(of(grace, kms)).toEqual(of(kms));
  });

  it('alone says that Office was preinstalled, and gives no key to look for', () => {
    const [licence, ...others] = of(grace, entry('19, Office19ProjectPro2019R_Retail', 'GPDD4'));
    expect(others).toHaveLength(1);
    expect(licence).toMatchObject({
      product: 'Microsoft Office Home & Business 2019 (preinstalled, not activated)',
      productRef: 'office:19.homebusiness2019r_grace',
      ...{ family: 'office', channel: null, lastFive: 'T83GX', cautions: ['generic'] },
    });
    const placeholder = licence ?? expect.fail('no licence');
    const { worth, steps } = adviceFor(placeholder, pcOfSample(placeholder), { reveal: false });
    expect([worth, ...steps].join(' ')).not.toMatch(/five/);
  });

  it('of a program that needs no licence is none', () => {
    expect(of(entry('14, OfficeAccessRuntime-ByPass', 'GPDD4'))).toEqual([]);
  });
});

describe('Microsoft 365', () => {
  it('is one licence of an account, whatever number of keys Setup has put in', () => {
    const licences = of(
      entry('16, Office16O365HomePremR_Grace', 'GPDD4'),
      entry('16, Office16O365HomePremR_Subscription1', 'QY7MG'),
      entry('16, Office16O365HomePremR_SubTrial2', null),
    );
    expect(licences).toMatchObject([
      {
        product: 'Microsoft 365 Family or Personal',
        productRef: 'account:o365homepremretail',
        ...{ family: 'office', lastFive: null, cautions: ['account'] },
      },
    ]);
  });
});

describe('an entry in another form', () => {
  it('is named as it stands', () => {
    const other = { ...retail, name: 'Project' };
    expect(of(other)).toMatchObject([{ product: 'Project', productRef: null, family: 'office' }]);
    expect(of(other, { ...other, lastFive: 'T83GX' })).toHaveLength(2);
  });
});
