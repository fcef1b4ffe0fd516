// docs/sources/records.md has the labels that are known, all of them and no others.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { labelWords } from '../../../src/collect/records/label-words.js';

const meanings: Readonly<Record<keyof typeof labelWords, string>> = {
  productKey: 'the key',
  lastFive: 'the end of the key',
  product: 'what it is of',
  title: 'what it is of, where nothing above says so',
  edition: 'the edition',
  description: 'a description: the channel, the product',
  system: 'the Windows of the PC',
  build: 'its build',
  systemVersion: 'its version',
  channel: 'how the key was sold',
  productId: 'the product id',
  computer: 'the PC',
  purchasedOn: 'the day of the purchase',
  orderNumber: 'the order',
  seller: 'the seller',
  note: 'a note',
  folder: 'where it is installed',
  subject: 'the subject of a mail',
};

describe('docs/sources/records.md', () => {
  it('lists every label by what it tells', () => {
    const page = readFileSync('docs/sources/records.md', 'utf8');
    const [, listed = ''] = /labels: begin -->\n([^]*)<!-- labels: end/.exec(page) ?? [];
    const expected = Object.entries(labelWords).map(([fact, words]) => {
      const meaning = meanings[fact as keyof typeof labelWords];
      return `- **${meaning}**: ${[...words].join(' · ').replaceAll('_', '\\_')}`;
    });
    expect(listed.trim().split('\n')).toEqual(expected);
  });
});
