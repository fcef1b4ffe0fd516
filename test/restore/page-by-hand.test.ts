// The lines by which the guides take the backups out of a page, to compare the rest with that of a release.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pageWith } from '../../src/restore/page-data.js';
import { builtPage } from '../support/built-page.js';

const docs = join(import.meta.dirname, '../../docs');
const lineOf = /^(sed '.*') RESTORE\.html \| sha256sum$/gm;

describe.skipIf(process.platform === 'win32')('a page whose backups are taken out by hand', () => {
  it.each(['kit.md', 'restore-page.md'])(
    'is that of the build, by the line of docs/%s',
    async (file) => {
      const lines = [...readFileSync(join(docs, file), 'utf8').matchAll(lineOf)];
      expect(lines).toHaveLength(1);
      const page = await builtPage();
      const backup = { name: 'bbbbbbbbbbbbbbbb/x', sealed: 'AAAA+/==' };
      const input = pageWith(page, [backup, backup]);
      expect(input).not.toBe(page);
      const maxBuffer = 8 * input.length;
      const { stdout } = spawnSync('sh', ['-c', lines[0]?.[1] ?? ''], { input, maxBuffer });
      expect(stdout.equals(Buffer.from(page))).toBe(true);
    },
  );
});
