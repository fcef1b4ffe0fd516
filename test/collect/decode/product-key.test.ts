import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FormatError } from '../../../src/bytes.js';
import { genericKeys } from '../../../src/collect/decode/generic-keys.js';
import {
  decodeProductKey,
  hasNStyle,
  normaliseProductKey,
  productKeyNumber,
} from '../../../src/collect/decode/product-key.js';
import { encodeKey } from '../../support/digital-product-id-writer.js';

const publicKeys = genericKeys.map((key) => key.productKey);
const nKeys = publicKeys.filter(hasNStyle);

describe('decodeProductKey', () => {
  it('gives every public key back from its bytes', () => {
    expect(publicKeys.length).toBeGreaterThan(60);
    expect(nKeys.length).toBeGreaterThan(50);
    expect(publicKeys.map((key) => decodeProductKey(encodeKey(key)))).toEqual(publicKeys);
  });

  it('goes by the flag in the bytes and leaves them as they are', () => {
    const bytes = encodeKey('VK7JG-NPHTM-C97JM-9MPGT-3V66T');
    const before = Uint8Array.from(bytes);
    decodeProductKey(bytes);
    expect(bytes).toEqual(before);
  });

  it('says that a key was erased, with or without the flag, never BBBBB', () => {
    expect(decodeProductKey(new Uint8Array(15))).toBeNull();
    expect(decodeProductKey(new Uint8Array(15).fill(8, 14))).toBeNull();
  });

  it('refuses too few bytes and a number that no key has', () => {
    expect(() => decodeProductKey(new Uint8Array(14))).toThrow(FormatError);
    expect(() => decodeProductKey(new Uint8Array(15).fill(0xff))).toThrow(FormatError);
  });

  it('throws nothing but FormatError, and what it gives has the form of a key', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 0, maxLength: 20 }), (bytes) => {
        try {
          const key = decodeProductKey(bytes);
          if (key !== null) expect(normaliseProductKey(key)).toBe(key);
        } catch (error) {
          expect(error).toBeInstanceOf(FormatError);
        }
      }),
    );
  });

  it('is undone by the number of the key it gives', () => {
    const number = fc.bigInt({ min: 1n, max: 24n ** 25n - 1n });
    fc.assert(
      fc.property(number, fc.boolean(), (value, isN) => {
        const flagged = isN ? value | (1n << 115n) : value;
        const bytes = Uint8Array.from({ length: 15 }, (_, i) =>
          Number((flagged >> BigInt(8 * i)) & 0xffn),
        );
        const key = decodeProductKey(bytes) ?? '';
        expect(hasNStyle(key)).toBe(isN);
        expect(productKeyNumber(key)).toBe(value);
        expect(key.endsWith('N')).toBe(false);
      }),
    );
  });
});

describe('ways of other programs that go wrong', () => {
  const alphabet = 'BCDFGHJKMPQRTVWXY2346789';
  /** The 25 plain digits of an N key, flag cleared. */
  const plain = (key: string): string => {
    const bytes = encodeKey(key);
    bytes[14] = (bytes[14] ?? 0) & 0xf7;
    return (decodeProductKey(bytes) ?? '').replaceAll('-', '');
  };
  const right = (decode: (plain: string) => string): number =>
    nKeys.filter((key) => decode(plain(key)) === key.replaceAll('-', '')).length;

  it('without the N no key is right', () => {
    expect(right((text) => text)).toBe(0);
  });

  it('an N after the last occurrence of a symbol is right by luck only', () => {
    const afterLast = (text: string): string => {
      const place = alphabet.indexOf(text.charAt(0));
      const rest = text.slice(1);
      const at = rest.lastIndexOf(rest.charAt(place - 1)) + 1;
      return `${rest.slice(0, at)}N${rest.slice(at)}`;
    };
    expect(right(afterLast)).toBeLessThan(nKeys.length / 2);
  });

  it('replacing the text before the N fails where that text occurs twice, or is empty', () => {
    const replaced = (text: string): string => {
      const before = text.slice(1, alphabet.indexOf(text.charAt(0)) + 1);
      return text.replaceAll(before, `${before}N`).slice(1);
    };
    expect(right(replaced)).toBeLessThan(nKeys.length);
  });
});

describe('normaliseProductKey', () => {
  it('takes any separators and any case', () => {
    const typed = ['vk7jgnphtmc97jm9mpgt3v66t', ' VK7JG NPHTM.C97JM/9MPGT_3V66T\n'];
    for (const text of [...typed, 'ＶＫ７ＪＧ—NPHTM–C97JM‑9MPGT−3V66T']) {
      expect(normaliseProductKey(text)).toBe('VK7JG-NPHTM-C97JM-9MPGT-3V66T');
    }
  });

  it.each([
    ['nothing', ''],
    ['24 symbols', 'BBBBB-BBBBB-BBBBB-BBBBB-BBBB'],
    ['26 symbols', 'BBBBB-BBBBB-BBBBB-BBBBB-BBBBBB'],
    ['a symbol that keys lack', 'BBBBB-BBBBB-BBABB-BBBBB-BBBBB'],
    ['two Ns', 'BNBBB-BBBBB-BBBBB-BBBBB-BBNBB'],
    ['an N at the end', 'BBBBB-BBBBB-BBBBB-BBBBB-BBBBN'],
    ['a letter of another script', 'BBBBB-BBBBB-BB\u0412BB-BBBBB-BBBBB'],
  ])('is null for %s', (_, text) => {
    expect(normaliseProductKey(text)).toBeNull();
    expect(productKeyNumber(text)).toBeNull();
  });

  it('never throws, and what it gives it gives again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const key = normaliseProductKey(text);
        if (key !== null) expect(normaliseProductKey(key)).toBe(key);
      }),
    );
  });
});
