// Several PCs from one image: whatever the order of their pushes, each ends as a PC of its own with its own keys.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/collect/collector.js';
import type { Machine, Snapshot } from '../../src/record/schema.js';
import { pullFrom, pushFrom, runLog, testPc, testPlace } from '../support/household.js';
import { annasPc, foundLicence, keysOf, productKeys } from '../support/household-samples.js';

type Facts = Partial<Pick<Machine, 'name' | 'uuid' | 'serial'>>;

const keys = [productKeys.ownWindows, productKeys.ownOffice, productKeys.other];
const unset = 'To Be Filled By O.E.M.';

/** How the PCs of an image may differ, three of each. */
const kinds: readonly [what: string, facts: (n: number) => Facts, origin: Finding['origin']][] = [
  ['on boards of their own', (n) => ({ uuid: `uuid-${n}`, serial: `serial-${n}` }), 'this-pc'],
  ['on boards without a serial', (n) => ({ uuid: `uuid-${n}`, serial: unset }), 'this-pc'],
  ['on boards without a UUID', (n) => ({ uuid: null, serial: `serial-${n}` }), 'this-pc'],
  [
    'on boards that tell nothing, renamed',
    (n) => ({ uuid: null, serial: unset, name: `PC-${n}` }),
    'this-pc',
  ],
  ['as disks of renamed PCs', (n) => ({ uuid: null, serial: null, name: `PC-${n}` }), 'elsewhere'],
];

function cloneOf(facts: Facts, key: string): Snapshot {
  const image = annasPc([foundLicence(key)]);
  return { ...image, machine: { ...image.machine, ...facts } };
}

describe.each(kinds)('clones %s', (_what, factsOf, origin) => {
  it('end the same in any order of pushes', async () => {
    const pushes = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 0, maxLength: 5 });
    const orders = fc.shuffledSubarray([0, 1, 2], { minLength: 3 });
    await fc.assert(
      fc.asyncProperty(orders, pushes, fc.boolean(), async (first, more, share) => {
        const place = testPlace('stick');
        const pcs = keys.map((key, n) => testPc(cloneOf(factsOf(n), key), { origin }));
        const codes: string[] = [];
        for (const n of [...first, ...more]) {
          const pc = pcs[n];
          if (pc === undefined) throw new Error('there are three');
          // What the image remembers, every clone does.
          if (share) pc.state.replace(pcs[first[0] ?? 0]?.state.current() ?? pc.state.current());
          const log = runLog();
          await pushFrom(pc, [place], { log, whichPc: () => Promise.resolve(null) });
          codes.push(...log.warnings.map(({ code }) => code));
        }
        const { opened } = await pullFrom([place]);
        const held = opened.map(({ content }) => keysOf(content.licences).join());
        expect(held.sort()).toEqual([...keys].sort());
        expect(codes).toEqual(['cloned', 'cloned']);
      }),
      { numRuns: 25 },
    );
  });
});
