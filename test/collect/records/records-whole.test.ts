// Keys that are written so that a reader may miss them, and neighbours that may take each other's name.
import { describe, expect, it } from 'vitest';
import { keyScanner } from '../../../src/collect/text/keys-in-text.js';
import { recordsOfText } from '../../../src/collect/records/text-records.js';

const windows = 'W269N-WFGWX-YVC9B-4J6C9-T83GX';
const office = 'XQNVK-8JYDB-WJ9W3-YJ8YR-WFG99';
const older = 'VYBBJ-TRJPB-QFQRF-QFT4D-H3GVB';

async function said(text: string): Promise<string[]> {
  const records = await recordsOfText(text);
  return records.map(({ productKey, lastFive, product, computer }) => {
    const end = productKey?.slice(-5) ?? `...${lastFive ?? ''}`;
    return [end, product, computer].filter((one) => one !== null).join(' | ');
  });
}

describe('a key with a number', () => {
  const expected = ['WFG99 | Office 2016', 'T83GX | Windows 10 Pro'];
  it.each([
    [
      'below all products',
      `Item 1: Office 2016\nItem 2: Windows 10 Pro\nKey 1: ${office}\nKey 2: ${windows}`,
    ],
    [
      'in turn',
      `Product #1: Office 2016\nKey #1: ${office}\nProduct #2: Windows 10 Pro\nKey #2: ${windows}`,
    ],
    [
      'in another order',
      `Item 2: Windows 10 Pro\nItem 1: Office 2016\nKey 1: ${office}\nKey 2: ${windows}`,
    ],
    [
      'in columns',
      `Product 1,Product 2,Key 1,Key 2\nOffice 2016,Windows 10 Pro,${office},${windows}`,
    ],
    [
      'in members',
      `{"product1":"Office 2016","product2":"Windows 10 Pro","key1":"${office}","key2":"${windows}"}`,
    ],
  ])('takes the product of its number: %s', async (_, text) => {
    expect(await said(text)).toEqual(expected);
  });
});

describe('a key is read', () => {
  const apart = (key: string): string =>
    key
      .split('-')
      .map((group) => Array.from(group).join(' '))
      .join('-');
  it.each([
    ['without hyphens, published and without a check', `Office 2010: ${older.replaceAll('-', '')}`],
    ['the same in lower case', `Office 2010: ${older.replaceAll('-', '').toLowerCase()}`],
    ['with blanks in lower case', `Office 2010: ${older.replaceAll('-', ' ').toLowerCase()}`],
    ['with blanks between its symbols', `Office 2010 ${apart(older)}`],
    [
      'with blanks on both sides of its hyphens',
      `Office 2010: ${apart(older).replaceAll('-', ' - ')}`,
    ],
    ['over a line end', `Office 2010: ${older.slice(0, 12)}\n${older.slice(12)}`],
    ['over a line end in a reply', `> Office 2010: ${older.slice(0, 12)}\n> ${older.slice(12)}`],
    [
      'over three lines',
      `Office 2010: ${older.slice(0, 6)}\n  ${older.slice(6, 18)}\n  ${older.slice(18)}`,
    ],
    ['over a line end before a hyphen', `Office 2010: ${older.slice(0, 11)}\n${older.slice(11)}`],
  ])('%s', async (_, text) => {
    expect(await said(text)).toEqual(['H3GVB | Office 2010']);
  });

  it('in lower case and in one piece where its check passes', async () => {
    const one = windows.replaceAll('-', '').toLowerCase();
    expect(await said(`Windows 10: ${one}`)).toEqual(['T83GX | Windows 10']);
    expect(await said(`Windows 10: ${one.replace('3g', '4g')}`)).toEqual([]);
  });

  it.each([
    ['after dots', 'Visio 2016 ...-RJRJK', '...RJRJK | Visio 2016'],
    ['after asterisks', 'Visio 2016: *****-RJRJK', '...RJRJK | Visio 2016'],
    ['in words', 'Windows 8.1 Pro key ends in 9D6T9', '...9D6T9 | Windows 8.1 Pro'],
    [
      'in German words',
      'Windows 8.1 Pro: Schlüssel endet mit 9D6T9.',
      '...9D6T9 | Windows 8.1 Pro',
    ],
  ])('by its end %s', async (_, text, expected) => {
    expect(await said(text)).toEqual([expected]);
  });

  it.each([
    'The road ends in Derby',
    'see page ...-12345',
    'file-XYZAB',
    `${older.slice(0, 12)}\nnext`,
  ])('not in %j', async (text) => {
    expect(await said(text)).toEqual([]);
  });
});

describe('several PCs in one text', () => {
  const expected = [
    'T83GX | Windows 10 Pro | Anna-PC',
    'WFG99 | Office 2016 | Anna-PC',
    'H3GVB | Office 2010 | Ben-PC',
  ];
  const [one, two, three] = [
    `Windows 10 Pro: ${windows}`,
    `Office 2016: ${office}`,
    `Office 2010: ${older}`,
  ];
  it.each([
    ['lines below a PC', `Computer: Anna-PC\n  ${one}\n  ${two}\nComputer: Ben-PC\n  ${three}`],
    ['numbered PCs', `PC 1: Anna-PC\n${one}\n${two}\n\nPC 2: Ben-PC\n${three}`],
    ['headings', `# Anna-PC\n\n${one}\n\n${two}\n\n# Ben-PC\n\n${three}`],
    [
      'a table with an empty cell',
      `PC,Product,Key\nAnna-PC,Windows 10 Pro,${windows}\n,Office 2016,${office}\nBen-PC,Office 2010,${older}`,
    ],
  ])('are told by %s', async (_, text) => {
    expect(await said(text)).toEqual(expected);
  });

  it('are told by names beside their Windows', async () => {
    const text = `- name: PC1\n  windows: Windows 10 Pro\n  key: ${windows}\n- name: PC2\n  windows: Windows 11 Pro\n  key: ${older}`;
    expect(await said(text)).toEqual([
      'T83GX | Windows 10 Pro | PC1',
      'H3GVB | Windows 11 Pro | PC2',
    ]);
  });

  it('are not told by a heading of another thing', async () => {
    expect(await said(`# Anna-PC\n\n${one}\n\n# Games\n\n${three}`)).toEqual([
      'T83GX | Windows 10 Pro | Anna-PC',
      'H3GVB | Office 2010',
    ]);
  });

  it('have columns for licences', async () => {
    const text = `Device,Brand,Win Lic,Office Lic\nANNA,Dell,${windows},${office}`;
    expect(await said(text)).toEqual(['T83GX | ANNA', 'WFG99 | ANNA']);
  });
});

describe('what wmic prints', () => {
  it.each([
    'Node,Name,PartialProductKey\nPC77,Windows(R), Professional edition,T83GX',
    'Node,Description,Name,PartialProductKey\nPC77,Windows(R) Operating System, RETAIL channel,Windows(R), Professional edition,T83GX',
  ])('has names with commas in them, and no quotes: %j', async (text) => {
    expect(await said(text)).toEqual(['...T83GX | Windows Pro | PC77']);
  });

  it('is named by the command above it', async () => {
    const command = 'C:\\> wmic path softwarelicensingservice get OA3xOriginalProductKey';
    expect(await recordsOfText(`${command}\n\n${windows}`)).toMatchObject([{ channel: 'OEM:DM' }]);
  });
});

describe('a field of a form', () => {
  it.each([
    [`<h4>Windows 10 Pro</h4><input value="${windows}">`, 'T83GX | Windows 10 Pro'],
    [
      `<label>Office 2016<input type=text value='${office}' readonly></label>`,
      'WFG99 | Office 2016',
    ],
  ])('is read with what stands beside it: %s', async (text, expected) => {
    expect(await said(text)).toEqual([expected]);
  });

  it('has no tags in its note', () => {
    const scanner = keyScanner({ mostKeys: 5 });
    scanner.push(`<h4>Windows 10 Pro</h4><input value="${windows}" class="key"><br> a < b\n`);
    scanner.end();
    expect(scanner.keys.get(windows)?.note).toBe(
      'Windows 10 Pro *****-*****-*****-*****-T83GX a < b',
    );
  });
});
