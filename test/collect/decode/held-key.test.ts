import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FormatError } from '../../../src/bytes.js';
import { readHeldKey } from '../../../src/collect/decode/held-key.js';
import { digitalProductId, digitalProductId4 } from '../../support/digital-product-id-writer.js';

const productKey = 'VK7JG-NPHTM-C97JM-9MPGT-3V66T';
const short = digitalProductId({ productKey });
const long = digitalProductId4({ productKey, edition: 'Professional' });
const text = (value: string): Uint8Array => Buffer.from(value, 'utf16le');

describe('readHeldKey', () => {
  it('tells the structures by what they call themselves', () => {
    expect(readHeldKey(long, 'digital-product-id')).toMatchObject({
      productKey,
      edition: 'Professional',
    });
    expect(readHeldKey(short, 'digital-product-id4')).toMatchObject({ productKey, edition: null });
  });

  it('takes the longer one from its place where it does not say', () => {
    const silent = Uint8Array.from(long).fill(0, 0, 8);
    expect(readHeldKey(silent, 'digital-product-id4')).toMatchObject({ productKey });
  });

  it('takes text in any spelling of a key, with or without its end', () => {
    for (const value of [productKey, `${productKey}\0`, ` ${productKey.toLowerCase()} \0\0`]) {
      expect(readHeldKey(text(value), 'text')).toMatchObject({
        productKey,
        integrity: 'not-possible',
      });
    }
  });

  it('finds nothing in nothing', () => {
    for (const bytes of [new Uint8Array(0), new Uint8Array(164), text('\0')]) {
      for (const form of ['digital-product-id', 'digital-product-id4', 'text'] as const) {
        expect(readHeldKey(bytes, form)).toBeNull();
      }
    }
  });

  it('throws nothing but FormatError', () => {
    const form = fc.constantFrom(
      'digital-product-id' as const,
      'digital-product-id4' as const,
      'text' as const,
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 1300 }), form, (bytes, as) => {
        try {
          readHeldKey(bytes, as);
        } catch (error) {
          expect(error).toBeInstanceOf(FormatError);
        }
      }),
    );
  });
});
