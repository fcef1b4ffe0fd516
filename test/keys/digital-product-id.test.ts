import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FormatError } from '../../src/bytes.js';
import { parseDigitalProductId } from '../../src/keys/digital-product-id.js';
import { digitalProductId } from '../support/digital-product-id-writer.js';

const productKey = 'VK7JG-NPHTM-C97JM-9MPGT-3V66T';
const bytes = digitalProductId({
  productKey,
  productId: '00330-80000-00000-AA123',
  group: 3308,
  partNumber: '[TH]X19-98841',
  licenceType: 2,
  oemId: 'ACRSYS',
});

describe('parseDigitalProductId', () => {
  it('reads the key and all that stands around it', () => {
    expect(parseDigitalProductId(bytes)).toEqual({
      productKey,
      productId: '00330-80000-00000-AA123',
      group: 3308,
      partNumber: '[TH]X19-98841',
      licenceType: 'OEM',
      oemId: 'ACRSYS',
      integrity: 'passed',
    });
  });

  it('tells an erased key from a missing one', () => {
    const erased = digitalProductId({ productKey: null, productId: '00330-80000-00000-AA123' });
    expect(parseDigitalProductId(erased)).toMatchObject({ productKey: null, integrity: 'passed' });
  });

  it('takes longer ones, and shorter ones as far as they go', () => {
    const longer = digitalProductId({ productKey, length: 165 });
    expect(parseDigitalProductId(longer)).toMatchObject({ productKey, integrity: 'passed' });
    expect(parseDigitalProductId(bytes.subarray(0, 67))).toMatchObject({
      productKey,
      licenceType: null,
      oemId: null,
      integrity: 'not-possible',
    });
  });

  it('sees any changed bit of the checked part, unless the key is gone with it', () => {
    for (let bit = 0; bit < 164 * 8; bit += 1) {
      const changed = Uint8Array.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      try {
        expect(parseDigitalProductId(changed).integrity).toBe('failed');
      } catch (error) {
        expect(error).toBeInstanceOf(FormatError);
      }
    }
  });

  it('does not know a licence type beyond the four', () => {
    const changed = Uint8Array.from(bytes).fill(9, 80, 81);
    expect(parseDigitalProductId(changed).licenceType).toBeNull();
  });

  const tooLarge = Uint8Array.from(bytes).fill(0xff, 52, 67);
  it.each([
    ['no bytes', bytes.subarray(0, 0), /at byte 52 expected 15 bytes, found 0 bytes/],
    ['a byte', bytes.subarray(0, 1), /at byte 52 expected 15 bytes, found 0 bytes/],
    ['no byte of the key', bytes.subarray(0, 52), /at byte 52 expected 15 bytes, found 0 bytes/],
    ['one byte too few', bytes.subarray(0, 66), /at byte 52 expected 15 bytes, found 14 bytes/],
    [
      'a number that no key has',
      tooLarge,
      /product key: .* a number below 24 to the 25th, found a/,
    ],
  ])('refuses %s', (_, malformed, message) => {
    expect(() => parseDigitalProductId(malformed)).toThrow(FormatError);
    expect(() => parseDigitalProductId(malformed)).toThrow(message);
  });

  it('throws nothing but FormatError, and never shows control characters', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (any) => {
        try {
          const { productId, partNumber, oemId } = parseDigitalProductId(any);
          expect(`${productId}${partNumber}${oemId}`).not.toMatch(/\p{Cc}/u);
        } catch (error) {
          expect(error).toBeInstanceOf(FormatError);
        }
      }),
    );
  });
});
