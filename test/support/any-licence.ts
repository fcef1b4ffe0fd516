// Licences for properties of identity: few values of each member, so that two often agree in some.
import fc from 'fast-check';
import { newLicence } from '../../src/record/new-licence.js';
import type { Licence } from '../../src/record/schema.js';

const keys = ['W269N-WFGWX-YVC9B-4J6C9-T83GX', 'VK7JG-NPHTM-C97JM-9MPGT-3V66T'] as const;
const orNull = <T>(...values: readonly T[]): fc.Arbitrary<T | null> =>
  fc.constantFrom(...values, null);

const facts = {
  product: fc.constantFrom('Windows 7 Professional', 'Windows 11 Pro', 'Microsoft Office 2016'),
  productRef: orNull(
    'windows:professional',
    'office:16.proplusvl',
    'office:16.proplusr_retail',
    'account:o365homepremretail',
  ),
  lastFive: orNull('T83GX', '3V66T', 'ABCDE'),
  productId: orNull('00330-80000-00000-AA535', '00371-OEM-8992671-00004'),
  partNumber: orNull('X19-98841'),
  places: fc.constant<Licence['places']>([]),
};

/** One of which the whole key is not known. */
export const keylessLicence: fc.Arbitrary<Licence> = fc.record(facts).map(newLicence);

/** With the whole key, or without. */
export const anyLicence: fc.Arbitrary<Licence> = fc.oneof(
  keylessLicence,
  fc
    .record({ ...facts, productKey: fc.constantFrom(...keys) })
    .map(({ lastFive: _end, ...rest }) => newLicence(rest)),
);
