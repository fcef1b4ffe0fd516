// Which word of a generated passphrase was mistyped; of the owner's own nothing is said.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { looksLikeCapsLock, mistypedWords } from '../../src/crypto/mistyped-words.js';
import { generatePassphrase } from '../../src/crypto/passphrase.js';
import { loadWords } from '../../src/crypto/wordlist.js';

const anyWord = fc.constantFrom(...loadWords().filter((word) => word.length > 5));

describe('the mistyped words of a passphrase', () => {
  it.each([
    ['another letter of the word', 'aplle unroll zipping wreath unlit womb', 'aplle', 'apple'],
    ['two swapped', 'zebra unrlol zipping wreath unlit womb', 'unrlol', 'unroll'],
    ['a letter added', 'zebra unroll zippping wreath unlit womb', 'zippping', 'zipping'],
    ['another letter', 'zebra unroll zipping wreeth unlit womb', 'wreeth', 'wreath'],
    ['a capital', 'Zebra unroll zipping wreath unlit womb', 'Zebra', 'zebra'],
  ])('are named with the nearest: %s', async (_, text, word, nearest) => {
    const [found, ...others] = (await mistypedWords(text)) ?? [];
    expect(others).toEqual([]);
    expect(found?.word).toBe(word);
    expect(found?.nearest).toBe(nearest);
  });

  it('have no nearest where none is near', async () => {
    const mistyped = await mistypedWords('zebra qqqqqqqq zipping wreath unlit womb');
    expect(mistyped).toEqual([{ word: 'qqqqqqqq', nearest: null }]);
  });

  it('are none of a generated one', async () => {
    expect(await mistypedWords(await generatePassphrase())).toEqual([]);
  });

  it.each([
    ['five words', 'zebra unroll zipping wreath unlit'],
    ['seven words', 'zebra unroll zipping wreath unlit womb zebra'],
    ["the owner's own six", 'mein Hund heisst seit gestern Rex'],
    ['half of it a list word', 'zebra unroll zipping abcd efgh ijkl'],
    ['nothing', ''],
  ])('are not looked for in %s', async (_, text) => {
    expect(await mistypedWords(text)).toBeNull();
  });

  it('are found whatever neighbours of a word are swapped', async () => {
    await fc.assert(
      fc.asyncProperty(anyWord, fc.nat(3), async (word, at) => {
        const swapped = `${word.slice(0, at)}${word[at + 1] ?? ''}${word[at] ?? ''}${word.slice(at + 2)}`;
        const [found] = (await mistypedWords(`${swapped} unroll zipping wreath unlit womb`)) ?? [];
        if (loadWords().includes(swapped)) expect(found).toBeUndefined();
        else expect(found?.nearest).not.toBeNull();
      }),
      { numRuns: 30 },
    );
  });
});

describe('Caps Lock', () => {
  it.each([
    ['all capitals', 'ZEBRA UNROLL ZIPPING'],
    ['a passphrase of one word and digits', 'HUNTER2'],
    ['not in ASCII', 'ÄPFEL'],
    ['with Shift against it', 'zEBRA uNROLL'],
    ['Shift once', 'zEBRA UNROLL'],
  ])('may be on: %s', async (_, text) => {
    expect(await looksLikeCapsLock(text)).toBe(true);
  });

  it.each([
    ['small letters', 'zebra unroll'],
    ['a capital at the beginning', 'Zebra unroll'],
    ['no letters', '1234 5678'],
    ['mixed, and no word of the list', 'xQ7kPz'],
    ['nothing', ''],
  ])('is off: %s', async (_, text) => {
    expect(await looksLikeCapsLock(text)).toBe(false);
  });
});
