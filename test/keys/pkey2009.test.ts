import { describe, expect, it } from 'vitest';
import { genericKeys } from '../../src/keys/generic-keys.js';
import { keyFields } from '../../src/keys/pkey2009.js';
import { hasNStyle, keyAlphabet } from '../../src/keys/product-key.js';

const nKeys = genericKeys.map((key) => key.productKey).filter(hasNStyle);

describe('keyFields', () => {
  it('finds the checksum right in every public key of the N style', () => {
    expect(nKeys).toHaveLength(136);
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

  it('catches nearly every wrong symbol: all but 32 of 75,072', () => {
    const { tried, missed } = tryAll((symbols, i) => {
      const right = symbols[i] ?? '';
      const others = right === 'N' ? [] : Array.from(keyAlphabet);
      return others.filter((other) => other !== right).map((other) => symbols.with(i, other));
    });
    expect([tried, missed]).toEqual([75_072, 32]);
  });

  it('catches nearly every swap of neighbours: all but 3 of 3,129', () => {
    const { tried, missed } = tryAll((symbols, i) => {
      const [right = '', next] = symbols.slice(i);
      return next === undefined || next === right ? [] : [symbols.with(i, next).with(i + 1, right)];
    });
    expect([tried, missed]).toEqual([3129, 3]);
  });
});

/** Mistypes each of the public keys at each place, and counts what its check does not see. */
function tryAll(mistyped: (symbols: readonly string[], at: number) => readonly string[][]) {
  const typed = nKeys.flatMap((key) => {
    const symbols = Array.from(key.replaceAll('-', ''));
    return symbols.flatMap((_, at) => mistyped(symbols, at));
  });
  const missed = typed.filter((symbols) => keyFields(symbols.join(''))?.checksumFits === true);
  return { tried: typed.length, missed: missed.length };
}
