// What stands beside a key in a text, in each of the shapes that people hand in.
import { describe, expect, it } from 'vitest';
import { mailDecoder } from '../../../src/collect/text/mail-text.js';
import { recordsOfText } from '../../../src/collect/records/text-records.js';

const pro = 'W269N-WFGWX-YVC9B-4J6C9-T83GX';
const enterprise = 'NPPR9-FWDCX-D2C8J-H872K-2YT43';
const older = 'FJ82H-XT6CR-J8D7P-XQJJ2-GPDD4';

/** Keys by their ends, with what is said of each. */
async function said(text: string): Promise<string[]> {
  const mail = mailDecoder();
  const records = await recordsOfText(mail.push(text) + mail.end());
  return records.map(({ productKey, lastFive, product, computer, channel }) => {
    const end = productKey?.slice(-5) ?? `...${lastFive ?? ''}`;
    return [end, product, computer, channel].filter((one) => one !== null).join(' | ');
  });
}

describe('records of lines', () => {
  it.each([
    [
      "PowerShell's list, the key among other members",
      `OSDescription : Microsoft Windows 10 Pro\nProductKey    : ${older}\nHostname      : ANNA-PC\nProductName   : Office 2010\n\nProductKey    : ${pro}\nHostname      : BEN-PC\nProductName   : Windows 11 Pro`,
      ['GPDD4 | Office 2010 | ANNA-PC', 'T83GX | Windows 11 Pro | BEN-PC'],
    ],
    [
      'a list whose records nothing divides',
      `ProductKey: ${older}\nHostname: ANNA-PC\nProductName: Office 2010\nProductKey: ${pro}\nHostname: BEN-PC`,
      ['GPDD4 | Office 2010 | ANNA-PC', 'T83GX | BEN-PC'],
    ],
    [
      'a value that PowerShell broke',
      `ProductName : Office\n              Professional Plus 2019\nProductKey  : ${pro}`,
      ['T83GX | Office Professional Plus 2019'],
    ],
    [
      'a key that only the eye sees whole, beside one that is typed',
      `Product: Windows 10 Pro\nKey: ${pro.replace('-', '-\u200b')}\n\nProduct: Office 2010\nKey: ${older}`,
      ['T83GX | Windows 10 Pro', 'GPDD4 | Office 2010'],
    ],
    [
      'a translated list',
      `Produktname      : Windows 10 Pro\nProduktschlüssel : ${pro}\nService Pack     :\nComputername     : ANNA-PC`,
      ['T83GX | Windows 10 Pro | ANNA-PC'],
    ],
    [
      'a PC above its keys',
      `Computer: ANNA-PC\nOS: Windows 11 Pro\n\nProduct: Office 2019\nKey: ${pro}\n\nProduct: Visio 2016\nKey: ${older}`,
      ['T83GX | Office 2019 | ANNA-PC', 'GPDD4 | Visio 2016 | ANNA-PC'],
    ],
    [
      'keys of one label, told by another',
      `OS: Windows 11 Pro\nInstalled key: ${pro}\nOEM key in BIOS: ${enterprise}\nOriginal key: ${older}`,
      ['T83GX | Windows 11 Pro', '2YT43 | OEM:DM', 'GPDD4'],
    ],
    [
      'words above each',
      `Windows 11 Enterprise, Laptop Anna\nProduct key: ${enterprise}\n\nWindows 11 Pro, Desktop Ben\nProduct key: ${pro}`,
      ['2YT43 | Windows 11 Enterprise', 'T83GX | Windows 11 Pro'],
    ],
    [
      'words below each',
      `${enterprise}\nWindows 10 Enterprise\n\n${pro}\nOffice 2019`,
      ['2YT43 | Windows 10 Enterprise', 'T83GX | Office 2019'],
    ],
    [
      'words that may be of either key',
      `${enterprise}\n\nWindows 10 Pro\n\n${pro}\n\nOffice 2019`,
      ['2YT43', 'T83GX'],
    ],
    [
      'words before and after, on a line',
      `Windows 8.1: ${pro}, Office 2016: ${enterprise}\n${older} - Windows 7 Professional`,
      ['T83GX | Windows 8.1', '2YT43 | Office 2016', 'GPDD4 | Windows 7 Professional'],
    ],
    [
      'a heading, and what it does not speak of',
      `## Office 2019\n\nBought in town.\n\n- ${pro}\n\n## Games\n\n- ${older}`,
      ['T83GX | Office 2019', 'GPDD4'],
    ],
    ['two products in a sentence', `For Windows 10 Pro and Office 2019 we got: ${pro}`, ['T83GX']],
    [
      'an order',
      `Subject: =?utf-8?Q?Office_Home_&_Business_2021?=\n\nYour key is\n\n${pro}\n\nNeeds Windows 10 or later.`,
      ['T83GX | Office Home & Business 2021'],
    ],
    ['a label above its value', `OA3xOriginalProductKey    \n\n${pro}  `, ['T83GX | OEM:DM']],
    [
      "Belarc's line of a program that nobody knows",
      `Vendor - Great Program 4 <1234-5678-90> (Key: ${pro})`,
      ['T83GX | Great Program 4'],
    ],
  ])('%s', async (_, text, expected) => {
    expect(await said(text)).toEqual(expected);
  });
});

describe('records of tables', () => {
  const rows = (mark: string): string =>
    [
      ['Computername', 'OSDescription', 'ProductKey'],
      ['ANNA-PC', 'Microsoft Windows 11 Pro', pro],
      ['BEN-PC', 'Windows 10 Enterprise', enterprise],
    ]
      .map((row) => row.join(mark))
      .join('\n');
  const expected = ['T83GX | Windows 11 Pro | ANNA-PC', '2YT43 | Windows 10 Enterprise | BEN-PC'];

  it.each([
    ['commas', rows(',')],
    ['commas in quotes', rows('","').replaceAll(/^|$/gm, '"')],
    ['semicolons', rows(';')],
    ['tabs', rows('\t')],
    [
      'bars',
      rows(' | ')
        .replaceAll(/^(.*)$/gm, '| $1 |')
        .replace('\n', '\n|---|---|---|\n'),
    ],
    [
      'a line of dashes',
      `Computername OSDescription            ProductKey\n------------ -------------            ----------\nANNA-PC      Microsoft Windows 11 Pro ${pro}\nBEN-PC       Windows 10 Enterprise    ${enterprise}\n\nend`,
    ],
    [
      'blanks',
      `Computername  OSDescription             ProductKey\n\nANNA-PC       Microsoft Windows 11 Pro  ${pro}\n\nBEN-PC        Windows 10 Enterprise     ${enterprise}`,
    ],
    ['cells of a page', `<table>${rows('<td>').replaceAll(/^/gm, '<tr><td>')}</table>`],
  ])('divided by %s', async (_, text) => {
    expect(await said(text)).toEqual(expected);
  });

  it.each(['<ul><li>x</ul>', '<section>', '<meta charset="x">', '<a href="#">x</a>', '<h2>x</h2>'])(
    'are read from a page that begins with %s',
    async (tag) => {
      const cells = rows('<td>').replaceAll(/^/gm, '<tr><td>');
      expect(await said(`${tag}<table>${cells}</table>`)).toEqual(expected);
    },
  );

  it('take no PC from a row whose cells have moved, and the name that its words are', async () => {
    const text = `PC,Product,Key\nANNA, PC,Office 2019,${pro}\nBEN,PC,A game,${older}`;
    expect(await said(text)).toEqual(['T83GX | Office 2019', 'GPDD4']);
  });

  it('know a key by its column where there are two', async () => {
    const text = `PC,Windows,Windows Key,Office,Office Key\nANNA-PC,Windows 11 Pro,${pro},Office 2019,${enterprise}`;
    expect(await said(text)).toEqual([
      'T83GX | Windows 11 Pro | ANNA-PC',
      '2YT43 | Office 2019 | ANNA-PC',
    ]);
  });
});

describe('records of trees', () => {
  it.each([
    [
      "Visual Studio's export",
      `<root><YourKey><Product_Key Name="Windows Server 2019 Standard"><Key ID="1" Type="Retail">${older}</Key></Product_Key><Product_Key Name="Windows 10 Enterprise (MAK Key)"><Key ID="2" Type="Multiple Activation Key">${enterprise}</Key></Product_Key><Product_Key Name="Office 2013" Key="${pro}" /></YourKey></root>`,
      [
        'GPDD4 | Windows Server 2019 Standard | Retail',
        '2YT43 | Windows 10 Enterprise | Volume:MAK',
        'T83GX | Office 2013',
      ],
    ],
    [
      'CLIXML',
      `<Objs><Obj RefId="0"><MS><S N="PSComputerName">ANNA-PC</S><S N="ProductName">Office 2019</S><S N="ProductKey">${pro}</S></MS></Obj></Objs>`,
      ['T83GX | Office 2019 | ANNA-PC'],
    ],
    [
      'members of elements',
      `<pcs><pc name="ANNA-PC"><licence><product>A &amp; B</product><key>${pro}</key></licence><licence><key>${older}</key></licence></pc></pcs>`,
      ['T83GX | A & B | ANNA-PC', 'GPDD4 | ANNA-PC'],
    ],
    [
      'objects in objects',
      JSON.stringify([
        {
          computer: { name: 'ANNA-PC' },
          licenses: [
            { product: 'Office 2019', key: pro },
            { product: 'Visio 2016', key: older },
          ],
        },
        { hostname: 'BEN-PC', productKey: enterprise },
      ]),
      ['T83GX | Office 2019 | ANNA-PC', 'GPDD4 | Visio 2016 | ANNA-PC', '2YT43 | BEN-PC'],
    ],
  ])('%s', async (_, text, expected) => {
    expect(await said(text)).toEqual(expected);
  });
});

describe('ends of keys', () => {
  const line = '-'.repeat(39);
  const entry = (name: string, end: string): string =>
    `LICENSE NAME: Office 19, ${name} edition\nLICENSE DESCRIPTION: Office 19, RETAIL channel\nLast 5 characters of installed product key: ${end}\n${line}\n`;

  it.each([
    [
      'ospp.vbs, without what Setup and accounts put in',
      `${line}\n${entry('Office19VisioPro2019R_Retail', '3V66T')}${entry('Office19HomeBusiness2019R_Grace', 'T83GX')}${entry('Office19O365ProPlusR_Subscription1', '8HVX7')}`,
      ['...3V66T | Visio Professional 2019 | Retail'],
    ],
    [
      'slmgr.vbs',
      'Software licensing service version: 10.0.22631.1\n\nName: Windows(R), Professional edition\nDescription: Windows(R) Operating System, OEM_DM channel\nPartial Product Key: 3V66T',
      ['...3V66T | Windows 10/11 Pro | OEM:DM'],
    ],
    [
      'slmgr.vbs in German',
      'Name: Windows(R) 7, HomePremium edition\nBeschreibung: Windows Operating System - Windows(R) 7, OEM_SLP channel\nTeil-Product Key: 3V66T',
      ['...3V66T | Windows 7 Home Premium | OEM:SLP'],
    ],
    [
      'Settings',
      'Edition: Windows 10 Pro\nProduct key: XXXXX-XXXXX-XXXXX-XXXXX-3V66T',
      ['...3V66T | Windows 10 Pro'],
    ],
    [
      'PowerShell, as JSON',
      '{"Name":"Office 16, Office16ProPlusVL_KMS_Client edition","PartialProductKey":"WFG99","PSComputerName":"ANNA-PC"}',
      ['...WFG99 | Office Professional Plus 2016 | ANNA-PC | Volume:GVLK'],
    ],
    [
      'MGADiag',
      'Windows Product Key: *****-*****-F4GJK-KG77H-B9HD2\nWindows Product Key Hash: iJAth4TbScMi8HdcPurlASXdEkw=\nWindows License Type: OEM SLP\nProduct Name: Windows 7 Home Premium',
      ['...B9HD2 | Windows 7 Home Premium | OEM:SLP'],
    ],
  ])('of %s', async (_, text, expected) => {
    expect(await said(text)).toEqual(expected);
  });
});

describe('other facts', () => {
  it('are taken where they stand', async () => {
    const text = `Produkt;Lizenzschlüssel;Kaufdatum;Händler;Bestellnummer;Bemerkung;Product ID\nOffice 2019;${pro};03.05.2021;Laden;4711;"im Karton; oben";00330-80000-00000-AA121`;
    expect(await recordsOfText(text)).toMatchObject([
      {
        purchasedOn: '2021-05-03',
        seller: 'Laden',
        orderNumber: '4711',
        note: 'im Karton; oben',
        productId: '00330-80000-00000-AA121',
      },
    ]);
  });

  it.each([
    ['2021-05-03', '2021-05-03'],
    ['3 May 2021', '2021-05-03'],
    ['May 3rd, 2021', '2021-05-03'],
    ['25/12/2014', '2014-12-25'],
    ['12/25/2014', '2014-12-25'],
    ['03/01/2022', '03/01/2022'],
    ['N/A', null],
  ])('a day is %j or stays so: %j', async (written, day) => {
    const text = `Key: ${pro}\nPurchased: ${written}`;
    expect(await recordsOfText(text)).toMatchObject([{ purchasedOn: day }]);
  });
});
