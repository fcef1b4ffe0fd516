// What PCs are called: a name alone while it is one PC's, with the tag where two have it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCalled, pcNamer, typedNames } from '../../../src/vault/planning/pc-names.js';

const [first, second, third] = ['a', 'b', 'c'].map((digit) => digit.repeat(16)) as [
  string,
  string,
  string,
];

const pc = fc.record({
  name: fc.option(fc.constantFrom('ANNA-PC', 'anna-pc', 'BEN-PC')),
  tag: fc.constantFrom(first, second, third),
});

describe('the words for a PC', () => {
  it('are its name, and its tag too where another has that name', () => {
    const nameOf = pcNamer([
      { name: 'ANNA-PC', tag: first },
      { name: 'anna-pc', tag: second },
      { name: 'BEN-PC', tag: third },
      { name: 'BEN-PC', tag: third },
    ]);
    expect(nameOf({ name: 'ANNA-PC', tag: first })).toBe(`ANNA-PC [${first}]`);
    expect(nameOf({ name: 'BEN-PC', tag: third })).toBe('BEN-PC');
    expect(nameOf({ name: null, tag: first })).toBe('PC aaaaaaaa');
  });

  it('that are told to be typed name one PC of them', () => {
    fc.assert(
      fc.property(fc.array(pc, { minLength: 1 }), (all) => {
        // One PC has one name: that of its newest backup.
        const pcs = [...new Map(all.map((one) => [one.tag, one])).values()];
        for (const words of typedNames(pcs))
          expect(pcs.filter((one) => isCalled(one, words))).toHaveLength(1);
        expect(typedNames(pcs)).toHaveLength(pcs.length);
      }),
    );
  });
});
