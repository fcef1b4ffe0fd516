import { describe, expect, it } from 'vitest';
import type { RecordContent } from '../../../src/record/schema.js';
import { givesAll, newestKnown, rehearsed } from '../../../src/vault/planning/rehearsal.js';
import { smallContent } from '../../support/sample-content.js';
import { anna, ben, daysAgo } from '../../support/status-samples.js';

function contentOf(tag: string, days: number): RecordContent {
  const machine = { ...smallContent.machine, tag, name: tag.slice(0, 1) };
  return { ...smallContent, machine, takenAt: daysAgo(days) };
}
const known = (tag: string, days: number) => ({ tag, name: 'PC', takenAt: daysAgo(days) });

describe('what a place alone gives', () => {
  it.each<[string, RecordContent[], ReturnType<typeof known>[], 'ample' | 'scarce', boolean]>([
    ['all of the newest', [contentOf(anna, 1)], [known(anna, 1)], 'ample', true],
    [
      'more than is known',
      [contentOf(anna, 1), contentOf(ben, 1)],
      [known(anna, 1)],
      'ample',
      true,
    ],
    ['an older backup', [contentOf(anna, 9)], [known(anna, 1)], 'ample', false],
    ['not each PC', [contentOf(anna, 1)], [known(anna, 1), known(ben, 1)], 'ample', false],
    [
      'its own PC, where there is no room for others',
      [contentOf(anna, 1)],
      [known(anna, 1), known(ben, 1)],
      'scarce',
      true,
    ],
    [
      'an older one of its own PC',
      [contentOf(anna, 2)],
      [known(anna, 1), known(ben, 1)],
      'scarce',
      false,
    ],
    ['nothing', [], [known(anna, 1)], 'ample', false],
    ['nothing, where there is little room', [], [known(anna, 1)], 'scarce', false],
  ])('is %s', (_, given, all, space, isWhole) => {
    expect(givesAll(rehearsed(given, all, space))).toBe(isWhole);
  });

  it('names what is newer, and what is missing', () => {
    const { pcs, missing } = rehearsed(
      [contentOf(anna, 9)],
      [known(anna, 1), known(ben, 2)],
      'ample',
    );
    expect(pcs.map(({ newerAt }) => newerAt)).toEqual([daysAgo(1)]);
    expect(missing.map(({ tag }) => tag)).toEqual([ben]);
  });

  it('takes the newest of each PC for known, and a name from wherever there is one', () => {
    const all = [known(anna, 9), { ...known(anna, 1), name: null }, known(anna, 5)];
    expect(newestKnown(all)).toEqual([{ tag: anna, name: 'PC', takenAt: daysAgo(1) }]);
  });
});
