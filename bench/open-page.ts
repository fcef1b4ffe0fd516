// How long RESTORE.html takes to open a backup of the cost that vaults are made with, in each browser engine
// that is installed: from the Enter after the passphrase to the first PC. Printed, never judged.
//
//   node --import tsx bench/open-page.ts
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newCard } from '../src/crypto/card.js';
import { derivePassphraseKey, writerCost } from '../src/crypto/kdf.js';
import { passphraseBytes } from '../src/crypto/passphrase.js';
import { sealRecord } from '../src/crypto/seal.js';
import { pageWith } from '../src/restore/page-data.js';
import { asPageBackup, builtPage } from '../test/support/built-page.js';
import { chromiumPath, startChromium } from '../test/support/chromium.js';
import { firefoxPath, startFirefox } from '../test/support/firefox.js';
import { sixKeyContent } from '../test/support/sample-content.js';

const runs = 5;
/** In the page: types, presses Enter as a form does, and waits; in milliseconds. */
const opening = `
  const field = document.querySelector('input[name=passphrase]');
  field.value = 'test';
  const start = performance.now();
  field.form.requestSubmit();
  while (document.querySelector('article.pc') === null)
    await new Promise((resolve) => setTimeout(resolve, 10));
  return performance.now() - start;`;
const waiting = `
  while (document.querySelector('input[name=passphrase]') === null)
    await new Promise((resolve) => setTimeout(resolve, 10));`;

const folder = mkdtempSync(join(tmpdir(), 'page-'));
const file = join(folder, 'RESTORE.html');
const url = `file://${file}`;

/** The median of some runs, each in a page of its own. */
async function told(engine: string, open: () => Promise<unknown>): Promise<void> {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) times.push(Number(await open()));
  const all = times.map((ms) => (ms / 1000).toFixed(1)).join(', ');
  const median = [...times].sort((a, b) => a - b)[Math.floor(runs / 2)] ?? NaN;
  console.log(`${engine}: ${(median / 1000).toFixed(1)} s (${all})`);
}

async function inFirefox(path: string): Promise<void> {
  const firefox = await startFirefox(path);
  await told('Firefox', async () => {
    await firefox.go(url);
    return firefox.run(waiting + opening);
  });
  await firefox.close();
}

async function inChromium(path: string): Promise<void> {
  const browser = await startChromium(path);
  await told(`Chromium ${browser.version()}`, async () => {
    const tab = await browser.newPage();
    await tab.goto(url);
    const time: unknown = await tab.evaluate(`(async () => {${waiting + opening}})()`);
    await tab.close();
    return time;
  });
  await browser.close();
}

try {
  const card = await newCard(writerCost);
  const passphraseKey = await derivePassphraseKey(passphraseBytes('test'), card.salt, writerCost);
  const sealed = await sealRecord(sixKeyContent, { card, passphraseKey });
  writeFileSync(file, pageWith(await builtPage(), [asPageBackup(sealed)]));
  const [firefox, chromium] = [firefoxPath(), chromiumPath()];
  if (chromium !== null) await inChromium(chromium);
  if (firefox !== null) await inFirefox(firefox);
} finally {
  rmSync(folder, { recursive: true });
}
