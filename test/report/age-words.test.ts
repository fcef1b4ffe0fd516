import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ageWords, daysBetween } from '../../src/report/age-words.js';

const now = '2026-11-27T12:00:00Z';
const before = (days: number): string =>
  new Date(Date.parse(now) - days * 86_400_000).toISOString().replace('.000', '');

describe('how long ago something was', () => {
  it.each([
    [0, 'today'],
    [-1, 'today'],
    [-3, 'in the future'],
    [1, 'yesterday'],
    [2, '2 days ago'],
    [13, '13 days ago'],
    [14, '2 weeks ago'],
    [23, '3 weeks ago'],
    [60, '8 weeks ago'],
    [61, '2 months ago'],
    [200, '6 months ago'],
    [730, '23 months ago'],
    [731, '2 years ago'],
    [3653, '10 years ago'],
  ])('%i days: %s', (days, words) => {
    expect(ageWords(before(days), now)).toBe(words);
  });

  it('counts midnights, not hours: late yesterday is yesterday', () => {
    const local = (day: number, hour: number): string =>
      new Date(2026, 10, day, hour).toISOString();
    expect(ageWords(local(26, 23), local(27, 1))).toBe('yesterday');
    expect(ageWords(local(27, 1), local(27, 23))).toBe('today');
  });

  it('never has 0 or 1 of several, whatever the days', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 40_000 }), (days) => {
        expect(ageWords(before(days), now)).toMatch(
          /^(?:[2-9]|[1-9]\d+) (?:days|weeks|months|years) ago$/,
        );
        expect(daysBetween(before(days), now)).toBe(days);
      }),
    );
  });
});
