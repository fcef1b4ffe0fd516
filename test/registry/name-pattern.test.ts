import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { namePattern } from '../../src/registry/name-pattern.js';

describe('namePattern', () => {
  it.each([
    ['Setup', 'SETUP', true],
    ['Setup', 'Setup2', false],
    ['*', '', true],
    ['*', 'anything', true],
    ['Source OS (Updated on *)', 'source os (updated on 5/17/2024 11:12:44)', true],
    ['Source OS (Updated on *)', 'Source OS (Updated on', false],
    ['a*a', 'a', false],
    ['a*a', 'aa', true],
    ['*ab*ab*', 'xabyabz', true],
    ['*ab*ab*', 'xaby', false],
    ['a*b*c', 'abbc', true],
    ['a*bc*c', 'abcc', true],
    ['a*bc*c', 'abc', false],
    ['License.ws.*', 'Licensexws.5', false],
    ['(a|b)+$', '(A|B)+$', true],
  ])('%j for %j: %s', (pattern, name, isNamed) => {
    expect(namePattern(pattern).test(name)).toBe(isNamed);
  });

  it('answers for a pattern and a name that would keep a regular expression busy for years', () => {
    const pattern = namePattern(`${'*a'.repeat(100)}*b`);
    expect(pattern.test('a'.repeat(32_000))).toBe(false);
    expect(pattern.test(`${'a'.repeat(32_000)}b`)).toBe(true);
  });

  it('says what a regular expression says, where that can answer', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'A', 'b', '.'), maxLength: 8 });
    const parts = fc.array(text, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(parts, text, (literals, name) => {
        const source = literals.map((literal) => literal.replaceAll('.', '\\.')).join('.*');
        const expected = new RegExp(`^${source}$`, 'i').test(name);
        expect(namePattern(literals.join('*')).test(name)).toBe(expected);
      }),
      { numRuns: 1000 },
    );
  });
});
