import { describe, expect, it } from 'vitest';
import { FormatError } from '../../src/bytes.js';
import { readHeldKey } from '../../src/keys/held-key.js';
import { digitalProductId, digitalProductId4 } from '../support/digital-product-id-writer.js';

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

  it.each([
    ['text', text('no key'), /expected a product key, found 6 characters that are not one/],
    ['text', text(productKey.slice(1)), /found 28 characters that are not one/],
    ['text', text('B'.repeat(5_000_000)), /found 1001 characters that are not one/],
    ['key-bytes', new Uint8Array(14).fill(1), /expected 15 bytes, found fewer/],
    ['key-bytes', new Uint8Array(15).fill(0xff), /below 24 to the 25th, found a larger/],
    ['digital-product-id', short.subarray(0, 60), /DigitalProductId: at byte 52 expected 15 bytes/],
    ['digital-product-id4', long.subarray(0, 60), /DigitalProductId4: at byte 808 expected 16 b/],
    ['digital-product-id4', long.subarray(0, 700), /DigitalProductId4: at byte 808 expected 16 b/],
  ] as const)('refuses what is no %s, and does not repeat it: %#', (form, malformed, message) => {
    expect(() => readHeldKey(malformed, form)).toThrow(FormatError);
    expect(() => readHeldKey(malformed, form)).toThrow(message);
    expect(() => readHeldKey(malformed, form)).not.toThrow(/NPHTM/);
  });
});
