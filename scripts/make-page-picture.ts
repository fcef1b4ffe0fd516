// Makes docs/images/restore-page.png: RESTORE.html with the example's backup inside, opened in Chromium. The
// backup is sealed at the lowest cost that readers accept, as tests do. Run: node --import tsx scripts/make-page-picture.ts
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { collectFrom } from '../src/collect/collectors.js';
import { pageWith } from '../src/restore/page-data.js';
import { chromiumPath, startChromium } from '../test/support/chromium.js';
import { lowCostVault } from '../test/support/low-cost-vault.js';
import { builtPage, asPageBackup } from '../test/support/built-page.js';
import { smallContent } from '../test/support/sample-content.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'page-'));
const path = chromiumPath();
if (path === null) throw new Error('there is no Chromium');

try {
  const context = { now: new Date(smallContent.takenAt), signal: new AbortController().signal };
  const { findings } = await collectFrom([join(root, 'examples/windows-disk')], context);
  const snapshot = findings[0]?.snapshot ?? smallContent;
  const machine = { ...snapshot.machine, tag: smallContent.machine.tag };
  const vault = await lowCostVault({ recovery: true });
  const sealed = await vault.seal({ ...smallContent, ...snapshot, machine });
  const file = join(folder, 'RESTORE.html');
  writeFileSync(file, pageWith(await builtPage(), [asPageBackup(sealed)]));

  const browser = await startChromium(path);
  const page = await browser.newPage({ viewport: { width: 820, height: 900 }, locale: 'en-US' });
  await page.goto(`file://${file}`);
  await page.locator('input[name=passphrase]').fill('test');
  await page.keyboard.press('Enter');
  await page.locator('article.pc').waitFor();
  await page.screenshot({ path: join(root, 'docs/images/restore-page.png') });
  await browser.close();
} finally {
  rmSync(folder, { recursive: true });
}
