// RESTORE.html in a real browser, from a file: what a person does with it, and that nothing gets out of it. One
// browser is started for all of it.
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { armor } from '../../src/crypto/armor.js';
import { formatRecoveryCode } from '../../src/crypto/recovery-code.js';
import type { PageBackup } from '../../src/restore/page-data.js';
import { chromiumPath, startChromium } from '../support/chromium.js';
import { exampleContent } from '../support/cheap-stick.js';
import { exampleKeys } from '../support/example-stick.js';
import { bensPc, productKeys } from '../support/household-samples.js';
import { asker, expectedOutcomes, outcomes } from '../support/page-vectors.js';
import { asPageBackup, builtPage } from '../support/built-page.js';
import { sealedAll, writtenPage } from '../support/restore-page.js';
import { smallContent } from '../support/sample-content.js';
import { listenerOfTest, waysOut } from '../support/ways-out.js';

const path = chromiumPath();

describe.skipIf(path === null)('RESTORE.html in Chromium', () => {
  let browser: Browser;
  let page: string;
  let backups: readonly PageBackup[];
  let records: readonly Uint8Array[];
  let code: string;
  let address: string;

  beforeAll(async () => {
    const example = await exampleContent();
    const ben = { ...smallContent, ...bensPc() };
    const tagged = { ...ben, machine: { ...ben.machine, tag: 'bbbbbbbbbbbbbbbb' } };
    const { vault, sealed } = await sealedAll([example, tagged]);
    backups = sealed.map(asPageBackup);
    records = sealed.map(({ record }) => record);
    code = formatRecoveryCode(vault.code);
    page = await builtPage();
    address = writtenPage(page, backups);
    browser = await startChromium(path ?? '');
  });
  afterAll(async () => {
    await browser.close();
  });

  /** A page at the address; whatever it complains of fails the test. */
  async function at(url: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ locale: 'en-US', ...options });
    onTestFinished(() => context.close());
    const tab = await context.newPage();
    tab.on('pageerror', (error) => {
      throw error;
    });
    await tab.goto(url);
    return tab;
  }

  async function enter(tab: Page, text: string): Promise<void> {
    await tab.locator('input[name=passphrase]').fill(text);
    await tab.keyboard.press('Enter');
  }

  async function opened(options: BrowserContextOptions = {}): Promise<Page> {
    const tab = await at(address, options);
    await enter(tab, 'test');
    await tab.locator('article.pc').first().waitFor();
    return tab;
  }

  const namesOn = (tab: Page): Promise<string[]> => tab.locator('article.pc h2').allTextContents();

  it('opens the backups inside it with the passphrase, and shows no key unasked', async () => {
    const tab = await opened();
    expect((await namesOn(tab)).sort()).toEqual(['BEN-PC', 'EXAMPLE-PC']);
    for (const key of exampleKeys) expect(await tab.content()).not.toContain(key);
    // What a screen reader hears, and where the keyboard is.
    expect(await tab.getByRole('status').textContent()).toBe('2 PCs opened.');
    expect(await tab.evaluate('document.activeElement.tagName')).toBe('H1');
    await tab.getByRole('button', { name: 'Show all keys' }).click();
    await tab.locator('code.shown').nth(exampleKeys.length).waitFor({ state: 'attached' });
    for (const key of exampleKeys) expect(await tab.content()).toContain(key);
    await tab.getByRole('button', { name: 'Hide all keys' }).click();
    for (const key of exampleKeys) expect(await tab.content()).not.toContain(key);
  });

  it('opens them with the recovery code', async () => {
    const tab = await at(address);
    await tab.getByText('Recovery code', { exact: true }).click();
    await tab.locator('textarea').fill(code);
    await tab.getByRole('button', { name: 'Open' }).click();
    await tab.locator('article.pc').first().waitFor();
    expect(await namesOn(tab)).toHaveLength(2);
  });

  it('says that a passphrase is wrong, and takes the right one after it', async () => {
    const tab = await at(address);
    await enter(tab, 'wrong');
    const told = tab.getByRole('alert');
    expect(await told.textContent()).toContain('That does not open these backups.');
    expect(await tab.evaluate('document.activeElement.name')).toBe('passphrase');
    expect(await tab.locator('input[name=passphrase]').inputValue()).toBe('');
    await enter(tab, 'test');
    await tab.locator('article.pc').first().waitFor();
  });

  it('opens what is dropped on it and chosen, and says what is no backup', async () => {
    const tab = await at(writtenPage(page, []));
    expect(await tab.locator('.lead').textContent()).toContain('This page holds no backup.');
    await tab.locator('input[type=file]').setInputFiles({
      ...{ name: 'photo.vault', mimeType: '', buffer: Buffer.from(records[0]?.slice(0, -9) ?? '') },
    });
    await tab.locator('[data-code=DAMAGED]').waitFor();
    const bytes = Buffer.from(records[0] ?? '').toString('base64');
    const transfer = await tab.evaluateHandle(`(() => {
      const bytes = Uint8Array.from(atob('${bytes}'), (symbol) => symbol.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(new File([bytes], 'a.vault'));
      return data;
    })()`);
    await tab.dispatchEvent('body', 'drop', { dataTransfer: transfer });
    await enter(tab, 'test');
    await tab.locator('article.pc').first().waitFor();
    expect(await namesOn(tab)).toEqual(['EXAMPLE-PC']);
  });

  it('takes a pasted text with lines around it, and says so where nothing is in one', async () => {
    const tab = await at(writtenPage(page, []));
    const paste = (selector: string, text: string): Promise<unknown> =>
      tab.evaluate(`(() => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', ${JSON.stringify(text)});
        const event = new ClipboardEvent('paste', { clipboardData, bubbles: true });
        document.querySelector('${selector}').dispatchEvent(event);
      })()`);
    await paste('body', 'Dear Ben,');
    const told = await tab.locator('[data-code=NOT_A_RECORD]').textContent();
    expect(told).toContain('Not used: the pasted text');
    await paste('body', `Dear Ben,\n\n   ${armor(records[1] ?? new Uint8Array())}\nAnna`);
    // What is pasted into a field is the field's.
    await tab.locator('input[name=passphrase]').waitFor();
    await paste('input[name=passphrase]', 'test');
    await enter(tab, 'test');
    await tab.locator('article.pc').first().waitFor();
    expect(await namesOn(tab)).toEqual(['BEN-PC']);
    await tab.getByRole('button', { name: 'Lock' }).click();
    expect(await tab.locator('[data-code=NOT_A_RECORD]').count()).toBe(0);
  });

  it.each(['en-US', 'de-DE'])('never scrolls sideways on a phone, in %s', async (locale) => {
    for (const width of [320, 360]) {
      const tab = await at(address, { locale, viewport: { width, height: 640 } });
      const widest = (): Promise<unknown> => tab.evaluate('document.documentElement.scrollWidth');
      await tab.locator('form').waitFor();
      const kind = tab.locator('.kinds span').last();
      const card = await tab.locator('.kinds').boundingBox();
      const label = await kind.boundingBox();
      const right = (box: typeof card): number => (box?.x ?? NaN) + (box?.width ?? NaN);
      expect(right(label)).toBeLessThanOrEqual(right(card));
      expect(await widest()).toBeLessThanOrEqual(width);
      await kind.click();
      await tab.locator('textarea').waitFor();
      expect(await widest()).toBeLessThanOrEqual(width);
      await tab.locator('.kinds span').first().click();
      await enter(tab, 'test');
      await tab.locator('article.pc').first().waitFor();
      await tab.locator('.tools button').first().click();
      await tab.locator('code.shown').nth(exampleKeys.length).waitFor({ state: 'attached' });
      await tab.evaluate('for (const one of document.querySelectorAll("details")) one.open = true');
      expect(await widest()).toBeLessThanOrEqual(width);
      await tab.close();
    }
  });

  it('prints every key that is shown, each on one line, and folds what was folded', async () => {
    const tab = await opened();
    await tab.getByRole('button', { name: 'Show all keys' }).click();
    await tab.locator('code.shown').nth(exampleKeys.length).waitFor({ state: 'attached' });
    const folded = tab.locator('details.more:not([open]) code.shown');
    const before = await folded.count();
    expect(before).toBeGreaterThan(0);
    await tab.emulateMedia({ media: 'print' });
    await tab.evaluate('dispatchEvent(new Event("beforeprint"))');
    const count = await tab.locator('code.shown').count();
    expect(await tab.locator('code.shown:visible').count()).toBe(count);
    // So narrow that any place where a key may break would be used.
    await tab.setViewportSize({ width: 200, height: 640 });
    const lines = await tab.evaluate(`
      [...document.querySelectorAll('.whole, code')]
        .filter((one) => /.{5}(-.{5}){4}/.test(one.textContent))
        .map((one) => one.getClientRects().length)`);
    expect(new Set(lines as number[])).toEqual(new Set([1]));
    expect(await tab.locator('li .whole').count()).toBeGreaterThan(0);
    await tab.evaluate('dispatchEvent(new Event("afterprint"))');
    expect(await folded.count()).toBe(before);
  });

  it('copies a key without showing it', async () => {
    const tab = await opened({ permissions: ['clipboard-read', 'clipboard-write'] });
    await tab
      .getByRole('button', { name: /^Copy the key of Windows 11 Pro/ })
      .first()
      .click();
    await tab.getByText('Copied', { exact: true }).waitFor();
    expect([...exampleKeys, productKeys.other]).toContain(
      await tab.evaluate('navigator.clipboard.readText()'),
    );
    for (const key of exampleKeys) expect(await tab.content()).not.toContain(key);
  });

  it('locks by a button: no key, no PC and no worker is left', async () => {
    const tab = await opened();
    await tab
      .getByRole('button', { name: /^Show the key/ })
      .first()
      .click();
    await tab.locator('code.shown').waitFor();
    expect(tab.workers()).toHaveLength(1);
    const ended = tab.workers()[0]?.waitForEvent('close');
    await tab.getByRole('button', { name: 'Lock' }).click();
    await tab.locator('form').waitFor();
    await ended;
    const text = await tab.content();
    for (const left of [...exampleKeys, 'EXAMPLE-PC', 'article'])
      expect(text).not.toContain(`${left}</`);
    await enter(tab, 'test');
    await tab.locator('article.pc').first().waitFor();
  });

  it('locks itself when nobody touches it', async () => {
    const context = await browser.newContext({ locale: 'en-US' });
    onTestFinished(() => context.close());
    const tab = await context.newPage();
    await tab.clock.install();
    await tab.goto(address);
    await enter(tab, 'test');
    await tab.locator('article.pc').first().waitFor();
    await tab.clock.runFor('04:00');
    await tab.mouse.move(5, 5);
    await tab.clock.runFor('04:00');
    expect(await namesOn(tab)).toHaveLength(2);
    await tab.clock.runFor('01:10');
    await tab.locator('form').waitFor();
    expect(await tab.locator('.note').textContent()).toContain('Locked after 5 minutes');
  });

  it('speaks German where the browser does, and English when it is told to', async () => {
    const tab = await opened({ locale: 'de-DE' });
    expect(await tab.locator('h1').textContent()).toBe('Ihre Product Keys');
    expect(await tab.locator('.verdict').allTextContents()).toEqual([
      expect.stringContaining('Windows'),
      expect.stringContaining('Windows'),
    ]);
    const german = await tab.locator('main').innerText();
    expect(german).toContain('Installieren Sie dieselbe Edition');
    expect(german).not.toMatch(/\b(?:the|your|which)\b/);
    await tab.getByRole('button', { name: 'English' }).click();
    expect(await tab.locator('h1').textContent()).toBe('Your product keys');
    expect(await tab.evaluate('document.documentElement.lang')).toBe('en');
  });

  it('fits a phone, and prints without its buttons', async () => {
    const tab = await opened({ viewport: { width: 360, height: 640 } });
    expect(await tab.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    await tab.emulateMedia({ media: 'print' });
    expect(await tab.locator('button:visible').count()).toBe(0);
    expect(await tab.locator('article.pc:visible').count()).toBe(2);
  });

  it('says where scripts are turned off, and where a browser is too old', async () => {
    const off = await at(address, { javaScriptEnabled: false });
    expect(await off.locator('main').innerText()).toContain('Scripts are turned off');
    const context = await browser.newContext();
    onTestFinished(() => context.close());
    const tab = await context.newPage();
    await tab.addInitScript('delete globalThis.WebAssembly; delete window.Worker;');
    await tab.goto(address);
    expect(await tab.locator('#old-browser').isVisible()).toBe(true);
  });

  it('opens the vectors that the tool opens, and refuses the others for the same reason', async () => {
    const context = await browser.newContext();
    onTestFinished(() => context.close());
    const tab = await context.newPage();
    // The page's own worker, with the page's own policy; only what is asked of it is the test's.
    await tab.addInitScript(`
      const make = URL.createObjectURL;
      URL.createObjectURL = (blob) => make.call(URL, (globalThis.source = blob));
    `);
    await tab.goto(address);
    await tab.locator('form').waitFor();
    await tab.evaluate(asker);
    const came = await outcomes((question) => tab.evaluate(`globalThis.outcome(${question})`));
    expect(came).toEqual(expectedOutcomes);
  });

  it('lets nothing out, in whichever way', async () => {
    const { host, heard } = await listenerOfTest();
    const tab = await opened();
    for (const way of waysOut(host)) {
      await tab.evaluate(`(async () => { try { ${way} } catch {} })()`);
    }
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(heard).toEqual([]);
    expect(tab.url()).toBe(address);
    // The listener does hear: a navigation is no connection that a policy forbids.
    await tab.goto(`http://${host}/`).catch(() => undefined);
    await expect.poll(() => heard).not.toEqual([]);
  });
});
