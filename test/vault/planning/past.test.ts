import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Licence } from '../../../src/record/schema.js';
import {
  type TestPlace,
  heldNames,
  pullFrom,
  pushFrom,
  reinstalled,
  testPc,
  testPlace,
} from '../../support/household.js';
import {
  annasPc,
  foundLicence,
  genericLicence,
  keysOf,
  productKeys,
} from '../../support/household-samples.js';

const allKeys = [productKeys.ownWindows, productKeys.ownOffice, ...productKeys.more];

interface Step {
  /** Which places answer. */
  readonly places: readonly number[];
  /** Which keys are on the PC. */
  readonly keys: readonly string[];
  readonly change: 'none' | 'clock set back' | 'state lost' | 'force';
}

const step: fc.Arbitrary<Step> = fc.record({
  places: fc.subarray([0, 1, 2], { minLength: 1 }),
  keys: fc.subarray(allKeys, { minLength: 1, maxLength: 4 }),
  change: fc.constantFrom('none', 'none', 'clock set back', 'state lost', 'force'),
});

async function take(
  { places, keys, change }: Step,
  pc: ReturnType<typeof testPc>,
  all: TestPlace[],
) {
  all.forEach((place, i) => {
    place.away = !places.includes(i);
  });
  pc.snapshot = annasPc(keys.map((key) => foundLicence(key)));
  if (change === 'clock set back') pc.clock = new Date(pc.clock.getTime() - 86_400_000);
  if (change === 'state lost') pc.state.lose();
  await pushFrom(pc, all, { force: change === 'force' });
}

describe('the licences of earlier records', () => {
  it('are all in the newest record after a push to every place, whatever was away before', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 7 }), async (steps) => {
        const all = ['a', 'b', 'c'].map((name) => testPlace(name));
        const pc = testPc(annasPc());
        // the first push makes the vault, so every place must answer
        await pushFrom(pc, all);
        for (const one of steps) await take(one, pc, all);
        await take({ places: [0, 1, 2], keys: [allKeys[0] ?? ''], change: 'none' }, pc, all);
        const everFound = new Set([productKeys.ownWindows, ...steps.flatMap(({ keys }) => keys)]);
        for (const place of all) {
          const { opened } = await pullFrom([place]);
          expect(opened).toHaveLength(1);
          expect(keysOf(opened[0]?.content.licences ?? [])).toEqual([...everFound].sort());
        }
      }),
      { numRuns: 40 },
    );
  });

  it('are pulled from the places that answer, all of them together, at any time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 5 }), async (steps) => {
        const all = ['a', 'b', 'c'].map((name) => testPlace(name));
        const pc = testPc(annasPc());
        await pushFrom(pc, all);
        for (const one of steps) await take(one, pc, all);
        for (const place of all) place.away = false;
        const { opened } = await pullFrom(all);
        const pulled = new Set(opened.flatMap((record) => keysOf(record.content.licences)));
        const everFound = new Set([productKeys.ownWindows, ...steps.flatMap(({ keys }) => keys)]);
        expect([...pulled].sort()).toEqual([...everFound].sort());
        expect(new Set(opened.map((record) => record.tag)).size).toBe(1);
      }),
      { numRuns: 40 },
    );
  });

  it('outlive a reinstall: the real key is carried on with the time when it was last seen', async () => {
    const place = testPlace('stick');
    const before = testPc(annasPc());
    const { records } = await pushFrom(before, [place]);
    const after = reinstalled(before, [genericLicence]);
    await pushFrom(after, [place]);
    const { opened } = await pullFrom([place]);
    const [newest] = opened;
    expect(opened).toHaveLength(1);
    expect(newest?.content).toMatchObject({ sequence: 2, machine: { name: 'DESKTOP-NEW' } });
    const own = newest?.content.licences.find((one) => one.productKey === productKeys.ownWindows);
    expect(own?.lastSeen).toBe(records[0]?.content.takenAt);
    const generic = newest?.content.licences.find((one) => one.cautions.includes('generic'));
    expect(generic?.lastSeen).toBeNull();
  });

  it('keep the time when they were last seen through further records', async () => {
    const place = testPlace('stick');
    const pc = testPc(annasPc());
    const { records } = await pushFrom(pc, [place]);
    for (const key of productKeys.more.slice(0, 3)) {
      pc.snapshot = annasPc([foundLicence(key)]);
      await pushFrom(pc, [place]);
    }
    const { opened } = await pullFrom([place]);
    const own = opened[0]?.content.licences.find(
      (one) => one.productKey === productKeys.ownWindows,
    );
    expect(own?.lastSeen).toBe(records[0]?.content.takenAt);
  });

  it('are found again without a mark when the key is back', async () => {
    const place = testPlace('stick');
    const pc = testPc(annasPc());
    await pushFrom(pc, [place]);
    pc.snapshot = annasPc([foundLicence(productKeys.ownOffice)]);
    await pushFrom(pc, [place]);
    pc.snapshot = annasPc();
    await pushFrom(pc, [place]);
    const { opened } = await pullFrom([place]);
    const seen = (opened[0]?.content.licences ?? []).map((one: Licence) => [
      one.productKey,
      one.lastSeen === null,
    ]);
    expect(seen).toEqual([
      [productKeys.ownWindows, true],
      [productKeys.ownOffice, false],
    ]);
  });

  it('are opened anew only as far as needed', async () => {
    const place = testPlace('stick');
    const pc = testPc(annasPc());
    for (const key of productKeys.more) {
      pc.snapshot = annasPc([foundLicence(key)]);
      await pushFrom(pc, [place]);
    }
    const read: string[] = [];
    const held = place.held;
    place.faults = {
      get: (name) => {
        read.push(name);
        return Promise.resolve(held.get(name) ?? new Uint8Array());
      },
    };
    pc.snapshot = annasPc();
    await pushFrom(pc, [place]);
    expect(read).toEqual([heldNames(place).at(-2)]);
  });
});
