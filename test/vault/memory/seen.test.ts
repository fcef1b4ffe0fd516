import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Sighting,
  type Sightings,
  mostSeen,
  notedRecords,
  withSeen,
} from '../../../src/vault/memory/seen.js';
import { emptyState, parseState } from '../../../src/vault/memory/state.js';
import { anna, ben, daysAgo, recordOf } from '../../support/status-samples.js';

const copy = (tag: string, days: number, outlives: boolean | null = null) => ({
  record: recordOf(tag, days),
  outlives,
});
const place = (id: string, ...copies: ReturnType<typeof copy>[]): Sighting => ({
  ...{ id, name: id, durability: 'detachable', copies },
});
const seenAt = (days: number, ...places: Sighting[]): Sightings => ({
  ...{ at: daysAgo(days), places, pcs: [] },
});

describe('what was seen', () => {
  it('is no part of a state from before, which is as valid as it was', () => {
    expect(parseState({ schema: 1, vaults: [] })).toEqual({ schema: 1, vaults: [] });
  });

  it('takes the place of what was seen of the same PC in the same place, and of nothing else', () => {
    const first = withSeen(
      emptyState,
      seenAt(9, place('stick', copy(anna, 9), copy(ben, 9)), place('nas', copy(anna, 9))),
    );
    const { seen } = withSeen(first, seenAt(1, place('stick', copy(anna, 1))));
    const shown = seen?.places.map(({ id, copies }) => [
      id,
      copies.map(({ record, confirmedAt }) => [record, confirmedAt]),
    ]);
    expect(shown).toEqual([
      [
        'stick',
        [
          [recordOf(anna, 1), daysAgo(1)],
          [recordOf(ben, 9), daysAgo(9)],
        ],
      ],
      ['nas', [[recordOf(anna, 9), daysAgo(9)]]],
    ]);
    expect(parseState(JSON.parse(JSON.stringify({ ...first, seen }))).seen).toEqual(seen);
  });

  it('keeps whether a place outlives a PC until a push tells it anew', () => {
    const here = (one: ReturnType<typeof copy>): Sighting => ({
      ...place('here', one),
      durability: 'this-install',
    });
    const outlivesAfter = (...runs: (boolean | null)[]): boolean | undefined => {
      const state = runs.reduce(
        (before, outlives) => withSeen(before, seenAt(1, here(copy(anna, 1, outlives)))),
        emptyState,
      );
      return state.seen?.places[0]?.copies[0]?.outlives;
    };
    expect([outlivesAfter(null), outlivesAfter(true, null), outlivesAfter(true, false)]).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('keeps the last rehearsal, and when a PC was pushed, where a run tells nothing of them', () => {
    const rehearsal = { ...place('stick'), isWhole: true };
    const pushed = { tag: anna, name: 'ANNA-PC', isPushed: true };
    const first = withSeen(emptyState, { at: daysAgo(9), places: [rehearsal], pcs: [pushed] });
    const met = { tag: anna, name: null, isPushed: false };
    const { seen } = withSeen(first, { at: daysAgo(1), places: [place('stick')], pcs: [met] });
    expect(seen?.places[0]?.rehearsal).toEqual({ at: daysAgo(9), isWhole: true });
    expect(seen?.pcs).toEqual([{ tag: anna, name: 'ANNA-PC', pushedAt: daysAgo(9) }]);
  });

  it('is bounded, whatever was seen: what was confirmed last stays', () => {
    const tag = fc
      .bigInt({ min: 0n, max: 2n ** 64n - 1n })
      .map((n) => n.toString(16).padStart(16, '0'));
    fc.assert(
      fc.property(fc.uniqueArray(tag, { minLength: 1, maxLength: 30 }), (tags) => {
        const runs = Array.from({ length: 30 }, (_, i) => i);
        const state = runs.reduce((before, run) => {
          const own = tags.map((one) => `${run.toString(16).padStart(4, '0')}${one.slice(4)}`);
          const places = [
            place('stick', ...own.map((one) => copy(one, 1))),
            place(`place-${run}`),
            place(`other-${run}`),
          ];
          const pcs = own.map((one) => ({ tag: one, name: one, isPushed: false }));
          return withSeen(before, { at: daysAgo(30 - run), places, pcs });
        }, emptyState);
        const { seen } = state;
        expect(seen?.places.length).toBeLessThanOrEqual(mostSeen.places);
        expect(seen?.pcs.length).toBeLessThanOrEqual(mostSeen.pcs);
        for (const { copies } of seen?.places ?? [])
          expect(copies.length).toBeLessThanOrEqual(mostSeen.copies);
        expect(seen?.places.find(({ id }) => id === 'stick')?.copies[0]?.confirmedAt).toBe(
          daysAgo(1),
        );
        expect(notedRecords(state).size).toBeGreaterThanOrEqual(1);
      }),
      { numRuns: 20 },
    );
  });
});
