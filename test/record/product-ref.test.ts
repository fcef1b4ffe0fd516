import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { productRef } from '../../src/record/product-ref.js';

describe('the reference of a product', () => {
  it.each([
    ['windows', 'Professional', 'windows:professional'],
    ['windows', 'IOTEnterpriseS', 'windows:iotenterprises'],
    ['office', '16.ProPlusVL_KMS_Client', 'office:16.proplusvl_kms_client'],
    ['account', 'O365HomePremRetail', 'account:o365homepremretail'],
    ['program', 'adobe-photoshop-7.0', 'program:adobe-photoshop-7.0'],
  ] as const)('is its id in its space: %s, %s', (space, id, reference) => {
    expect(productRef(space, id)).toBe(reference);
  });

  it.each([
    ['nothing', null],
    ['an empty text', ''],
    ['several editions', 'Professional;Enterprise'],
    ['what is too long', 'x'.repeat(65)],
    ['a text with blanks', 'Professional N'],
    ['a key', 'VK7JG-NPHTM-C97JM-9MPGT-3V66T'],
    ['a key without hyphens', 'VK7JGNPHTMC97JM9MPGT3V66T'],
  ])('is none for %s', (_, id) => {
    expect(productRef('windows', id)).toBeNull();
  });

  it('is of a space that docs/format.md describes, and of no other', () => {
    const page = readFileSync('docs/format.md', 'utf8');
    const documented = [...page.matchAll(/^\| `([a-z]+):` /gm)].map(([, space]) => space);
    const made = (['windows', 'office', 'account', 'program'] as const).map((space) =>
      productRef(space, 'x')?.replace(/:x$/, ''),
    );
    expect(documented).toEqual(made);
  });
});
