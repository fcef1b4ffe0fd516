// The closed words of a record against docs/worth.md, in both directions, and what becomes of others.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { licenceLines } from '../../src/cli/terminal/licence-lines.js';
import { decodeContent, encodeContent } from '../../src/record/canonical.js';
import { type Checks, snapshotSchema } from '../../src/record/schema.js';
import {
  cautions,
  channels,
  checks,
  hasCaution,
  isSoldAs,
  notChecked,
} from '../../src/record/vocabulary.js';
import { sixKeyContent } from '../support/sample-content.js';

const page = readFileSync('docs/worth.md', 'utf8');

/** The words in code of the first column of the table below a heading. */
function wordsBelow(heading: string): string[] {
  const [, section = ''] = page.split(`\n## ${heading}\n`);
  const [table = ''] = section.split('\n## ');
  const cells = [...table.matchAll(/^\| ([^|]+)\|/gm)].map(([, cell = '']) => cell);
  return cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word));
}

describe('docs/worth.md has every word, and no other:', () => {
  it.each([
    ['cautions', 'What to beware of', cautions],
    ['channels', 'How it was sold', channels],
    ['checks', 'How sure it is', { ...checks, checks: '' }],
  ])('%s', (_, heading, table) => {
    const documented = wordsBelow(heading);
    expect(documented.length).toBeGreaterThan(4);
    expect(new Set(documented)).toEqual(new Set(Object.keys(table)));
  });
});

describe('the cross-checks', () => {
  it('are those of a record', () => {
    const { checks: ofRecord } = snapshotSchema.entries.licences.item.entries;
    expect(Object.keys(checks)).toEqual(Object.keys(ofRecord.entries));
    expect(Object.keys(notChecked)).toEqual(Object.keys(checks));
  });
});

describe('a word of a later version', () => {
  const [licence] = sixKeyContent.licences;
  if (licence === undefined) throw new Error('the sample has no licence');
  const laterChecks: Checks = { ...licence.checks, hologram: 'failed' };
  const later = { ...licence, channel: 'Leased', cautions: ['leased'], checks: laterChecks };

  it('is read, and kept', () => {
    const content = { ...sixKeyContent, licences: [later] };
    expect(decodeContent(encodeContent(content))).toEqual(content);
  });

  it('is shown as it stands', () => {
    const shown = licenceLines([later], { indent: '', reveal: false }).join('\n');
    expect(shown).toContain('Leased');
    expect(shown).toContain('leased; does not fit: hologram');
  });
});

describe('what a licence is asked', () => {
  it('is whether it carries a caution', () => {
    expect(hasCaution({ cautions: ['partial'] }, 'partial')).toBe(true);
    expect(hasCaution({ cautions: ['partial'] }, 'erased')).toBe(false);
  });

  it.each([
    ['Volume:MAK', 'Volume', true],
    ['volume:mak', 'Volume', true],
    ['Retail', 'Volume', false],
    ['OEM', 'OEM:', false],
    ['OEM:DM', 'OEM', true],
    [null, 'Retail', false],
  ] as const)('is how it was sold: %s as %s', (channel, wanted, is) => {
    expect(isSoldAs({ channel }, wanted)).toBe(is);
  });
});
