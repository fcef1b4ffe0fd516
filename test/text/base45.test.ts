// Base45 against the examples of RFC 9285, and its own inverse.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase45, encodeBase45 } from '../../src/text/base45.js';

const examples: readonly (readonly [text: string, symbols: string])[] = [
  ['AB', 'BB8'],
  ['Hello!!', '%69 VD92EX0'],
  ['base-45', 'UJCLQE7W581'],
  ['ietf!', 'QED8WEX0'],
];

/** No encoder writes these: a wrong length, a foreign symbol, groups of more than their bytes hold. */
const wrong = ['A', 'ABCD', 'abc', 'BB_', 'GGW', ':::', 'V5', '::', 'BB8\n'];

describe('Base45', () => {
  it.each(examples)('writes and reads the example %s of RFC 9285', (text, symbols) => {
    const bytes = new TextEncoder().encode(text);
    expect(encodeBase45(bytes)).toBe(symbols);
    expect(decodeBase45(symbols)).toEqual(bytes);
  });

  it.each(wrong)('does not read %j', (symbols) => {
    expect(decodeBase45(symbols)).toBeNull();
  });

  it('reads the largest groups', () => {
    expect(decodeBase45('FGW')).toEqual(Uint8Array.of(255, 255));
    expect(decodeBase45('U5')).toEqual(Uint8Array.of(255));
  });

  it('gives all bytes back, and writes what it reads as it was', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const symbols = encodeBase45(bytes);
        expect(symbols).toMatch(/^[0-9A-Z $%*+\-./:]*$/);
        expect(decodeBase45(symbols)).toEqual(bytes);
      }),
    );
  });

  it('never throws, and reads nothing that it would write otherwise', () => {
    const symbol = fc.constantFrom(
      ...Array.from('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:a\u00e4'),
    );
    fc.assert(
      fc.property(fc.string({ unit: symbol, maxLength: 60 }), (text) => {
        const bytes = decodeBase45(text);
        if (bytes !== null) expect(encodeBase45(bytes)).toBe(text);
      }),
    );
  });
});
