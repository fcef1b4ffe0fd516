// RESTORE.html as the build makes it: one file of known bytes, with a policy that fits it.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { pageWith, pageWithout } from '../../src/restore/page-data.js';
import { builtPage } from '../support/built-page.js';

const hashOf = (text: string): string =>
  `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

describe('the page that is built', async () => {
  const page = await builtPage();
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? '';

  it('has the same bytes each time, and fits a mail', async () => {
    expect(await builtPage()).toBe(page);
    expect(page.length).toBeLessThan(900_000);
  });

  it('allows its own two scripts and its style, by their hashes, and nothing else', () => {
    const scripts = [...page.matchAll(/<script>([^]*?)<\/script>/g)].map(([, text = '']) => text);
    const [, style = ''] = /<style>([^]*?)<\/style>/.exec(page) ?? [];
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      `script-src ${scripts.map(hashOf).join(' ')} 'wasm-unsafe-eval'`,
      `style-src ${hashOf(style)}`,
      'worker-src blob:',
      "connect-src 'none'",
      "form-action 'none'",
      "base-uri 'none'",
    ]);
    expect(scripts).toHaveLength(2);
  });

  it('names nothing to load', () => {
    const markup = page.replaceAll(/<(script|style)[^>]*>[^]*?<\/\1>/g, '');
    expect(markup).not.toMatch(/\b(?:src|href|srcset|action|data)=/);
    expect(markup).not.toContain('://');
  });

  it('is the same but for its data, whatever backups it holds', () => {
    const name = '</script><script>alert(1)</script>';
    const filled = pageWith(page, [{ name, sealed: 'AAAA' }]);
    expect(filled).not.toBe(page);
    expect(pageWithout(filled)).toBe(page);
    expect(filled.match(/<script/g)).toHaveLength(page.match(/<script/g)?.length ?? 0);
  });

  it('holds the licences of what is inside it', () => {
    for (const name of ['preact', 'libsodium-sumo', 'libsodium-wrappers-sumo', 'pako', 'valibot'])
      expect(page).toMatch(new RegExp(`^${name} \\d`, 'm'));
  });
});
