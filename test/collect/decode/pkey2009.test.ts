import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { genericKeys } from '../../../src/collect/decode/generic-keys.js';
import { keyFields } from '../../../src/collect/decode/pkey2009.js';
import { hasNStyle, keyAlphabet } from '../../../src/collect/decode/product-key.js';

const nKeys = genericKeys.map((key) => key.productKey).filter(hasNStyle);

describe('keyFields', () => {
  it('finds the checksum right in every public key of the N style', () => {
    expect(nKeys.length).toBeGreaterThan(50);
    expect(nKeys.filter((key) => keyFields(key)?.checksumFits !== true)).toEqual([]);
  });

  it('reads group and serial', () => {
    const fields = keyFields('VK7JG-NPHTM-C97JM-9MPGT-3V66T');
    expect(fields).toMatchObject({ group: 3308, serial: 0, isUpgrade: false });
    expect(keyFields('NG4HW-VH26C-733KW-K6F98-J8CK4')).toMatchObject({ group: 1787, serial: 11 });
  });

  it('has none for older keys and for texts that are no keys', () => {
    expect(keyFields('FJ82H-XT6CR-J8D7P-XQJJ2-GPDD4')).toBeNull();
    expect(keyFields('NNNNN')).toBeNull();
  });

  it('catches nearly every wrong symbol and every swap of neighbours', () => {
    let wrong = 0;
    let missed = 0;
    for (const key of nKeys.slice(0, 12)) {
      const symbols = Array.from(key.replaceAll('-', ''));
      for (const [i, symbol] of symbols.entries()) {
        const others =
          symbol === 'N' ? [] : Array.from(keyAlphabet).filter((other) => other !== symbol);
        const next = symbols[i + 1] ?? symbol;
        const swapped = symbols
          .with(i, next)
          .with(Math.min(i + 1, 24), symbol)
          .join('');
        const candidates = others.map((other) => symbols.with(i, other).join(''));
        if (next !== symbol) candidates.push(swapped);
        for (const candidate of candidates) {
          wrong += 1;
          if (keyFields(candidate)?.checksumFits === true) missed += 1;
        }
      }
    }
    expect(wrong).toBeGreaterThan(6000);
    expect(missed / wrong).toBeLessThan(0.002);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        keyFields(text);
      }),
    );
  });
});
