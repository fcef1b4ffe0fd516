import { describe, expect, it } from 'vitest';
import { withPrograms } from '../../../../src/collect/this-pc/licensing-service/programs.js';
import { newLicence } from '../../../../src/record/new-licence.js';

const foundAt = '2026-11-21T19:55:01Z';
const program = (name: string, lastFive: string) => ({
  name: `Office 16, Office16${name} edition`,
  ...{ description: null, channel: 'Retail', lastFive, cimClass: 'SoftwareLicensingProduct' },
});
const retail = program('HomeBusinessR_Retail', 'GPDD4');
const endsAlike = 'FJ82H-XT6CR-J8D7P-XQJJ2-GPDD4';
const found = (product: string, productKey: string | null, productRef: string | null = null) =>
  newLicence({ product, productKey, productRef, places: [] });

describe('what the licensing service says beside what else was found', () => {
  it('is told once where the whole key is known, but not by a key of Windows', () => {
    const office = found('Microsoft Office 2016', endsAlike);
    expect(withPrograms([office], [retail], foundAt)).toEqual([office]);
    const windows = found('Windows 7 Professional', endsAlike);
    expect(withPrograms([windows], [retail], foundAt)).toHaveLength(2);
  });

  it('of a subscription is one licence with what Click-to-Run says of it', () => {
    const account = found('Microsoft 365', null, 'account:o365homepremretail');
    const entries = [
      program('O365HomePremR_Grace', 'GPDD4'),
      program('O365HomePremR_Subscription1', 'QY7MG'),
    ];
    const [licence, ...others] = withPrograms([account], entries, foundAt);
    expect(others).toEqual([]);
    expect(licence).toMatchObject({ product: 'Microsoft 365', lastFive: null });
    expect(licence?.places.map(({ location }) => location)).toEqual([
      'CIM class SoftwareLicensingProduct: Microsoft 365 Family or Personal',
    ]);
  });
});
