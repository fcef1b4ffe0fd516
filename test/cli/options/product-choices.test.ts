// What is offered as the product of a key goes by the key's own kind.
import { describe, expect, it } from 'vitest';
import { productsFor } from '../../../src/cli/options/product-choices.js';

describe('the products to choose from', () => {
  it('are those of Windows 8 and later for a key with an N, the older ones for any other', () => {
    const newer = productsFor('VK7JG-NPHTM-C97JM-9MPGT-3V66T');
    const older = productsFor('FJ82H-XT6CR-J8D7P-XQJJ2-GPDD4');
    expect(newer).toContain('Windows 11 Pro');
    expect(older).toContain('Windows XP Professional');
    expect(newer.filter((product) => older.includes(product))).toEqual([]);
  });

  it('are all of them for an end, which tells nothing', () => {
    expect(productsFor(null)).toEqual(expect.arrayContaining(['Windows 11 Pro', 'Office 2003']));
  });
});
