import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeInKey, readTypedKey } from '../../src/keys/typed-key.js';

const publicPro = 'W269N-WFGWX-YVC9B-4J6C9-T83GX';

const key = 'VK7JG-NPHTM-C97JM-9MPGT-3V66T';
const olderKey = 'FJ82H-XT6CR-J8D7P-XQJJ2-GPDD4';

describe('readTypedKey', () => {
  it('passes a key that is typed right, in any form', () => {
    const typed = readTypedKey('vk7jg nphtm c97jm 9mpgt 3v66t');
    expect(typed).toEqual({ productKey: key, typo: 'passed', fault: null, corrections: [] });
  });

  it('cannot check an older key beyond its form', () => {
    expect(readTypedKey(olderKey)).toMatchObject({
      productKey: olderKey,
      typo: 'not-possible',
      fault: null,
    });
  });

  it('counts the symbols of a key that is too short or too long', () => {
    expect(readTypedKey(key.slice(0, -1)).fault).toEqual({ kind: 'length', symbols: 24 });
    expect(readTypedKey(`${key}B`).fault).toEqual({ kind: 'length', symbols: 26 });
    expect(readTypedKey('').fault).toEqual({ kind: 'length', symbols: 0 });
    // What is no key by far is not counted to its end.
    expect(readTypedKey('\ufdfa'.repeat(100_000)).fault).toEqual({
      kind: 'length',
      symbols: 15_000,
    });
    expect(readTypedKey(`${key}${' '.repeat(1000)}and more`)).toMatchObject({
      productKey: null,
      fault: { kind: 'length', symbols: 25 },
    });
  });

  it.each([
    ['S for 6', 'VK7JG-NPHTM-C97JM-9MPGT-3VS6T', 23, 'S', '6'],
    ['5 for 6', 'VK7JG-NPHTM-C97JM-9MPGT-3V65T', 24, '5', '6'],
    ['1 for 7', 'VK7JG-NPHTM-C91JM-9MPGT-3V66T', 13, '1', '7'],
    ['L for J', 'VK7LG-NPHTM-C97JM-9MPGT-3V66T', 4, 'L', 'J'],
  ])('names the position of a symbol that keys lack, and what it was: %s', (...row) => {
    const [, text, position, from, to] = row;
    const typed = readTypedKey(text);
    expect(typed.fault).toEqual({ kind: 'symbol', position, symbol: from });
    expect(typed.corrections).toEqual([
      { productKey: key, changes: [{ position, from, to }], isChecked: true },
    ]);
  });

  // Each has another reading whose check passes, too.
  it.each([
    ['a public key, B for 8', publicPro.replace('9B', '98'), publicPro],
    ['a public key, two swapped', publicPro.replace('GWX', 'GXW'), publicPro],
  ])('names the likeliest reading first: %s', (_, text, likeliest) => {
    const { corrections } = readTypedKey(text);
    expect(corrections[0]?.productKey).toBe(likeliest);
    expect(corrections[0]?.isChecked).toBe(true);
  });

  it('suggests nothing where no look-alike passes the check', () => {
    const typed = readTypedKey('VK7JG-NPHTM-C97JM-9MPGT-3VO6T');
    expect(typed.fault).toEqual({ kind: 'symbol', position: 23, symbol: 'O' });
    expect(typed.corrections).toEqual([]);
  });

  it('puts two wrong symbols right together', () => {
    const typed = readTypedKey('VK7JG-NPHTM-C97JM-9MPGT-3VSST');
    expect(typed.corrections.map((correction) => correction.productKey)).toContain(key);
  });

  it('takes a second N for one that is misread', () => {
    const typed = readTypedKey('VK7JG-NPHTN-C97JM-9MPGT-3V66T');
    expect(typed.fault).toEqual({ kind: 'symbol', position: 10, symbol: 'N' });
    expect(typed.corrections[0]?.productKey).toBe(key);
  });

  it('suggests the look-alike, or the swap, that makes the check pass', () => {
    const misread = ['VK7JG-NPHTM-C97JM-9MPGT-3VG6T', 'VK7J6-NPHTM-C97JM-9MPGT-3V66T'];
    const swapped = ['KV7JG-NPHTM-C97JM-9MPGT-3V66T', 'VK7JN-GPHTM-C97JM-9MPGT-3V66T'];
    for (const text of [...misread, ...swapped]) {
      const typed = readTypedKey(text);
      expect(typed).toMatchObject({ typo: 'failed', fault: { kind: 'checksum' } });
      expect(typed.corrections.map((correction) => correction.productKey)).toContain(key);
      expect(typed.corrections.every((correction) => correction.isChecked)).toBe(true);
    }
  });

  it('finds the N that was typed as an M, though the rest looks like an older key', () => {
    const typed = readTypedKey('VK7JG-MPHTM-C97JM-9MPGT-3V66T');
    expect(typed).toMatchObject({ typo: 'not-possible', fault: null });
    expect(typed.corrections.map((correction) => correction.productKey)).toContain(key);
  });

  it('guesses at nothing where much is missing', () => {
    expect(readTypedKey('VK7JG-NPHTM-?????-?????-3V66T').corrections).toEqual([]);
    expect(readTypedKey('AAAAA-AAAAA-AAAAA-AAAAA-AAAAA').corrections).toEqual([]);
  });

  it('never throws, and corrects nothing that is right', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const typed = readTypedKey(text);
        if (typed.typo === 'passed') expect(typed.corrections).toEqual([]);
      }),
    );
  });
});

describe('placeInKey', () => {
  it('counts groups and places from 1', () => {
    expect([1, 5, 6, 25].map(placeInKey)).toEqual([
      { group: 1, place: 1 },
      { group: 1, place: 5 },
      { group: 2, place: 1 },
      { group: 5, place: 5 },
    ]);
  });
});
