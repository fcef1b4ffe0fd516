import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type PlaceFacts,
  type StatusMatrix,
  statusMatrix,
} from '../../../src/vault/planning/status-plan.js';
import {
  anna,
  awayPlace,
  ben,
  daysAgo,
  foundCopy,
  herePlace,
  lookedAt,
  notedPc,
  seenPlace,
} from '../../support/status-samples.js';

const annaNoted = notedPc(anna, 'ANNA-PC', { takenAt: daysAgo(1) });
const matrixOf = (...places: PlaceFacts[]): StatusMatrix =>
  statusMatrix(places, [annaNoted], lookedAt);
const cellsOf = ({ pcs }: StatusMatrix, tag = anna): string[] =>
  pcs.find((pc) => pc.tag === tag)?.cells.map(({ state }) => state) ?? [];
const fleeting = seenPlace('store', [[anna, 1, 5]]);
const onThisPc = { durability: 'this-install' } as const;

describe('how a PC stands in a place', () => {
  it.each<[what: string, place: PlaceFacts, state: string]>([
    ['holds the newest', herePlace('stick', [foundCopy(anna, 1)]), 'safe'],
    ['holds it on this PC', herePlace('store', [foundCopy(anna, 1)], onThisPc), 'fleeting'],
    [
      'holds it on this PC, and another PC is backed up',
      herePlace('here', [foundCopy(anna, 1)], {
        ...onThisPc,
        noted: seenPlace('here', [[anna, 1, 5]]),
      }),
      'safe',
    ],
    ['holds an older one', herePlace('stick', [foundCopy(anna, 30)]), 'older'],
    [
      'holds a damaged one',
      herePlace('stick', [foundCopy(anna, 1, { isDamaged: true })]),
      'damaged',
    ],
    ['holds none', herePlace('stick', []), 'none'],
    ['holds a name', herePlace('stick', [foundCopy(anna, 0, { proof: 'named' })]), 'named'],
    [
      'is away, and held the newest',
      awayPlace('stick', seenPlace('stick', [[anna, 1, 20]])),
      'safe',
    ],
    [
      'holds one under an earlier passphrase',
      herePlace('stick', [foundCopy(anna, 1, { isEarlier: true })]),
      'earlier',
    ],
    [
      'holds one that is damaged, under an earlier passphrase',
      herePlace('stick', [foundCopy(anna, 1, { isEarlier: true, isDamaged: true })]),
      'damaged',
    ],
    [
      'is away, and was so while the passphrase was changed',
      { ...awayPlace('stick', seenPlace('stick', [[anna, 1, 20]])), isBehind: true },
      'earlier',
    ],
    ['is away, and held an older', awayPlace('stick', seenPlace('stick', [[anna, 9, 9]])), 'older'],
    ['is away, and held others', awayPlace('stick', seenPlace('stick', [])), 'none'],
    ['is away, and was never seen', awayPlace('stick', null), 'unknown'],
    [
      'is away, and goes with the PC',
      awayPlace('store', {
        ...fleeting,
        copies: fleeting.copies.map((copy) => ({ ...copy, outlives: false })),
      }),
      'fleeting',
    ],
  ])('that %s', (_, place, state) => {
    expect(cellsOf(matrixOf(place))).toEqual([state]);
  });

  it('is confirmed now where the copy is read, and then where the place is away', () => {
    const away = awayPlace('nas', seenPlace('nas', [[anna, 1, 20]]));
    const { pcs } = matrixOf(herePlace('stick', [foundCopy(anna, 1)]), away);
    const confirmed = pcs[0]?.cells.map(({ confirmedAt }) => confirmedAt);
    expect(confirmed).toEqual([lookedAt, daysAgo(20)]);
  });

  it('is older where only this PC remembers a newer backup', () => {
    const noted = [notedPc(anna, 'ANNA-PC', { takenAt: daysAgo(0) })];
    const matrix = statusMatrix([herePlace('stick', [foundCopy(anna, 1)])], noted, lookedAt);
    expect(cellsOf(matrix)).toEqual(['older']);
    expect(matrix.pcs[0]?.newestAt).toBe(daysAgo(0));
  });
});

describe('the matrix', () => {
  it('has PCs that are known before names alone, each by name', () => {
    const named = foundCopy('0000000000000000', 1, { proof: 'named' });
    const zoe = foundCopy(ben, 1, { name: 'ZOE-PC' });
    const { pcs } = matrixOf(herePlace('stick', [named, zoe, foundCopy(anna, 1)]));
    const shown = pcs.map(({ name, isProven }) => [name, isProven]);
    expect(shown).toEqual([
      ['ANNA-PC', true],
      ['ZOE-PC', true],
      [null, false],
    ]);
  });

  it('leaves out a PC of which only a name was noted', () => {
    const { pcs } = statusMatrix([herePlace('stick', [])], [notedPc(ben, 'BEN-PC')], lookedAt);
    expect(pcs).toEqual([]);
  });

  it('is moved by no made-up name: neither what is newest nor what is safe', () => {
    const forged = fc.record({
      tag: fc.constantFrom(anna, ben, 'cccccccccccccccc'),
      days: fc.integer({ min: -40_000, max: 40_000 }),
      place: fc.nat({ max: 2 }),
    });
    const honest = [
      herePlace('stick', [foundCopy(anna, 1)]),
      herePlace('nas', [foundCopy(anna, 30)]),
      herePlace('cloud', []),
    ];
    const before = matrixOf(...honest).pcs.find(({ tag }) => tag === anna);
    fc.assert(
      fc.property(fc.array(forged, { maxLength: 6 }), (names) => {
        const places = honest.map((place, i) => {
          const own = names.filter((name) => name.place === i);
          const isThere = (tag: string): boolean => place.found.some((one) => one.tag === tag);
          const made = own.filter(({ tag }) => !isThere(tag));
          const newer = own.find(({ tag }) => isThere(tag));
          const found = place.found.map((one) => {
            return newer === undefined ? one : { ...one, newerNamedAt: daysAgo(newer.days) };
          });
          const more = made.map(({ tag, days }) => foundCopy(tag, days, { proof: 'named' }));
          return { ...place, found: [...found, ...more.slice(0, 1)] };
        });
        const after = matrixOf(...places).pcs.find(({ tag }) => tag === anna);
        expect(after?.newestAt).toBe(before?.newestAt);
        expect(after?.cells.map(({ state }) => state).slice(0, 2)).toEqual(['safe', 'older']);
        expect(after?.cells[2]?.state).not.toBe('safe');
      }),
    );
  });
});
