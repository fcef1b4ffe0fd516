// Product keys in a text: what counts as one, what does not, and the words that are kept with it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { genericKeys } from '../../../src/keys/generic-keys.js';
import { maskKeys } from '../../../src/text/key-mask.js';
import { type KeyInText, keyScanner } from '../../../src/collect/text/keys-in-text.js';

const key = 'VK7JG-NPHTM-C97JM-9MPGT-3V66T';
const other = 'YTMG3-N6DKC-DKB77-7M9GH-8HVX7';
const olderKey = 'FJ82H-XT6CR-J8D7P-XQJJ2-GPDD4';
/** Of nobody, and in no list. */
const unlisted = olderKey.replace('2H', '3H');

function keysIn(...parts: string[]): KeyInText[] {
  const scanner = keyScanner({ mostKeys: 500 });
  for (const part of parts) scanner.push(part);
  scanner.end();
  return [...scanner.keys.values()];
}

const productKeysIn = (text: string): string[] => keysIn(text).map(({ productKey }) => productKey);

describe('a key in a text', () => {
  it.each([
    ['alone', key],
    ['in lower case', key.toLowerCase()],
    ['between words', `The key is ${key}. Keep it.`],
    ['in quotes', `"${key}"`],
    ['in angle brackets', `<${key}>`],
    ['after an equals sign', `CDKey=${key}`],
    ['with dashes', key.replaceAll('-', '–')],
    ['with long dashes and blanks', key.replaceAll('-', ' — ')],
    ['with non-breaking hyphens', key.replaceAll('-', '\u2011')],
    ['with the minus sign', key.replaceAll('-', '\u2212')],
    ['with blanks, its check passing', key.replaceAll('-', ' ')],
    ['with nothing between, its check passing', key.replaceAll('-', '')],
    ['with zero-width blanks instead', key.replaceAll('-', '\u200b')],
    ['with zero-width blanks beside the hyphens', key.replaceAll('-', '\u200b-\u2060')],
    ['with zero-width blanks in the groups', key.replaceAll(/(?=[A-Z]{2})/g, '\u200d')],
    ['between marks of direction', `\u2066${key}\u2069\u200e`],
    ['after a byte order mark', `Key:\ufeff${key}`],
    ['with soft hyphens', key.replaceAll('-', '\u00ad')],
    [
      'with soft hyphens in the groups',
      key.replace('K7J', 'K\u00ad7J').replace('PHT', 'PH\u00adT'),
    ],
    ['with soft hyphens beside hyphens', key.replaceAll('-', '\u00ad-')],
    ['with non-breaking blanks', key.replaceAll('-', '\u00a0-\u00a0')],
    ['with narrow blanks', key.replaceAll('-', '\u202f')],
    ['with entities', key.replaceAll('-', '&#45;')],
    ['with named entities', key.replaceAll('-', '&ndash;')],
    ['with escapes of a script', key.replaceAll('-', '\\u2011')],
    [
      'in double width',
      key.replaceAll(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)),
    ],
    ['with dots, its check passing', key.replaceAll('-', '.')],
    ['with lines', key.replaceAll('-', '\u2500')],
    ['with the word of a button', `${key}Copy`],
    ['with the word of a German button', `${key}kopieren`],
    ['with the word of a button in capitals', `${key}COPY`],
    ['with blanks and the word of a button', `${key.replaceAll('-', ' ')}Copy`],
    ['in lower case with a word', `${key.toLowerCase()}copy`],
    ['with a label', `Key:${key}`],
    ['with a label joined to it', `ProductKey${key}`],
    ['with words at both ends', `Key${key}Copy`],
    ['with a word of another alphabet', `${key}копировать`],
    ['after a carriage return', `Key:\r${key}\rNext`],
  ])('is found %s', (_, text) => {
    expect(productKeysIn(text)).toEqual([key]);
  });

  it('is found where the parts of the file cut it anywhere', () => {
    const text = `first\r\nsecond ${key} third\r\n`;
    for (let at = 0; at <= text.length; at += 1) {
      const [found] = keysIn(text.slice(0, at), text.slice(at));
      expect(found).toMatchObject({ productKey: key, line: 2 });
    }
  });

  it('is found anywhere in a line that has no end', () => {
    for (const at of [65_520, 65_530, 130_990, 200_000]) {
      expect(productKeysIn(`${'x '.repeat(at / 2)}${key}${' y'.repeat(50_000)}`)).toEqual([key]);
    }
  });

  it('is found once for each of the public keys, in order', () => {
    expect(genericKeys.length).toBeGreaterThan(50);
    const all = genericKeys.map(({ productKey }) => productKey);
    expect(productKeysIn([...all, ...all].join(' / '))).toEqual(all);
  });
});

describe('an older key, which has no check', () => {
  it.each([
    ['the word of a button', `${olderKey}Copy`],
    ['a word in lower case', `${olderKey}kopieren`],
    ['a label', `Key${olderKey}`],
  ])('is found with %s where the case of the letters tells its ends', (_, text) => {
    expect(productKeysIn(text)).toEqual([olderKey]);
  });
});

describe('the mask of a key', () => {
  const endsIn = (text: string): string[] => {
    const scanner = keyScanner({ mostKeys: 500 });
    scanner.push(text);
    scanner.end();
    expect([...scanner.keys]).toEqual([]);
    return [...scanner.ends.keys()];
  };

  it.each([
    ['of X', 'Product key: XXXXX-XXXXX-XXXXX-XXXXX-3V66T'],
    ['of x', 'xxxxx-xxxxx-xxxxx-xxxxx-3V66T'],
    ['of stars', '*****-*****-*****-*****-3V66T'],
    [
      'of dots',
      '\u2022\u2022\u2022\u2022\u2022-\u2022\u2022\u2022\u2022\u2022-\u2022\u2022\u2022\u2022\u2022-\u2022\u2022\u2022\u2022\u2022-3V66T',
    ],
    ['after the first group', 'VK7JG-XXXXX-XXXXX-XXXXX-3V66T'],
    ['with nothing between', 'XXXXXXXXXXXXXXXXXXXX3V66T'],
  ])('%s gives its end', (_, text) => {
    expect(endsIn(text)).toEqual(['3V66T']);
  });

  it.each([
    ['without an end', 'XXXXX-XXXXX-XXXXX-XXXXX-XXXXX'],
    ['with an end that no key has', 'XXXXX-XXXXX-XXXXX-XXXXX-3V66A'],
    ['that is a line', '_____-_____-_____-_____-_____'],
  ])('%s gives none', (_, text) => {
    expect(endsIn(text)).toEqual([]);
  });
});

describe('what looks like a key', () => {
  it.each([
    ['a key of six groups', `${key}-BBBBB`],
    ['a longer serial before it', `BBBBB-${key}`],
    ['four groups', key.slice(6)],
    ['letters that keys lack', key.replace('V', 'A')],
    ['a product id', '00330-80000-00000-AA123'],
    ['a GUID', '3f2504e0-4f89-11d3-9a0c-0305e82c3301'],
    ['a placeholder', 'XXXXX-XXXXX-XXXXX-XXXXX-XXXXX'],
    ['what an erased key is shown as', 'BBBBB-BBBBB-BBBBB-BBBBB-BBBBB'],
    ['numbers with blanks', '22334 66778 99223 34466 77889'],
    ['an older key with blanks, which has no check', unlisted.replaceAll('-', ' ')],
    ['an older key with nothing between', unlisted.replaceAll('-', '')],
    ['a key with nothing between and one letter wrong', key.replaceAll('-', '').replace('T', 'R')],
    ['a part of encoded data', `x${key.replaceAll('-', '')}x`],
    ['a key that a line end cuts in a group', key.replace('NP', 'N\nP')],
    ['a failing key in capitals with a word', `${key.replace('7', '8')}COPY`],
    ['a failing key in lower case with a word', `${key.replace('7', '8').toLowerCase()}copy`],
    ['a symbol too many', `${olderKey}X`],
    ['an older key with dots, which has no check', unlisted.replaceAll('-', '.')],
  ])('%s is none', (_, text) => {
    expect(productKeysIn(text)).toEqual([]);
  });
});

describe('the words around a key', () => {
  const noteOf = (text: string): string | null | undefined => keysIn(text)[0]?.note;

  it('are those of its line, the key masked', () => {
    expect(noteOf(`Hello\nWindows 10 Pro: ${key} (bought 2021)\nBye`)).toBe(
      'Windows 10 Pro: *****-*****-*****-*****-3V66T (bought 2021)',
    );
  });

  it('are those of the line before where its own has none', () => {
    expect(noteOf(`Windows 10 Home - CD Key\r\n\r\n  ${key}\r\n`)).toBe(
      'Windows 10 Home - CD Key *****-*****-*****-*****-3V66T',
    );
  });

  it('are none where there are none', () => {
    expect(noteOf(key)).toBeNull();
    expect(noteOf(`\n\n1. ${key}`)).toBeNull();
  });

  it('are at most 200 characters, those next to it', () => {
    const note = noteOf(`${'far '.repeat(500)}near ${key} close${' away'.repeat(500)}`) ?? '';
    expect(note.length).toBeLessThanOrEqual(200);
    expect(note).toContain('near *****-*****-*****-*****-3V66T close');
  });

  it('hold no other key either, however it is written', () => {
    const others = [other, olderKey].flatMap((one) => [
      one,
      one.toLowerCase(),
      one.replaceAll('-', ' '),
      one.replaceAll('-', ''),
      one.replaceAll('-', ' – '),
      one.replace('M', 'O').replace('X', '0'),
      `${one}-BBBBB`,
    ]);
    for (const hidden of others) {
      for (const text of [
        `${hidden} and ${key}`,
        `${key} and ${hidden} too`,
        `the ${hidden}\n${key}`,
      ]) {
        const notes = keysIn(text)
          .map(({ note }) => note ?? '')
          .join('\n');
        expect(notes).toContain('3V66T');
        expect(notes.toUpperCase().replaceAll(/[^A-Z0-9*]/g, '')).not.toMatch(
          /N6DKC|XT6CR|7M9GH|XQJJ2/,
        );
      }
    }
  });

  it('hold no half of a key that the edge of the note cuts', () => {
    for (let gap = 0; gap < 700; gap += 1) {
      const note = noteOf(
        `see ${other}${' '.repeat(gap % 7)}${'.'.repeat(gap)} ${key} ${'.'.repeat(gap)}${other}`,
      );
      expect(note ?? '').not.toMatch(/YTMG3|N6DKC|DKB77|7M9GH|NPHTM/);
    }
  });

  it('are text that a record can hold', () => {
    expect(noteOf(`a\u0000b\ud800 \u001b[31m ${key} words`)).toBe(
      'a b [31m *****-*****-*****-*****-3V66T words',
    );
  });
});

describe('any text at all', () => {
  const piece = fc.oneof(
    fc.constantFrom(key, other, olderKey, '-', ' ', '\n', '\r', 'word', 'BBBBB', '12345', '\ud800'),
    fc.string({ unit: 'binary' }),
  );
  const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));

  it('gives notes without a whole key, of at most 200 characters', () => {
    fc.assert(
      fc.property(text, (any) => {
        for (const { note } of keysIn(any)) {
          expect(note ?? '').not.toMatch(/NPHTM-|N6DKC-|XT6CR-/);
          expect((note ?? '').length).toBeLessThanOrEqual(200);
        }
      }),
    );
  });

  it('is masked without changing its length', () => {
    fc.assert(
      fc.property(text, (any) => {
        expect(maskKeys(any)).toHaveLength(any.length);
      }),
    );
  });

  it('stops after as many keys as anybody has', () => {
    const scanner = keyScanner({ mostKeys: 3 });
    scanner.push(genericKeys.map(({ productKey }) => productKey).join('\n'));
    scanner.end();
    expect(scanner.keys.size).toBe(4);
  });
});
