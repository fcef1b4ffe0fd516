// RESTORE.html in Firefox, whose engine is not Chromium's: what browser.test.ts does in that, as far as engines
// differ. Keys are pressed, files chosen, the clipboard used by the browser itself.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { armor } from '../../src/crypto/armor.js';
import { formatRecoveryCode } from '../../src/crypto/recovery-code.js';
import { asPageBackup, builtPage } from '../support/built-page.js';
import { exampleContent } from '../support/cheap-stick.js';
import { exampleKeys } from '../support/example-stick.js';
import { type Firefox, firefoxPath, startFirefox } from '../support/firefox.js';
import { bensPc, productKeys } from '../support/household-samples.js';
import { onPath } from '../support/on-path.js';
import { asker, expectedOutcomes, outcomes } from '../support/page-vectors.js';
import { realPart } from '../support/real-parts.js';
import { sealedAll, writtenPage } from '../support/restore-page.js';
import { smallContent } from '../support/sample-content.js';
import { folderOfFile } from '../support/temporary-folder.js';
import { listenerOfTest, waysOut } from '../support/ways-out.js';

const path = firefoxPath();
const pdfReader = realPart({
  name: 'a reader of PDF',
  install: 'apt-get install -y poppler-utils',
  find: () => onPath('pdftotext'),
});
const enter = '\uE007';
const paste = '\uE009v';
const passphrase = 'input[name=passphrase]';

describe.skipIf(path === null)('RESTORE.html in Firefox', () => {
  const folder = folderOfFile();
  let firefox: Firefox;
  let page: string;
  let address: string;
  let empty: string;
  let records: readonly Uint8Array[];
  let code: string;

  beforeAll(async () => {
    const ben = { ...smallContent, ...bensPc() };
    const tagged = { ...ben, machine: { ...ben.machine, tag: 'bbbbbbbbbbbbbbbb' } };
    const { vault, sealed } = await sealedAll([await exampleContent(), tagged]);
    records = sealed.map(({ record }) => record);
    code = formatRecoveryCode(vault.code);
    page = await builtPage();
    address = writtenPage(page, sealed.map(asPageBackup));
    empty = writtenPage(page, []);
    firefox = await startFirefox(path ?? '');
  });
  afterAll(async () => {
    await firefox.close();
  });

  /** A script that fails fails the test. */
  async function at(url: string): Promise<void> {
    await firefox.go(url);
    await firefox.complaints();
    onTestFinished(async () => {
      expect(await firefox.complaints()).toEqual([]);
    });
  }

  async function opened(): Promise<void> {
    await at(address);
    await firefox.waitFor(passphrase);
    await open();
  }

  async function open(): Promise<void> {
    await firefox.type(passphrase, `test${enter}`);
    await firefox.waitFor('article.pc');
  }

  function fileOf(name: string, bytes: Uint8Array): string {
    const file = join(folder, name);
    writeFileSync(file, bytes);
    return file;
  }

  /** All of the page but its own scripts. */
  const content = async (): Promise<string> =>
    String(
      await firefox.run(`
        const parts = [...document.querySelectorAll('body > :not(script)')];
        return parts.map((one) => one.outerHTML).join('');`),
    );
  const names = (): Promise<unknown> =>
    firefox.run(
      `return [...document.querySelectorAll('article.pc h2')].map((one) => one.textContent)`,
    );

  it('opens the backups inside it with the passphrase, and shows no key unasked', async () => {
    await opened();
    expect(await names()).toEqual(expect.arrayContaining(['BEN-PC', 'EXAMPLE-PC']));
    for (const key of exampleKeys) expect(await content()).not.toContain(key);
    expect(await firefox.waitFor('[role=status]')).toBe('2 PCs opened.');
    await firefox.click('[aria-label^="Show the key"]');
    const key = await firefox.waitFor('code.shown');
    expect([...exampleKeys, productKeys.other]).toContain(key);
    await firefox.click('.tools button');
    await firefox.run(shownAll, exampleKeys.length + 1);
    for (const one of exampleKeys) expect(await content()).toContain(one);
    await firefox.click('.tools button');
    for (const one of exampleKeys) expect(await content()).not.toContain(one);
  });

  it('says that a passphrase is wrong, and takes the right one after it', async () => {
    await at(address);
    await firefox.waitFor(passphrase);
    await firefox.type(passphrase, `ABACUS abdomen abdominal abide abiding abilty${enter}`);
    const told = await firefox.waitFor('[role=alert]');
    expect(told).toContain('That does not open these backups.');
    expect(told).toContain('“abilty” is not in the list of words; did you mean “ability”?');
    expect(await firefox.run('return document.activeElement.name')).toBe('passphrase');
    await open();
  });

  it('opens them with the recovery code, and says that it was mistyped', async () => {
    await at(address);
    await firefox.waitFor('.kinds');
    await firefox.click('.kinds label:last-of-type span');
    await firefox.type('textarea', code.slice(0, -1));
    await firefox.click('button.first');
    const told = await firefox.waitFor('[data-code=BAD_RECOVERY_CODE] details[open]');
    expect(told).toContain('it has 39 of 40 symbols; look at group 8');
    await firefox.type('textarea', code);
    await firefox.click('button.first');
    await firefox.waitFor('article.pc');
    expect(await names()).toHaveLength(2);
  });

  it('opens a file that is chosen, and says of another that it is damaged', async () => {
    await at(empty);
    expect(await firefox.waitFor('.lead')).toContain('This page holds no backup.');
    const record = records[0] ?? new Uint8Array();
    await firefox.type('input[type=file]', fileOf('cut.vault', record.slice(0, -9)));
    expect(await firefox.waitFor('[data-code=DAMAGED]')).toContain('Not used: cut.vault');
    await firefox.type('input[type=file]', fileOf('whole.vault', record));
    await firefox.waitFor(passphrase);
    await open();
    expect(await names()).toEqual(['EXAMPLE-PC']);
  });

  it('opens a file that is dropped on it', async () => {
    await at(empty);
    await firefox.waitFor('.drop');
    const base64 = Buffer.from(records[1] ?? '').toString('base64');
    const isTaken = await firefox.run(dropping, base64);
    // Firefox would show the file in place of the page.
    expect(isTaken).toBe(true);
    await firefox.waitFor(passphrase);
    await open();
    expect(await names()).toEqual(['BEN-PC']);
  });

  it('takes the text form that is pasted; what is pasted into a field is the field’s', async () => {
    await at(empty);
    await firefox.waitFor('.drop');
    await firefox.copy(`Dear Ben,\n\n   ${armor(records[1] ?? new Uint8Array())}\nAnna`);
    await firefox.type('h1', paste);
    await firefox.waitFor(passphrase);
    await firefox.copy('test');
    await firefox.type(passphrase, paste + enter);
    await firefox.waitFor('article.pc');
    expect(await names()).toEqual(['BEN-PC']);
  });

  it('copies a key without showing it, and locks: no key and no PC is left', async () => {
    await opened();
    await firefox.copy('nothing');
    await firefox.click('[aria-label^="Copy the key of"]');
    const copied = /is copied/;
    await expect.poll(() => firefox.waitFor('[role=status]')).toMatch(copied);
    await firefox.click('.tools .lock');
    await firefox.waitFor(passphrase);
    for (const left of [...exampleKeys, 'EXAMPLE-PC', 'BEN-PC'])
      expect(await content()).not.toContain(left);
    await firefox.type(passphrase, paste);
    const pasted = await firefox.run(`return document.querySelector('${passphrase}').value`);
    expect([...exampleKeys, productKeys.other]).toContain(pasted);
  });

  it('locks itself when nobody touches it', async () => {
    await opened();
    await firefox.run(`
      const { Date } = window;
      window.told = Date.now;
      Date.now = () => window.told.call(Date) + 240_000;`);
    await firefox.run('await new Promise((resolve) => setTimeout(resolve, 2_500));');
    expect(await names()).toHaveLength(2);
    await firefox.run('window.Date.now = () => window.told.call(window.Date) + 900_000;');
    expect(await firefox.waitFor('.note')).toContain('Locked after 5 minutes');
  });

  it('speaks German, and fits a phone in the dark', async () => {
    onTestFinished(async () => {
      await firefox.set('intl.accept_languages', 'en-US, en');
      await firefox.set('layout.css.prefers-color-scheme.content-override', 2);
      await firefox.resize(1_000, 700);
    });
    await firefox.set('intl.accept_languages', 'de-DE, en');
    await firefox.set('layout.css.prefers-color-scheme.content-override', 0);
    for (const width of [320, 360]) {
      await firefox.resize(width, 640);
      await opened();
      expect(await firefox.waitFor('h1')).toBe('Ihre Product Keys');
      await firefox.click('.tools button');
      await firefox.run(shownAll, exampleKeys.length + 1);
      await firefox.run(`for (const one of document.querySelectorAll('details')) one.open = true`);
      const [seen, widest, paper] = (await firefox.run(measuring)) as [number, number, string];
      expect(seen).toBe(width);
      expect(widest).toBeLessThanOrEqual(width);
      expect(paper).toBe('rgb(20, 25, 27)');
    }
  });

  it.skipIf(pdfReader === null)('prints every key that is shown, and no button', async () => {
    await opened();
    await firefox.click('.tools button');
    await firefox.run(shownAll, exampleKeys.length + 1);
    const pdf = fileOf('printed.pdf', await firefox.printed());
    const text = execFileSync(pdfReader ?? '', ['-layout', pdf, '-'], { encoding: 'utf8' });
    for (const key of exampleKeys) expect(text).toContain(key);
    expect(text).not.toContain('Hide all keys');
  });

  it('opens the vectors that the tool opens, and refuses the others for the same reason', async () => {
    await opened();
    // The next worker's own text, with the page's own policy; only what is asked of it is the test's.
    await firefox.run(`
      const make = URL.createObjectURL;
      window.URL.createObjectURL = (blob) => make.call(URL, (window.source = blob));`);
    await firefox.click('.tools .lock');
    await firefox.waitFor(passphrase);
    await open();
    const script = asker.replaceAll('globalThis', 'window');
    await firefox.run(script);
    const came = await outcomes((question) => firefox.run(`return window.outcome(${question})`));
    expect(came).toEqual(expectedOutcomes);
  });

  it('lets nothing out, in whichever way', async () => {
    const { host, heard } = await listenerOfTest();
    const tryAll = async (isWanted: (way: string) => boolean): Promise<void> => {
      for (const i of waysOut(host).keys()) {
        const way = waysOut(`${host}/${i}`)[i] ?? '';
        if (isWanted(way)) await firefox.run(trying(way));
      }
      await new Promise((resolve) => setTimeout(resolve, 1_500));
    };
    await opened();
    await tryAll(() => true);
    expect(heard).toEqual([]);
    expect(await firefox.run('return location.href')).toBe(address);
    // The listener does hear: the same page without its policy.
    await firefox.go(
      writtenPage(page.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, ''), []),
    );
    await tryAll((way) => !way.includes('submit'));
    expect(new Set(heard).size).toBeGreaterThan(15);
  });
});

const shownAll = `
  const [count] = args;
  while (document.querySelectorAll('code.shown').length < count)
    await new Promise((resolve) => setTimeout(resolve, 20));`;

const measuring = `
  const { backgroundColor } = getComputedStyle(document.documentElement);
  return [innerWidth, document.documentElement.scrollWidth, backgroundColor];`;

/** Drops a file on the page; whether the page took it. */
const dropping = `
  const bytes = Uint8Array.from(atob(args[0]), (symbol) => symbol.charCodeAt(0));
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([bytes], 'a.vault'));
  const event = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
  return !document.body.dispatchEvent(event);`;

/** One way out; what neither comes nor fails is not waited for. */
function trying(way: string): string {
  return `
    const tried = (async () => { ${way} })().catch(() => undefined);
    await Promise.race([tried, new Promise((resolve) => setTimeout(resolve, 1_000))]);`;
}
