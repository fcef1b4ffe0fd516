import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { genericKeys } from '../../src/keys/generic-keys.js';
import { normaliseProductKey, readKeyText } from '../../src/keys/key-text.js';
import { nobodysKey } from '../support/nobodys-key.js';

const mask = (lastFive: string | null) => ({ kind: 'mask', lastFive });

describe('a mask is never a key', () => {
  it.each([
    ['as Settings shows it', 'XXXXX-XXXXX-XXXXX-XXXXX-3V66T', '3V66T'],
    ['in lower case', 'xxxxx-xxxxx-xxxxx-xxxxx-3v66t', '3V66T'],
    ['with an N in its end', 'XXXXX-XXXXX-XXXXX-XXXXX-4N66B', '4N66B'],
    ['with blanks', 'XXXXX XXXXX XXXXX XXXXX 3V66T', '3V66T'],
    ['without hyphens', 'XXXXXXXXXXXXXXXXXXXX3V66T', '3V66T'],
    ['in stars', '*****-*****-*****-*****-3V66T', '3V66T'],
    ['in number signs', '#####-#####-#####-#####-3V66T', '3V66T'],
    ['in bullets', '•••••-•••••-•••••-•••••-3V66T', '3V66T'],
    ['in other letters', `${'BBBBB-'.repeat(4)}3V66T`, '3V66T'],
    ['in digits that keys lack', '00000-00000-00000-00000-3V66T', '3V66T'],
    ['with the first group left', 'VK7JG-XXXXX-XXXXX-XXXXX-3V66T', '3V66T'],
    ['with one group hidden', 'VK7JG-NPHTM-XXXXX-9MPGT-3V66T', '3V66T'],
    ['with a group half hidden', 'XXXXX-XXXXX-XXXXX-XXXGT-3V66T', '3V66T'],
    ['with its end hidden', 'VK7JG-NPHTM-C97JM-XXXXX-XXXXX', null],
    ['as a sample', 'XXXXX-XXXXX-XXXXX-XXXXX-XXXXX', null],
    ['for an erased key', 'BBBBB-BBBBB-BBBBB-BBBBB-BBBBB', null],
    ['with an end that no key has', 'XXXXX-XXXXX-XXXXX-XXXXX-3V66O', null],
  ])('%s', (_name, text, lastFive) => {
    expect(readKeyText(text)).toEqual(mask(lastFive));
    expect(normaliseProductKey(text)).toBeNull();
  });

  it('whatever sign stands for the hidden symbols, and however many groups', () => {
    const key = fc.constantFrom(...genericKeys.map(({ productKey }) => productKey));
    const sign = fc.constantFrom(...Array.from('Xx*#?•BQ0'));
    fc.assert(
      fc.property(key, sign, fc.integer({ min: 2, max: 4 }), (productKey, hidden, groups) => {
        const shown = productKey.split('-').slice(groups);
        const text = [...Array<string>(groups).fill(hidden.repeat(5)), ...shown].join('-');
        expect(readKeyText(text)).toEqual(mask(productKey.slice(-5)));
      }),
    );
  });
});

describe('a key', () => {
  it('is one with any separators, in any case', () => {
    for (const { productKey } of genericKeys) {
      const read = { kind: 'key', productKey };
      expect(readKeyText(productKey)).toEqual(read);
      expect(readKeyText(productKey.toLowerCase().replaceAll('-', ' '))).toEqual(read);
      expect(readKeyText(productKey.replaceAll('-', '.'))).toEqual(read);
      expect(readKeyText(productKey.replaceAll('-', '*'))).toEqual(read);
    }
  });

  it('may have one group of one symbol', () => {
    const [, ...others] = nobodysKey.split('-');
    const productKey = ['B'.repeat(5), ...others].join('-');
    expect(readKeyText(productKey)).toEqual({ kind: 'key', productKey });
  });

  it.each([
    '',
    '3V66T',
    'VK7JG-NPHTM-C97JM-9MPGT',
    'VK7JG-NPHTM-C97JM-9MPGT-3V66O',
    '*'.repeat(24),
  ])('"%s" is neither a key nor a mask', (text) => {
    expect(readKeyText(text)).toBeNull();
  });
});
