// Where other programs keep a key in the form that Windows uses, as data. From Office 2013 on the
// registry holds no key. Paths are those of the 64-bit view and of the 32-bit programs in it.
import type { KeyForm } from '../decode/held-key.js';
import type { KeyPlace } from './key-place.js';

/** Office keeps one registry key for each product of the suite that was installed. */
const programs: readonly (readonly [path: string, product: string, form: KeyForm])[] = [
  ['Office\\11.0\\Registration\\*', 'Microsoft Office 2003', 'digital-product-id'],
  ['Office\\12.0\\Registration\\*', 'Microsoft Office 2007', 'digital-product-id'],
  ['Office\\14.0\\Registration\\*', 'Microsoft Office 2010', 'digital-product-id4'],
  ['Exchange\\Setup', 'Microsoft Exchange Server', 'digital-product-id'],
];

export const productPlaces: readonly KeyPlace[] = programs.flatMap(([path, product, form]) =>
  ['Microsoft', 'WOW6432Node\\Microsoft'].map((maker) => ({
    hive: 'software' as const,
    path: `${maker}\\${path}`,
    role: 'product' as const,
    values: [{ name: 'DigitalProductID', form }],
    product,
  })),
);
