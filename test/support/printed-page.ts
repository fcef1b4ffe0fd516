// Pages as a browser prints them and a scanner sees them: Chromium makes a PDF, poppler the pictures, and zbar
// is the other reader of codes.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { onPath } from './on-path.js';
import { type RealPart, realPart } from './real-parts.js';

const printingPart: RealPart<{ readonly browser: string }> = {
  name: 'a browser, a rasteriser and another reader of QR codes',
  install: 'apt-get install -y chromium poppler-utils zbar-tools',
  find: () => {
    const [browser, ...tools] = ['chromium', 'pdftoppm', 'zbarimg'].map((name) => onPath(name));
    return browser != null && tools.every((tool) => tool !== null) ? { browser } : null;
  },
};

/** Prints pages; null where a part is missing. */
export function printer(): Printer | null {
  const found = realPart(printingPart);
  return found === null
    ? null
    : { print: (html, options) => printed(found.browser, html, options) };
}

interface Printer {
  /** The pages, scanned at 150 dpi: the files, in their order, as PGM or JPEG. */
  print(html: string, options: PrintOptions): Promise<string[]>;
}

interface PrintOptions {
  readonly folder: string;
  readonly format: 'A4' | 'Letter';
  readonly as?: 'pgm' | 'jpg';
}

async function printed(
  executablePath: string,
  html: string,
  { folder: parent, format, as = 'pgm' }: PrintOptions,
): Promise<string[]> {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const folder = mkdtempSync(join(parent, 'printed-'));
  const pdf = join(folder, `${format}.pdf`);
  try {
    const page = await browser.newPage();
    await page.setContent(html);
    writeFileSync(pdf, await page.pdf({ format }));
  } finally {
    await browser.close();
  }
  const kind = as === 'pgm' ? ['-gray'] : ['-jpeg'];
  execFileSync('pdftoppm', ['-r', '150', ...kind, pdf, join(folder, format)]);
  const pages = readdirSync(folder).filter((name) => name.endsWith(`.${as}`));
  return pages.sort().map((name) => join(folder, name));
}

/** What zbarimg reads in the picture, a text for each code. */
export function readByZbar(file: string): string[] {
  const out = execFileSync('zbarimg', ['-q', '--raw', '-Sdisable', '-Sqrcode.enable', file], {
    ...{ encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  });
  return out.split('\n').filter((line) => line !== '');
}

/** The bytes of a page. */
export function pageBytes(file: string): Uint8Array {
  return new Uint8Array(readFileSync(file));
}
