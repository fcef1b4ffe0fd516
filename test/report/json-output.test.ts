import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shownSnapshot } from '../../src/report/json-output.js';
import { annasPc, foundLicence, productKeys } from '../support/household-samples.js';
import { holdsCanary, textWithCanary } from '../support/foreign-input.js';

it('no whole key stands in what is shown without reveal, in whatever the owner typed', () => {
  fc.assert(
    fc.property(textWithCanary, (typed) => {
      const words = { note: typed, seller: typed, product: typed };
      const pc = annasPc([foundLicence(productKeys.ownOffice, words)]);
      const named = { ...pc, machine: { ...pc.machine, name: typed } };
      expect(holdsCanary(JSON.stringify(shownSnapshot(named, { reveal: false })))).toBe(false);
      expect(shownSnapshot(named, { reveal: true })).toEqual(named);
    }),
  );
});
