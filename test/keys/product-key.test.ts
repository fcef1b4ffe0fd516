import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FormatError } from '../../src/bytes.js';
import { genericKeys } from '../../src/keys/generic-keys.js';
import { normaliseProductKey } from '../../src/keys/key-text.js';
import { decodeProductKey, hasNStyle, productKeyNumber } from '../../src/keys/product-key.js';
import { encodeKey } from '../support/digital-product-id-writer.js';

const publicKeys = genericKeys.map((key) => key.productKey);
const nKeys = publicKeys.filter(hasNStyle);

describe('decodeProductKey', () => {
  it('gives every public key back from its bytes', () => {
    expect(publicKeys).toHaveLength(177);
    const bytes = publicKeys.map(encodeKey);
    const decoded = bytes.map(decodeProductKey);
    expect(decoded).toEqual(publicKeys);
    // And the bytes from the key: both ways.
    expect(decoded.map(encodeKey)).toEqual(bytes);
    expect(bytes.map((one) => (one[14] ?? 0) & 8)).toEqual(
      publicKeys.map((key) => (hasNStyle(key) ? 8 : 0)),
    );
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
    const decode = (bytes: Uint8Array) => () => decodeProductKey(bytes);
    expect(decode(new Uint8Array(14))).toThrow(FormatError);
    expect(decode(new Uint8Array(14))).toThrow(/expected 15 bytes, found fewer/);
    expect(decode(new Uint8Array(15).fill(0xff))).toThrow(FormatError);
    expect(decode(new Uint8Array(15).fill(0xff))).toThrow(/below 24 to the 25th, found a larger/);
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

// Each stands in some key reader. Counted over the 136 public keys of the N style, of which all come out
// right above; what goes wrong looks like a key all the same.
describe('ways of other programs that go wrong', () => {
  const alphabet = 'BCDFGHJKMPQRTVWXY2346789';
  /** The 25 plain digits of an N key, flag cleared: the first says where the N belongs. */
  const plain = (key: string): string => {
    const bytes = encodeKey(key);
    bytes[14] = (bytes[14] ?? 0) & 0xf7;
    return (decodeProductKey(bytes) ?? '').replaceAll('-', '');
  };
  const place = (text: string): number => alphabet.indexOf(text.charAt(0));
  const withN = (text: string, at: number): string => `${text.slice(0, at)}N${text.slice(at)}`;
  const right = (decode: (plain: string) => string): number =>
    nKeys.filter((key) => decode(plain(key)) === key.replaceAll('-', '')).length;

  it('are told from the right one, which is right for all', () => {
    expect(nKeys).toHaveLength(136);
    expect(right((text) => withN(text.slice(1), place(text)))).toBe(136);
  });

  it('without an N no key is right', () => {
    expect(right((text) => text)).toBe(0);
  });

  it('an N after the last occurrence of the first symbol is right by luck: 5 of 136', () => {
    const afterFirstSymbol = (text: string): string => {
      const rest = text.slice(1);
      return withN(rest, rest.lastIndexOf(text.charAt(0)) + 1);
    };
    expect(right(afterFirstSymbol)).toBe(5);
  });

  it('an N after the last occurrence of the symbol before it is right for 56 of 136', () => {
    const afterSymbolBefore = (text: string): string => {
      const rest = text.slice(1);
      return withN(rest, rest.lastIndexOf(rest.charAt(place(text) - 1)) + 1);
    };
    expect(right(afterSymbolBefore)).toBe(56);
  });

  it('replacing the text before the N is right for 111 of 136: that text may occur twice', () => {
    const replaced = (text: string): string => {
      const before = text.slice(1, place(text) + 1);
      return text.replaceAll(before, `${before}N`).slice(1);
    };
    expect(right(replaced)).toBe(111);
  });

  it('replacing the text before the N has nothing to replace for the 12 keys that begin with it', () => {
    const empty = nKeys.filter((key) => plain(key).slice(1, place(plain(key)) + 1) === '');
    expect(empty).toHaveLength(12);
    expect(empty).toEqual(nKeys.filter((key) => key.startsWith('N')));
  });

  it('an older key read by the rule of a newer Windows around it is right for none of 41', () => {
    const olderKeys = publicKeys.filter((key) => !hasNStyle(key));
    expect(olderKeys).toHaveLength(41);
    const asNew = olderKeys.filter((key) => {
      const text = key.replaceAll('-', '');
      return withN(text.slice(1), place(text)) === text;
    });
    expect(asNew).toEqual([]);
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
    ['a key with a thousand blanks', `BBBBB-BBBBB-BBBBB${' '.repeat(1000)}-BBBBB-BBBBB`],
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
