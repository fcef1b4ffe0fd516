import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pathMatcher } from '../../src/registry/path-matcher.js';
import { namePattern } from '../../src/registry/name-pattern.js';

const matches = pathMatcher([
  'Maker\\App (x) 1.0\\Licence',
  'Maker\\App *\\Serial',
  'Maker\\*\\Licence\\Now',
  'Other',
]);

describe('a path', () => {
  it.each([
    ['Maker\\App (x) 1.0\\Licence', true],
    ['MAKER\\app (X) 1.0\\licence', true],
    ['Maker\\App (x) 1.0\\Serial', true],
    ['Maker\\App (x) 1.0\\Licence\\Now', true],
    ['Maker\\App (x) 1.0', false],
    ['Maker\\App (x) 100\\Licence', false],
    ['Maker\\App 1\\2\\Serial', false],
    ['Maker', false],
    ['Other', true],
    ['Other\\Below', false],
    ['', false],
  ])('%j is one of the patterns: %j', (path, expected) => {
    expect(matches(path.split('\\'))).toBe(expected);
  });

  it('is judged by all patterns together as by each alone', () => {
    const part = fc.constantFrom('A', 'a', 'B', 'AB', '*', 'A*', '*B', '(', '.');
    const path = fc.array(part, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(path, { maxLength: 5 }), path, (patterns, parts) => {
        const expected = patterns.some(
          (pattern) =>
            pattern.length === parts.length &&
            pattern.every((each, i) => namePattern(each).test(parts[i] ?? '')),
        );
        const all = pathMatcher(patterns.map((pattern) => pattern.join('\\')));
        expect(all(parts)).toBe(expected);
      }),
    );
  });
});
