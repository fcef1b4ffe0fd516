// What keys mean at each kind of question.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberKeys, replacingKeys, yesNoKeys } from '../../../src/cli/terminal/key-rules.js';

const [up, down, right] = ['\u001b[A', '\u001b[B', '\u001bOC'];

describe('a yes or no', () => {
  it.each(['y', 'N', '\r', up, right, `${down}\r`, '\u0003', '\u0004'])('takes %j', (keys) => {
    expect(yesNoKeys(keys)).toBe(keys);
  });

  it.each(['/nonexist\r', 'yes', '2', ' ', 'h', '\t'])('takes nothing of %j', (keys) => {
    expect(yesNoKeys(keys)).toBe('');
  });
});

describe('a line with something in it', () => {
  it.each([
    [['/', 'a'], '\u0015/a'],
    [['ü'], '\u0015ü'],
    [['', '/'], '\u0015/'],
    [['\r'], '\r'],
    [['\u007f', 'a'], '\u007fa'],
    [[up, 'a'], `${up}a`],
  ])('of %j gets %j', (typed, got) => {
    expect(typed.map(replacingKeys('/old')).join('')).toBe(got);
  });

  it('that is empty takes what is typed', () => {
    expect(replacingKeys('')('a')).toBe('a');
  });
});

describe('a number in a list', () => {
  /** Where the list is after the keys, as it goes round at its ends. */
  const lineAfter = (count: number, at: number, keys: readonly string[]): number => {
    const moves =
      keys
        .map(numberKeys(count, at))
        .join('')
        .match(/\u001b(?:\[|O)[A-D]/g) ?? [];
    const steps = moves.reduce((sum, move) => sum + (/[AD]$/.test(move) ? -1 : 1), at);
    return ((steps % count) + count) % count;
  };

  it.each([
    [['2'], 1],
    [['1', '2'], 11],
    [['12'], 11],
    [['1', '9'], 8],
    [['0'], 0],
    [[up, '3'], 2],
    [[down, down, '1'], 0],
    [['4', down], 4],
    [['1', up, '2'], 1],
  ])('of twelve lines: %j', (keys, line) => {
    expect(lineAfter(12, 0, keys)).toBe(line);
  });

  it('goes to its line wherever the arrows went before', () => {
    const arrows = fc.array(fc.constantFrom(up, down, right));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.nat(8), arrows, (count, number, moves) => {
        const wanted = number % count;
        expect(lineAfter(count, 0, [...moves, String(wanted + 1)])).toBe(wanted);
      }),
    );
  });

  it('leaves Enter what it is', () => {
    expect(numberKeys(3, 0)('2\r')).toBe(`${down}\r`);
  });

  it.each([
    ['4\r', ''],
    ['0\r', ''],
    ['99\r', ''],
    ['9\r\r', '\r'],
    ['92\r', `${down}\r`],
    [`9${down}\r`, `${down}\r`],
  ])('that no line has takes none at Enter: %j', (typed, keys) => {
    expect(numberKeys(3, 0)(typed)).toBe(keys);
    const oneByOne = numberKeys(3, 0);
    expect((typed.match(/\u001b\[.|[^]/g) ?? []).map((key) => oneByOne(key)).join('')).toBe(keys);
  });
});
