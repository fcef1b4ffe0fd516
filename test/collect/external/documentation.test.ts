// docs/sources/external-disks.md has every warning of the search.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const page = readFileSync(join(root, 'docs/sources/external-disks.md'), 'utf8');
const folder = join(root, 'src/collect/external');

it('the page has every warning, and each stands in a source', () => {
  const files = readdirSync(folder).map((name) => join(folder, name));
  const sources = [...files, join(root, 'src/collect/windows-disk/hibernation.ts')].map((file) =>
    readFileSync(file, 'utf8'),
  );
  const inSources = sources.flatMap((text) => [...text.matchAll(/'([a-z-]+)'/g)]);
  const codes = new Set(inSources.map(([, code = '']) => code));
  const [, table = ''] = page.split('## Warnings\n');
  const [rows = ''] = table.split('\n## ');
  const cells = [...rows.matchAll(/^\|([^|]*)\|/gm)].map(([, cell = '']) => cell).join();
  const documented = [...cells.matchAll(/`([a-z-]+)`/g)].map(([, code = '']) => code);
  expect(documented.length).toBeGreaterThan(8);
  expect(documented.filter((code) => !codes.has(code))).toEqual([]);
  const said = sources.flatMap((text) => [...text.matchAll(/code: '([a-z-]+)'/g)]);
  const missing = said.map(([, code = '']) => code).filter((code) => !documented.includes(code));
  expect(missing).toEqual([]);
});
