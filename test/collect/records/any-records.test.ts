// Random records, printed in every shape and read again: product, PC and key are the same, and none takes
// its neighbour's. And any text at all: records or none, never an error.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { genericKeys } from '../../../src/keys/generic-keys.js';
import { labelOf } from '../../../src/collect/records/label.js';
import { labelWords } from '../../../src/collect/records/label-words.js';
import { recordsOfText } from '../../../src/collect/records/text-records.js';

interface Listed {
  readonly product: string | null;
  readonly computer: string | null;
  readonly productKey: string;
}

const keys = genericKeys.map(({ productKey }) => productKey);
const names = ['Windows 11 Pro', 'Office Home & Student 2019', 'Visio Professional 2016', 'A game'];
const row = fc.record({
  product: fc.option(fc.constantFrom(...names)),
  computer: fc.option(fc.constantFrom('ANNA-PC', 'BEN-PC', 'OFFICE')),
});
/** The first row is whole: what a table is told by. */
const rows = fc
  .tuple(fc.array(row, { minLength: 1, maxLength: 6 }), fc.shuffledSubarray(keys, { minLength: 6 }))
  .map(([said, some]) =>
    said.map((one, i): Listed => ({ ...one, productKey: some[i] ?? keys[i] ?? '' })),
  );

const labels = fc.record({
  product: fc.constantFrom('Product Name', 'Produkt', 'Produit', 'Software'),
  computer: fc.constantFrom('Computer Name', 'Hostname', 'Rechner', 'Nazwa komputera'),
  productKey: fc.constantFrom('Product Key', 'ProductKey', 'Lizenzschlüssel', 'Clé de produit'),
});
type Labels = Readonly<Record<keyof Listed, string>>;
const order = fc.shuffledSubarray(['product', 'computer', 'productKey'] as const, { minLength: 3 });
type Order = readonly (keyof Listed)[];

const delimited =
  (mark: string) =>
  (all: readonly Listed[], label: Labels, by: Order): string =>
    [by.map((one) => label[one]), ...all.map((one) => by.map((each) => one[each] ?? ''))]
      .map((cells) => cells.join(mark))
      .join('\r\n');

const element = (name: string): string => name.replaceAll(/\P{L}/gu, '_');
const escaped = (text: string): string => text.replaceAll('&', '&amp;');

const shapes: Readonly<
  Record<string, (all: readonly Listed[], label: Labels, by: Order) => string>
> = {
  commas: delimited(','),
  semicolons: delimited(';'),
  tabs: delimited('\t'),
  bars: (all, label, by) =>
    delimited(' | ')(all, label, by)
      .split('\r\n')
      .map((line) => `| ${line} |`)
      .join('\n'),
  lines: (all, label, by) =>
    all
      .map((one) => by.map((each) => `${label[each].padEnd(20)}: ${one[each] ?? ''}`).join('\n'))
      .join('\n\n'),
  json: (all, label, by) =>
    JSON.stringify(
      all.map((one) => Object.fromEntries(by.map((each) => [label[each], one[each]]))),
    ),
  members: (all, label, by) =>
    `<list>${all.map((one) => `<entry>${by.map((each) => `<${element(label[each])}>${escaped(one[each] ?? '')}</${element(label[each])}>`).join('')}</entry>`).join('')}</list>`,
  attributes: (all, label, by) =>
    `<list>${all.map((one) => `<entry ${by.map((each) => `${element(label[each])}="${escaped(one[each] ?? '')}"`).join(' ')} />`).join('\n')}</list>`,
  clixml: (all, label, by) =>
    `<Objs>${all.map((one) => `<Obj><MS>${by.map((each) => `<S N="${label[each]}">${escaped(one[each] ?? '')}</S>`).join('')}</MS></Obj>`).join('')}</Objs>`,
  page: (all, label, by) =>
    `<html><table><tr>${by.map((each) => `<th>${label[each]}`).join('')}${all.map((one) => `<tr>${by.map((each) => `<td>${escaped(one[each] ?? '')}</td>`).join('')}`).join('')}</table>`,
};

const tables = new Set(['commas', 'semicolons', 'tabs', 'bars', 'page']);

/** In a table an empty cell of the column of PCs says the same as the one above it. */
function belowEmpty(all: readonly Listed[]): Listed[] {
  let above: string | null = null;
  return all.map((one) => ({ ...one, computer: (above = one.computer ?? above) }));
}

describe('records of any kind', () => {
  it.each(Object.entries(shapes))('come back the same from %s', async (shape, print) => {
    await fc.assert(
      fc.asyncProperty(rows, labels, order, async (all, label, by) => {
        const records = await recordsOfText(print(all, label, by));
        const read = records.map(({ product, computer, productKey }) => {
          return { product, computer, productKey };
        });
        expect(read).toEqual(tables.has(shape) ? belowEmpty(all) : all);
      }),
      { numRuns: 60 },
    );
  });
});

describe('any text at all', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '<',
      '>',
      '<Key ',
      '="',
      '"',
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '\n',
      '\t',
      '|',
      '---',
    ),
    fc.constantFrom('<table>', '<tr>', '<td>', '</table>', '<?xml ?>', '<html>', '<![CDATA[', '# '),
    fc.constantFrom('Product Key', 'Computer: ', 'Subject: ', 'Last 5: ', '=?utf-8?Q?', 'XXXXX-'),
    fc.constantFrom('Windows 10 Pro', 'Office 2019', ...keys.slice(0, 5)),
    fc.string({ unit: 'binary', maxLength: 20 }),
  );
  const text = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));

  it('gives records or none, and no half of a character', async () => {
    await fc.assert(
      fc.asyncProperty(text, async (any) => {
        const { length } = await recordsOfText(any);
        expect(length).toBeLessThan(200);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['elements in elements', '<a>'.repeat(200_000)],
    ['closing tags', `<x>${'<a>'.repeat(100_000)}${'</b>'.repeat(100_000)}`],
    ['attributes', `<x ${'a="b" '.repeat(100_000)}>`],
    ['brackets', `{"a":${'['.repeat(500_000)}`],
    ['objects', `[${'{"Key":"x"},'.repeat(100_000)}{}]`],
    ['tables in tables', '<table><tr><td>'.repeat(100_000)],
    ['column names', `${'Product Key,'.repeat(10_000)}\n${'x,'.repeat(10_000)}\n`.repeat(5)],
    ['quotes', `Product,Product Key\n${'"'.repeat(500_000)}`],
    ['quotes in lines', `Product,Product Key\n${'"a,\n'.repeat(50_000)}`],
    ['labels', 'Product Key: \n'.repeat(50_000)],
    ['colons', ':'.repeat(500_000)],
    ['blanks', `a${' '.repeat(200_000)}b\n`.repeat(3)],
    ['lines that are indented', `${' '.repeat(120)}partial\n`.repeat(2_000)],
    ['paragraphs that are indented', `<p>\n${' '.repeat(400)}x key\n</p>`.repeat(1_000)],
    ['rules', `${'='.repeat(500_000)}x\n`],
    ['brackets before a key', `(${' '.repeat(10_000)}${keys[0] ?? ''}`],
    ['fields without a key', 'Type: a\n'.repeat(20_000)],
    ['keys under one label', `Key: ${keys[0] ?? ''}\n`.repeat(5_000)],
    ['keys in one paragraph', `Type: a\nKey: ${keys[0] ?? ''}\n`.repeat(2_000)],
    [
      'members and objects',
      JSON.stringify({
        ...Object.fromEntries(Array.from({ length: 4_000 }, (_, i) => [`type${i}`, 'a'])),
        list: Array.from({ length: 4_000 }, () => ({ type: 'a' })),
      }),
    ],
    ['names', `${'Windows 10 Pro '.repeat(50_000)}\n`],
    ['dashes', `Product Key\n${'- '.repeat(200_000)}\n`],
    ['groups', 'XXXXX-'.repeat(100_000)],
    ['words that are encoded', `Subject: ${'=?utf-8?Q?a?= '.repeat(50_000)}\n\n${keys[0] ?? ''}`],
  ])('many thousands of %s are no trouble', async (_, any) => {
    const records = await recordsOfText(any);
    expect(records.length).toBeLessThan(20_002);
  });
});

describe('a label', () => {
  it('means one thing, in whatever language', () => {
    const all = Object.entries(labelWords).flatMap(([fact, words]) =>
      words.map((word) => [word, fact] as const),
    );
    expect(all.length).toBeGreaterThan(300);
    expect(all.filter(([word, fact]) => labelOf(word)?.fact !== fact)).toEqual([]);
  });

  it.each([
    ['OEM key in BIOS', 'productKey', 'firmware', 'OEM:DM'],
    ['OA3xOriginalProductKey', 'productKey', 'firmware', 'OEM:DM'],
    ['Your product key', 'productKey', null, null],
    ['Original Product Name', 'product', 'original', null],
    ['Windows product key', 'productKey', 'windows', null],
    ['MAK key', 'productKey', null, 'Volume:MAK'],
    ['PRODUCT_ID', 'productId', null, null],
  ] as const)('is known with words around it: %s', (text, fact, scope, channel) => {
    expect(labelOf(text)).toEqual({ fact, scope, channel });
  });

  it.each(['Product Key Hash', 'Windows Validation Data', 'Key retrieval note', 'Hello', ''])(
    'is not taken for another: %j',
    (text) => {
      expect(labelOf(text)).toBeNull();
    },
  );
});
