// Which records of a PC may go from a place: never the newest, never one with something that no other holds.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecordName } from '../../../src/record/name.js';
import { removalOf } from '../../../src/record/removed.js';
import type { Licence, Removal } from '../../../src/record/schema.js';
import {
  type PrunableRecord,
  leastKept,
  planPrune,
} from '../../../src/vault/planning/prune-plan.js';
import { foundLicence, productKeys } from '../../support/household-samples.js';

const pool: Licence[] = productKeys.more.map((key) => foundLicence(key));
const [first, second] = pool as [Licence, Licence];

/** Records of one PC; the number is their age, 0 the newest. */
function record(
  age: number,
  licences: readonly Licence[],
  { removed, id = age }: { removed?: readonly Removal[]; id?: number } = {},
): PrunableRecord {
  const minute = String(50 - age).padStart(2, '0');
  return {
    name: `${'a'.repeat(16)}/20261121T19${minute}01Z-${String(age).padStart(32, '0')}.vault` as RecordName,
    recordId: String(id).padStart(32, '0'),
    content: {
      licences: [...licences],
      takenAt: `2026-11-21T19:${minute}:01Z`,
      ...(removed === undefined ? {} : { removed: [...removed] }),
    },
  };
}

const ages = (names: readonly RecordName[]): number[] =>
  names.map((name) => Number(/-0*(\d+)\.vault$/.exec(name)?.[1]));

describe('the plan of a prune', () => {
  it('keeps the newest so many, and lets the oldest go first', () => {
    const records = [0, 1, 2, 3, 4].map((age) => record(age, [first]));
    const { stay, go, needed } = planPrune(records, 3);
    expect([ages(stay), ages(go), needed]).toEqual([[0, 1, 2], [4, 3], []]);
  });

  it.each([-1, 0, 1, Number.NaN])('keeps two, where %s are asked for', (keep) => {
    const records = [0, 1, 2].map((age) => record(age, [first]));
    expect(ages(planPrune(records, keep).stay)).toEqual([0, 1]);
  });

  it('keeps an older one that alone holds a licence, and that one carries those before it', () => {
    const records = [
      record(0, [first]),
      record(1, [first]),
      record(2, [first, second]),
      record(3, [second]),
    ];
    const { stay, go, needed } = planPrune(records, 2);
    expect([ages(stay), ages(go), ages(needed)]).toEqual([[0, 1, 2], [3], [2]]);
  });

  it('keeps the whole key where the newer one knows its end only', () => {
    const end = { ...first, productKey: null };
    const records = [record(0, [end]), record(1, [end]), record(2, [first])];
    expect(ages(planPrune(records, 2).needed)).toEqual([2]);
  });

  it('lets go what holds a licence that the owner removed since, and keeps what knows a removal', () => {
    const removal = removalOf(second, '2026-11-21T19:55:00Z');
    const removed = [removal];
    const without = [record(0, [first], { removed }), record(1, [first], { removed })];
    expect(ages(planPrune([...without, record(2, [first, second])], 2).go)).toEqual([2]);
    const forgetful = [record(0, [first]), record(1, [first])];
    expect(ages(planPrune([...forgetful, record(2, [first], { removed })], 2).needed)).toEqual([2]);
  });

  it('counts a record that was sealed twice once', () => {
    const records = [0, 1, 2, 3].map((age) => record(age, [first], { id: age < 2 ? 0 : age }));
    const { stay, go } = planPrune(records, 2);
    expect([ages(stay), ages(go)]).toEqual([[0, 1, 2], [3]]);
  });

  it('never loses a licence, nor the newest two, whatever is in them', () => {
    const anyRecords = fc.array(fc.subarray(pool), { maxLength: 8 });
    fc.assert(
      fc.property(anyRecords, fc.integer({ min: 0, max: 6 }), (ever, keep) => {
        const records = ever.map((licences, age) => record(age, licences));
        const { stay, go } = planPrune(records, keep);
        expect([...ages(stay), ...ages(go)].sort()).toEqual(records.map((_, age) => age));
        expect(ages(stay).slice(0, leastKept)).toEqual(ages(stay.slice(0, 2)));
        const least = Math.min(records.length, Math.max(keep, leastKept));
        for (let age = 0; age < least; age += 1) expect(ages(stay)).toContain(age);
        const keys = (some: readonly number[]): Set<string | null> =>
          new Set(some.flatMap((age) => (ever[age] ?? []).map(({ productKey }) => productKey)));
        expect(keys(ages(stay))).toEqual(keys(records.map((_, age) => age)));
        // One that stays beyond what was asked for is there for a reason.
        expect(
          planPrune(
            records.filter(({ name }) => stay.includes(name)),
            keep,
          ).go,
        ).toEqual([]);
      }),
    );
  });
});
