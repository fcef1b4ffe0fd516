// Licences of programs of which Windows tells the last five characters alone (Office 2013 and later).
// A whole key that the owner types is matched to them by those five.
import type { Licence } from '../record/schema.js';
import type { ActivatedProgram } from './activation.js';

/** The licences with those of the programs, which no other place knows. */
export function withPrograms(
  licences: readonly Licence[],
  programs: readonly ActivatedProgram[],
  foundAt: string,
): Licence[] {
  // Where the whole key was found already, its end says nothing new.
  const unknown = programs.filter(
    ({ lastFive }) => !licences.some(({ productKey }) => productKey?.endsWith(lastFive) === true),
  );
  return [...licences, ...unknown.map((program) => licenceOf(program, foundAt))];
}

function licenceOf({ product, channel, lastFive }: ActivatedProgram, foundAt: string): Licence {
  const place = {
    collector: 'this-pc',
    location: `CIM class SoftwareLicensingProduct: ${product}`,
    foundAt,
  };
  return {
    ...{ product, edition: null, channel, productKey: null, lastFive },
    partNumber: null,
    productId: null,
    places: [place],
    checks: {
      typo: 'not-possible',
      integrity: 'not-possible',
      group: 'not-possible',
      productId: 'not-possible',
      lastFive: 'not-possible',
    },
    cautions: ['partial'],
    note: null,
    seller: null,
    orderNumber: null,
    purchasedOn: null,
    lastSeen: null,
  };
}
