// ProduKey's exports in every form: what is read, what is refused, and what a broken one may do.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FormatError } from '../../../src/bytes.js';
import { collectFrom } from '../../../src/collect/collectors.js';
import { blockRows } from '../../../src/collect/produkey/block-rows.js';
import { delimitedRows } from '../../../src/collect/produkey/delimited.js';
import { jsonRows } from '../../../src/collect/produkey/json-rows.js';
import { markupRows } from '../../../src/collect/produkey/markup-rows.js';
import { produkeyExport } from '../../../src/collect/produkey/produkey-export.js';
import { produkeySnapshots } from '../../../src/collect/produkey/produkey.js';
import { VaultError } from '../../../src/errors.js';
import type { Licence, Snapshot } from '../../../src/record/schema.js';
import { holdsCanary } from '../../support/foreign-input.js';
import { collectPath } from '../../support/collect-path.js';
import { never } from '../../support/signal.js';
import { folderOfFile } from '../../support/temporary-folder.js';

const context = { now: new Date('2026-11-21T19:55:01Z'), signal: never };
const fixtures = fileURLToPath(new URL('../../fixtures/import/', import.meta.url));
const folder = folderOfFile();
const windowsKey = 'VK7JG-NPHTM-C97JM-9MPGT-3V66T';
const officeKey = 'FJ82H-XT6CR-J8D7P-XQJJ2-GPDD4';
const columns =
  'Product Name,Product ID,Product Key,Installation Folder,Service Pack,Build Number,Computer Name,Modified Time';

function write(content: string | Uint8Array): string {
  const path = join(folder, 'export');
  writeFileSync(path, content);
  return path;
}

async function snapshotsIn(content: string | Uint8Array): Promise<Snapshot[] | null> {
  const collection = await collectPath(produkeyExport, write(content), context);
  return collection?.findings.map(({ snapshot }) => snapshot) ?? null;
}

async function licencesIn(content: string | Uint8Array): Promise<Licence[] | null> {
  const snapshots = await snapshotsIn(content);
  return snapshots?.flatMap(({ licences }) => licences) ?? null;
}

describe('an export of ProduKey', () => {
  const files = readdirSync(fixtures).filter((name) => name.startsWith('produkey'));

  it('is there in every form', () => {
    expect(files).toHaveLength(9);
  });

  it.each(files)('is read as %s', async (name) => {
    const { findings, warnings } = await collectFrom([join(fixtures, name)], context);
    expect(warnings).toEqual([]);
    expect(findings.map(({ origin }) => origin)).toEqual(['elsewhere', 'elsewhere']);
    const [anna, laptop] = findings.map(({ snapshot }) => snapshot);
    expect(anna?.machine.name).toBe('ANNA-PC');
    expect(anna?.os).toMatchObject({
      productName: 'Windows 11 Pro',
      build: '22631',
      productId: '00330-80000-00000-AA123',
    });
    expect(anna?.licences).toMatchObject([
      {
        product: 'Windows 11 Pro',
        productKey: windowsKey,
        lastFive: '3V66T',
        edition: 'Professional',
      },
      { product: 'Microsoft Office Professional Plus 2010', productKey: officeKey, channel: null },
      { product: 'SQL Server 2012, Developer "R"', productKey: null, cautions: ['not-found'] },
    ]);
    expect(anna?.licences[0]?.checks).toMatchObject({ typo: 'passed', productId: 'passed' });
    expect(anna?.licences[0]?.places.map(({ location }) => location)).toEqual([
      `${name}, row 1 (C:\\Windows)`,
      `${name}, row 2`,
    ]);
    expect(laptop?.licences).toMatchObject([
      { product: 'Windows 7 Professional', productKey: null, channel: 'OEM', cautions: ['erased'] },
    ]);
  });

  it.each([
    ['UTF-8 with a mark', Buffer.from(`\ufeff${columns}\r\nWörd,,${officeKey}`)],
    ['UTF-16 without a mark', Buffer.from(`${columns}\r\nWörd,,${officeKey}`, 'utf16le')],
    [
      'UTF-16, big-endian',
      Buffer.from(`\ufeff${columns}\r\nWörd,,${officeKey}`, 'utf16le').swap16(),
    ],
    ['the code page of an older Windows', Buffer.from(`${columns}\nWörd,,${officeKey}`, 'latin1')],
  ])('is read in %s', async (_, bytes) => {
    expect(await licencesIn(bytes)).toMatchObject([{ product: 'Wörd', productKey: officeKey }]);
  });

  it('is read by the names of its columns, whatever their order', async () => {
    const text = `Computer Name;Product Key;Product Name\nPC;${officeKey};Word`;
    expect(await snapshotsIn(text)).toMatchObject([
      { machine: { name: 'PC' }, licences: [{ product: 'Word', productKey: officeKey }] },
    ]);
  });

  it('is read without the build number, as older versions wrote it', async () => {
    const text = `Word\t\t${officeKey}\tC:\\Word\t\tOLD-PC\t\n`;
    expect(await snapshotsIn(text)).toMatchObject([{ machine: { name: 'OLD-PC' } }]);
  });

  it('has names in another language passed over', async () => {
    const names = 'Produktname\tProdukt-ID\tSchlüssel\tOrdner\tSP\tBuild\tComputer\tZeit';
    const text = `${names}\nWord\t\t${officeKey}\t\t\t\tPC\t\n`;
    expect(await licencesIn(text)).toMatchObject([{ product: 'Word', productKey: officeKey }]);
  });

  it('names a key after Windows that Internet Explorer has as well', async () => {
    const text = `${columns}\nInternet Explorer,,${windowsKey}\nWindows 10 Pro,,${windowsKey}`;
    expect(await licencesIn(text)).toMatchObject([{ product: 'Windows 10 Pro' }]);
  });

  it.each([
    ['BBBBB-BBBBB-BBBBB-BBBBB-BBBBB', 'erased'],
    ['XXXXX-XXXXX-XXXXX-XXXXX-XXXXX', 'erased'],
    ['Product key was not found', 'not-found'],
    ['', 'not-found'],
    ['OOOOO-OOOOO-OOOOO-OOOOO-OOOOO', 'erased'],
    [officeKey.slice(0, -1), 'not-found'],
  ])('never keeps %j as a key', async (text, caution) => {
    const [licence] = (await licencesIn(`${columns}\nWord,,${text}`)) ?? [];
    expect(licence).toMatchObject({ productKey: null, lastFive: null, cautions: [caution] });
  });

  it('says where a product id contradicts the key beside it', async () => {
    const text = `${columns}\nWindows 10 Pro,00331-80000-00000-AA123,${windowsKey}`;
    expect(await licencesIn(text)).toMatchObject([{ checks: { productId: 'failed' } }]);
  });
});

describe('a file of another kind', () => {
  it.each([
    ['an empty file', ''],
    ['a table of other things', 'Name,Key,Price\nWord,12345,9\n'],
    ['a text with a key', `my product key: ${windowsKey}`],
    ['a page that mentions product keys', '<html><p>Product name and product key, see below'],
    ['JSON of other things', '{"product name": "x", "product key": "y"}'],
    ['zeros', Buffer.alloc(2000)],
  ])('%s is left to others', async (_, content) => {
    expect(await snapshotsIn(content)).toBeNull();
  });
});

describe('a broken export', () => {
  const json = `[{"Product Name":"Word","Product Key":"${officeKey}"`;
  it.each([
    ['JSON that is cut off', json, /expected JSON/],
    ['JSON of other things', `${json}}, 1]`, /a list of objects/],
    ['a quote that never ends', `${columns}\nWord,,"${officeKey}`, /CSV_QUOTE_NOT_CLOSED/],
    ['a row without end', `${columns}\nWord,,"${'x'.repeat(70_000)}"`, /CSV_MAX_RECORD_SIZE/],
  ])('%s is refused without a word of it', async (_, content, message) => {
    const refused: unknown = await collectFrom([write(content)], context).catch((e: unknown) => e);
    expect(refused).toBeInstanceOf(VaultError);
    expect(refused).toMatchObject({ code: 'FORMAT' });
    expect(String(refused)).toMatch(message);
    expect(causesOf(refused)).not.toContain('GPDD4');
  });

  it.each([
    ['rows that are too short', `${columns}\nWord\n,,\nWord,,${officeKey}`],
    ['rows that are too long', `${columns}\nWord,,${officeKey}${',x'.repeat(100)}`],
    [
      'cells and rows that are not closed',
      `<table><tr><th>Product Name<th>Product Key<tr><td>Word<td>${officeKey}`,
    ],
    [
      'items that are not closed',
      `<x><item><product_name>Word</product_name><product_key>${officeKey}</product_key>`,
    ],
    [
      'a block without its last line',
      `${'='.repeat(50)}\nProduct Name      : Word\nProduct Key       : ${officeKey}`,
    ],
  ])('%s are read all the same', async (_, content) => {
    const licences = (await licencesIn(content)) ?? [];
    expect(licences.map(({ productKey }) => productKey)).toContain(officeKey);
  });

  it.each([
    [
      'tags in tags',
      `<table><product key><product name>${'<a>'.repeat(400_000)}${'</b>'.repeat(400_000)}`,
    ],
    [
      'columns',
      `<table><tr><th>Product Name<th>Product Key${'<th>x'.repeat(200_000)}${'<tr><td>y'.repeat(200_000)}`,
    ],
    [
      'entities',
      `<table><tr><th>Product Name<th>Product Key<tr><td>${'&amp;'.repeat(400_000)}<td>x`,
    ],
    ['brackets', `[${'['.repeat(2_000_000)}"product name" "product key"`],
    ['rows of one key', `${columns}\n${`Word,,${officeKey}\n`.repeat(15_000)}`],
    ['rows beyond any network', `${columns}\n${`Word,,${officeKey}\n`.repeat(300_000)}`],
    ['short rows', `${columns}${',x'.repeat(5000)}\n${'y\n'.repeat(200_000)}`],
    ['marks between cells', `${columns}\n${','.repeat(2_000_000)}`],
    ['empty objects', `[{"Product Name":"x","Product Key":"y"}${',{}'.repeat(500_000)}]`],
    ['numbers', `[{"Product Name":"x","Product Key":"y"}${',1'.repeat(1_000_000)}]`],
    ['cells', `<table><tr><th>Product Name<th>Product Key${'<td>'.repeat(500_000)}`],
    ['lines', `${'='.repeat(20)}\nProduct Name  : x\nProduct Key : y\n${'\n'.repeat(1_000_000)}`],
  ])('many thousands of %s are no trouble', async (_, content) => {
    const result: unknown = await licencesIn(content).catch((error: unknown) => error);
    if (result instanceof Error) expect(result).toMatchObject({ code: 'FORMAT' });
    else if (result !== null) expect((result as Licence[]).length).toBeLessThan(1001);
  });

  const names = ['product_name', 'product_key', ...Array.from({ length: 200 }, (_, i) => `n${i}`)];
  const blocks = `${'='.repeat(20)}\nProduct Name : x\nProduct Key : y\n`;
  it.each([
    ['rows', `${columns}\n${'Word,,none\n'.repeat(20_051)}`],
    [
      'rows of a page',
      `<table><tr><th>Product Name<th>Product Key${'<tr><td>x<td>y'.repeat(20_001)}`,
    ],
    [
      'items',
      `<x>${'<item><product_name>x</product_name><product_key>y</product_key></item>'.repeat(20_001)}`,
    ],
    ['blocks', blocks.repeat(20_002)],
    ['objects', `[{"Product Name":"x","Product Key":"y"}${',{}'.repeat(100_000)}]`],
    ['values', `[{"Product Name":"x","Product Key":"y"}${',1'.repeat(400_001)}]`],
  ])('is refused with more %s than a network has', async (_, content) => {
    const refused = licencesIn(content);
    await expect(refused).rejects.toMatchObject({ code: 'FORMAT' });
    await expect(refused).rejects.toThrow(/more than any export of ProduKey/);
  });

  it.each([
    ['columns of a table', () => delimitedRows(`${names.join(',')}\n${names.join(',')}`)],
    ['members', () => jsonRows(`[{${names.map((name) => `"${name}":"z"`).join(',')}}]`)],
    ['elements', () => markupRows(`<x>${names.map((name) => `<${name}>z</${name}>`).join('')}`)],
    [
      'rows of a standing table',
      () => markupRows(`<table>${names.map((name) => `<tr><td>${name}<td>z`).join('')}`),
    ],
    [
      'lines of a block',
      () => blockRows(`${'='.repeat(20)}\n${names.map((name) => `${name} : z\n`).join('')}`),
    ],
  ])('keeps no more %s than ProduKey has, ten times over', async (_, parse) => {
    const [row] = await parse();
    expect([...(row?.keys() ?? [])]).toEqual(
      expect.arrayContaining(['product name', 'product key']),
    );
    expect(row?.size).toBe(50);
  });

  it('keeps no more of a cell than a name can have', async () => {
    const name = 'W&amp;'.repeat(100_000);
    const page = `<table><tr><th>Product Name<th>Product Key<tr><td>${name}<td>${officeKey}`;
    const [licence] = (await licencesIn(page)) ?? [];
    expect(licence?.product).toHaveLength(300);
    expect(licence?.productKey).toBe(officeKey);
  });

  it('is refused when no PC could have so many programs', async () => {
    const rows = Array.from({ length: 1001 }, (_, i) => `Game ${i},,none`).join('\n');
    await expect(licencesIn(`${columns}\n${rows}`)).rejects.toMatchObject({ code: 'FORMAT' });
  });
});

describe('a key in the column of something else', () => {
  it.each([
    ['the name', `${windowsKey},,${officeKey}`],
    ['the product id', `Word,${windowsKey},${officeKey}`],
    ['the folder', `Word,,${officeKey},C:\\${windowsKey}\\x`],
    ['the folder, cut', `Word,,${officeKey},${'x'.repeat(280)} ${windowsKey}`],
    ['the folder, over two lines', `Word,,${officeKey},"${windowsKey.replaceAll('-', '-\n')}"`],
    ['the folder, far behind', `Word,,${officeKey},"x${'\n'.repeat(4075)}${windowsKey}"`],
    ['the name of the PC', `Word,,${officeKey},,,,${windowsKey}`],
  ])('is masked in %s', async (_, row) => {
    const snapshots = await snapshotsIn(`${columns}\n${row}`);
    expect(snapshots?.flatMap(({ licences }) => licences)).toMatchObject([
      { productKey: officeKey },
    ]);
    expect(holdsCanary(JSON.stringify(snapshots))).toBe(false);
  });
});

describe('any text at all', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '<tr>',
      '<td>',
      '<item>',
      '</item>',
      '<product_key>',
      '&#x110000;',
      '&#xD800;',
      '<!--',
      '<![CDATA[',
      ']]>',
    ),
    fc.constantFrom('{', '}', '[', ']', ',', '"', '\\ud800', ':', '\n', '\t', '=====\n', columns),
    fc.constantFrom('Product Name', 'Product Key', windowsKey, '"Product Key":"x"', ' : '),
    fc.string({ unit: 'binary' }),
  );
  const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
  const source = { path: 'x.csv', collector: 'produkey', now: context.now };

  it.each([
    ['delimited', delimitedRows],
    ['markup', markupRows],
    ['json', jsonRows],
    ['block', blockRows],
  ])('gives %s rows or a FormatError', async (_, parse) => {
    await fc.assert(
      fc.asyncProperty(text, async (any) => {
        try {
          const snapshots = produkeySnapshots(await parse(any), source);
          // Escaped backslashes first: a text may hold the six characters themselves.
          const json = JSON.stringify(snapshots).replaceAll('\\\\', '');
          expect(json).not.toMatch(/\\ud[89a-f]/i);
        } catch (error) {
          expect(error).toBeInstanceOf(FormatError);
        }
      }),
      { numRuns: 300 },
    );
  });
});

/** Everything that could be printed of an error. */
function causesOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return `${error.message} ${error.stack ?? ''} ${causesOf(error.cause)}`;
}
