// docs/warnings.md has every warning of the table and no other, and so have the pages of the sources.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { warningCodes, warningTable } from '../../src/record/warning.js';

const docs = join(import.meta.dirname, '../../docs');
const textOf = (page: string): string => readFileSync(join(docs, page), 'utf8');
const pages = Object.entries(warningTable).map(([page, codes]) => ({ page, codes }));
const ofSources = pages.filter(({ page }) => page.startsWith('sources/'));

/** The rows of every table whose first column has this heading, each as its cells. */
function rowsBelow(text: string, heading: string): string[][] {
  const tables = text.split(/\n(?!\|)/).map((part) => part.split('\n').map(cellsOf));
  const wanted = tables.map((rows) => rows.filter((cells) => cells.length > 0));
  return wanted.flatMap(([head, , ...rows]) => (head?.[0] === heading ? rows : []));
}

function cellsOf(line: string): string[] {
  if (!line.startsWith('|')) return [];
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

const codesIn = (text: string): string[] =>
  [...text.matchAll(/`([a-z-]+)`/g)].map(([, code = '']) => code);

/** The codes that a page's own tables of warnings have. */
const codesOf = (page: string): string[] =>
  rowsBelow(textOf(page), 'warning').flatMap(([cell = '']) => codesIn(cell));

describe('docs/warnings.md', () => {
  const text = textOf('warnings.md');

  it('has every code with its meaning, in the order of the table, and no other', () => {
    const expected = pages.flatMap(({ codes }) => Object.entries(codes));
    expect(expected.length).toBeGreaterThan(40);
    const rows = rowsBelow(text, 'code');
    expect(rows).toEqual(expected.map(([code, meaning]) => [`\`${code}\``, meaning]));
  });

  it('names the page that says more, above the codes', () => {
    const sections = text.split('\n## ').slice(1);
    expect(sections).toHaveLength(pages.length);
    for (const [i, { page }] of pages.entries()) {
      expect(existsSync(join(docs, page))).toBe(true);
      expect(sections[i]).toContain(`](${page})`);
    }
  });

  it('is linked from the page of the commands', () => {
    expect(textOf('cli.md')).toContain('](warnings.md)');
  });
});

describe('the page of a source', () => {
  it.each(ofSources)('$page says more of each of its warnings', ({ page, codes }) => {
    const said = codesIn(textOf(page));
    expect(Object.keys(codes).filter((code) => !said.includes(code))).toEqual([]);
  });

  it('has no warning in its tables that is not there', () => {
    const said = ofSources.flatMap(({ page }) => codesOf(page));
    expect(said.length).toBeGreaterThan(30);
    expect(said.filter((code) => !(warningCodes as string[]).includes(code))).toEqual([]);
  });
});

describe('docs/sources/external-disks.md', () => {
  it('has the warnings of the search and of hibernation in its table, and no other', () => {
    const search = Object.keys(warningTable['sources/external-disks.md']);
    const both = ['hibernated', 'fast-start', 'hibernation-unknown'];
    expect(codesOf('sources/external-disks.md').toSorted()).toEqual([...search, ...both].sort());
  });
});
