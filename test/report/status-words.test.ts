import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safePlaces, statusSentence } from '../../src/report/status-words.js';
import {
  type PlaceFacts,
  type NotedPc,
  statusMatrix,
} from '../../src/vault/planning/status-plan.js';
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
} from '../support/status-samples.js';

const annaPc = notedPc(anna, 'ANNA-PC', { takenAt: daysAgo(1) });
const benPc = notedPc(ben, 'BEN-PC', { takenAt: daysAgo(200) });
const stick = herePlace('stick', [foundCopy(anna, 1)]);
const nas = herePlace('nas', [foundCopy(anna, 1), foundCopy(ben, 200)]);

function sentenceOf(places: readonly PlaceFacts[], pcs: readonly NotedPc[]): [string, string] {
  const { text, tone } = statusSentence(statusMatrix(places, pcs, lookedAt), lookedAt);
  return [tone, text];
}

describe('the status in one sentence', () => {
  it.each<[what: string, PlaceFacts[], NotedPc[], tone: string, text: string]>([
    [
      'two of one name',
      [nas],
      [annaPc, notedPc(ben, 'Anna-PC', { takenAt: daysAgo(200) })],
      'caution',
      `ANNA-PC [${anna}] is safe in 1 place; Anna-PC [${ben}] has not pushed for 200 days.`,
    ],
    [
      'a copy under an earlier passphrase',
      [stick, herePlace('nas', [foundCopy(anna, 1, { isEarlier: true })])],
      [annaPc],
      'caution',
      "ANNA-PC is safe in 1 place; ANNA-PC's copy in nas is still under an earlier passphrase.",
    ],
    [
      'no copy but one under an earlier passphrase',
      [herePlace('nas', [foundCopy(anna, 1, { isEarlier: true })])],
      [annaPc],
      'bad',
      'Only an earlier passphrase opens the backup of ANNA-PC.',
    ],
    [
      'one that has not pushed',
      [stick, nas],
      [annaPc, benPc],
      'caution',
      'ANNA-PC is safe in 2 places; BEN-PC has not pushed for 200 days.',
    ],
    [
      'one whose backup is as it was, and was pushed all the same',
      [stick, nas],
      [annaPc, { ...benPc, pushedAt: daysAgo(2) }],
      'good',
      'ANNA-PC is safe in 2 places; BEN-PC is safe in 1 place.',
    ],
    [
      'two that are alike',
      [herePlace('nas', [foundCopy(anna, 1), foundCopy(ben, 2)])],
      [annaPc, { ...benPc, takenAt: daysAgo(2) }],
      'good',
      'ANNA-PC and BEN-PC are safe in 1 place each.',
    ],
    [
      'one that lies on itself alone',
      [herePlace('store', [foundCopy(anna, 1)], { durability: 'this-install' })],
      [annaPc],
      'bad',
      'ANNA-PC is backed up only where a reinstall destroys it.',
    ],
    [
      'one whose newest is nowhere',
      [herePlace('stick', [foundCopy(anna, 9)])],
      [annaPc],
      'bad',
      'The newest backup of ANNA-PC is in none of these places.',
    ],
    [
      'one with a damaged copy',
      [stick, herePlace('nas', [foundCopy(anna, 1, { isDamaged: true, takenAt: null })])],
      [annaPc],
      'bad',
      "ANNA-PC is safe in 1 place; ANNA-PC's copy in nas is damaged.",
    ],
    [
      'one that is remembered',
      [awayPlace('stick', seenPlace('stick', [[anna, 1, 20]]))],
      [annaPc],
      'good',
      'ANNA-PC is safe in 1 place.',
    ],
    [
      'one that nobody has seen for years',
      [awayPlace('stick', seenPlace('stick', [[anna, 500, 500]]))],
      [{ ...annaPc, takenAt: daysAgo(500) }],
      'bad',
      'No copy of ANNA-PC was seen for more than a year.',
    ],
    [
      'names alone',
      [herePlace('stick', [foundCopy(ben, 1, { proof: 'named' })])],
      [],
      'caution',
      '1 PC has backups there that nobody has opened here.',
    ],
  ])('tells of %s', (_, places, pcs, tone, text) => {
    expect(sentenceOf(places, pcs)).toEqual([tone, text]);
  });

  it('says once what is so of several', () => {
    const found = [foundCopy(anna, 1), foundCopy(ben, 200)];
    const store = herePlace('store', found, { durability: 'this-install' });
    expect(sentenceOf([store], [annaPc, benPc])).toEqual([
      'bad',
      'ANNA-PC and BEN-PC are backed up only where a reinstall destroys it.',
    ]);
  });

  it('counts where there are many', () => {
    const tags = ['1', '2', '3', '4', '5'].map((digit) => digit.repeat(16));
    const found = tags.map((tag) => foundCopy(tag, 1, { name: `PC-${tag[0] ?? ''}` }));
    expect(sentenceOf([herePlace('nas', found)], [])[1]).toBe('5 PCs are safe in 1 place each.');
  });

  it('calls a PC safe only where a good copy of its newest backup outlives it', () => {
    const copy = fc.record({
      days: fc.integer({ min: 0, max: 400 }),
      proof: fc.constantFrom('good' as const, 'named' as const),
      isDamaged: fc.boolean(),
      durability: fc.constantFrom('offsite' as const, 'this-install' as const),
    });
    fc.assert(
      fc.property(fc.array(copy, { minLength: 1, maxLength: 4 }), (copies) => {
        const places = copies.map(({ days, proof, isDamaged, durability }, i) =>
          herePlace(`place-${i}`, [foundCopy(anna, days, { proof, isDamaged })], { durability }),
        );
        const good = copies.filter(({ proof }) => proof === 'good');
        const newest = Math.min(...good.map(({ days }) => days));
        const lasting = good.filter(
          ({ days, isDamaged, durability }) =>
            days === newest && !isDamaged && durability === 'offsite',
        );
        const matrix = statusMatrix(places, [notedPc(anna, 'ANNA-PC')], lookedAt);
        const [pc] = matrix.pcs;
        expect(pc === undefined ? 0 : safePlaces(pc, lookedAt)).toBe(lasting.length);
        const { text } = statusSentence(matrix, lookedAt);
        if (lasting.length === 0) expect(text).not.toContain('is safe');
      }),
    );
  });
});
