// Text on a narrow screen: between words, below its own beginning, and never through a key or a command.
import fc from 'fast-check';
import stringWidth from 'fast-string-width';
import { describe, expect, it } from 'vitest';
import { columns, laidOut, tied } from '../../../src/cli/terminal/layout.js';

const key = 'VK7JG-NPHTM-C97JM-9MPGT-3V66T';

describe('a line that is too long', () => {
  it.each([
    ['plain words', 'one two three four five six', ['one two three four', 'five six']],
    ['an indent', '  one two three four five', ['  one two three four', '  five']],
    ['a number', '  1. one two three four', ['  1. one two three', '     four']],
    ['a box', '[ ] one two three four', ['[ ] one two three', '    four']],
    ['a short first cell', '--to  one two three four', ['--to  one two three', '      four']],
    ['a long first cell', '--to <the-place>  one two', ['--to <the-place>', '    one two']],
    [
      'a first cell that is too long',
      'one two three four five  six',
      ['one two three four', 'five', '    six'],
    ],
    ['wide letters', '鍵鍵鍵鍵鍵 鍵鍵鍵鍵鍵', ['鍵鍵鍵鍵鍵', '鍵鍵鍵鍵鍵']],
    ['a key', `your key is ${key} now`, ['your key is', key, 'now']],
    [
      'a command',
      `type ${tied('vault push --to E: --force')} now`,
      ['type', 'vault push --to E: --force', 'now'],
    ],
    [
      'a colour',
      '\u001b[31mone two three four five\u001b[39m',
      ['\u001b[31mone two three four\u001b[39m', '\u001b[31mfive\u001b[39m'],
    ],
  ])('with %s is broken between words', (_, line, lines) => {
    expect(laidOut(line, 20).split('\n')).toEqual(lines);
  });

  it('is left as it is where there is no screen', () => {
    const line = 'word '.repeat(100).trim();
    expect(laidOut(line, null)).toBe(line);
    expect(laidOut(tied('vault push'), null)).toBe('vault push');
  });
});

describe('any text', () => {
  const word = fc.stringMatching(/^[a-z鍵.-]{1,30}$/);
  const line = fc
    .tuple(fc.integer({ min: 0, max: 6 }), fc.array(word, { minLength: 1, maxLength: 30 }))
    .map(([indent, words]) => ' '.repeat(indent) + words.join(' '));

  it('keeps every word, and fits but for a word that is alone on its line', () => {
    const width = fc.integer({ min: 20, max: 100 });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 4 }), width, (lines, most) => {
        const text = lines.join('\n');
        const shown = laidOut(text, most);
        expect(shown.split(/\s+/)).toEqual(text.split(/\s+/));
        for (const one of shown.split('\n'))
          expect(stringWidth(one) <= most || !one.trim().includes(' ')).toBe(true);
      }),
    );
  });
});

describe('rows', () => {
  const rows = [
    ['a', 'bbb', 'c'],
    ['鍵鍵', 'b', 'c'],
  ];

  it('stand in columns, by the width that is seen', () => {
    expect(columns(rows, ' ')).toEqual([' a     bbb  c', ' 鍵鍵  b    c']);
    expect(columns(rows, ' ', 13)).toEqual(columns(rows, ' '));
  });

  it('are all lists where one of them does not fit', () => {
    expect(columns(rows, ' ', 12)).toEqual([' a\n     bbb\n     c', ' 鍵鍵\n     b\n     c']);
  });
});
