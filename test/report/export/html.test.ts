// The report as a page: that nothing in it is markup but what the program wrote, and that it may do nothing.
import { createHash } from 'node:crypto';
import { Parser } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { htmlText } from '../../../src/report/export/html.js';
import { hostileExport, hostileNames, usualExport } from '../../support/export-samples.js';

interface Page {
  readonly tags: ReadonlyMap<string, number>;
  readonly attributes: ReadonlySet<string>;
  readonly policy: string;
  readonly style: string;
  readonly text: string;
}

function read(page: string): Page {
  const tags = new Map<string, number>();
  const attributes = new Set<string>();
  let [policy, style, text, inside] = ['', '', '', ''];
  const parser = new Parser({
    onopentag: (name, found) => {
      inside = name;
      tags.set(name, (tags.get(name) ?? 0) + 1);
      for (const attribute of Object.keys(found)) attributes.add(attribute);
      if (found['http-equiv'] === 'Content-Security-Policy') policy = found['content'] ?? '';
    },
    ontext: (part) => {
      if (inside === 'style') style += part;
      else text += part;
    },
    onclosetag: () => (inside = ''),
  });
  parser.end(page);
  return { tags, attributes, policy, style, text };
}

const allowed = ['html', 'head', 'meta', 'title', 'style', 'body', 'section', 'article'].concat(
  ...['h1', 'h2', 'h3', 'p', 'table', 'tr', 'th', 'td', 'span', 'ol', 'li'],
);

describe('the HTML report', () => {
  const hostile = read(htmlText(hostileExport));

  it('holds no tag and no attribute of a stranger', () => {
    expect([...hostile.tags.keys()].filter((tag) => !allowed.includes(tag))).toEqual([]);
    expect([...hostile.attributes].sort()).toEqual(
      ['charset', 'class', 'content', 'http-equiv', 'lang', 'name', 'scope'].sort(),
    );
    expect(hostile.tags.get('section')).toBe(hostileNames.length);
    expect(hostile.tags.get('style')).toBe(1);
    expect(hostile.text).toContain('<script>alert(1)</script>');
  });

  it('forbids everything but its own style', () => {
    const hash = createHash('sha256').update(hostile.style).digest('base64');
    expect(hostile.policy.split('; ')).toEqual([
      "default-src 'none'",
      `style-src 'sha256-${hash}'`,
      "base-uri 'none'",
      "form-action 'none'",
    ]);
  });

  it('loads nothing and leads nowhere', () => {
    expect(htmlText(usualExport)).not.toMatch(/https?:|url\(|@import|\bsrc=|\bhref=/);
  });

  it('has the PC, its Windows, each licence and what it is worth', () => {
    const { text, tags } = read(htmlText(usualExport));
    for (const words of ['LENOVO', 'PF2ABCDE', '24H2', 'Bought by itself: it is yours', 'slmgr'])
      expect(text).toContain(words);
    expect(tags.get('article')).toBeGreaterThan(20);
  });

  it('is readable by night and on paper', () => {
    expect(hostile.style).toContain('prefers-color-scheme: dark');
    expect(hostile.style).toContain('@media print');
  });
});
