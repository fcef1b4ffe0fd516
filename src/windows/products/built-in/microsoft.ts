// Microsoft's own programs. What Windows keeps for itself is in windows/windows-places.ts. Left out:
// Office 2000 and 2013 or later, Exchange 2007 and Visual Studio 2017 or later (no whole key is in these
// places), and Visual Studio for Applications (a key that is the same on every PC).
import { officeReleases } from '../../../keys/office-name.js';
import type { BuiltInProduct } from '../product.js';
import { sources } from './plain-serials.js';

const office = 'Keyfinder and other key readers; checked on public samples';
const clickToRun =
  'Microsoft Learn, "Product IDs supported by the Office deployment tool for Click-to-Run"';
const dbatools = 'dbatools, Get-DbaProductKey (github.com/dataplat/dbatools)';
const visualStudio = `${sources.aspia}; later versions as key readers on GitHub have them`;

const offices: readonly BuiltInProduct[] = [
  {
    // Visual Studio .NET 2002 and 2003 wrote their key among Office's: NirSoft's ProduKey tells of it.
    id: 'office-xp',
    product: 'Microsoft Office XP or Visual Studio .NET',
    source: `${sources.openAudit}; ProduKey 1.93, readme.txt`,
    form: 'digital-product-id',
    value: 'DigitalProductID',
    keys: ['HKLM\\SOFTWARE\\Microsoft\\Office\\10.0\\Registration\\*'],
  },
  {
    id: 'office-2003',
    product: 'Microsoft Office 2003',
    source: office,
    form: 'digital-product-id',
    value: 'DigitalProductID',
    keys: ['HKLM\\SOFTWARE\\Microsoft\\Office\\11.0\\Registration\\*'],
  },
  {
    id: 'office-2007',
    product: 'Microsoft Office 2007',
    source: office,
    form: 'digital-product-id',
    value: 'DigitalProductID',
    keys: ['HKLM\\SOFTWARE\\Microsoft\\Office\\12.0\\Registration\\*'],
  },
  {
    id: 'office-2010',
    product: 'Microsoft Office 2010',
    source: office,
    form: 'digital-product-id4',
    value: 'DigitalProductID',
    keys: ['HKLM\\SOFTWARE\\Microsoft\\Office\\14.0\\Registration\\*'],
  },
  {
    id: 'office-click-to-run',
    product: 'Microsoft Office (account)',
    source: clickToRun,
    form: 'account',
    value: 'ProductReleaseIds',
    keys: ['HKLM\\SOFTWARE\\Microsoft\\Office\\ClickToRun\\Configuration'],
    names: officeReleases,
  },
];

const sqlServer = 'HKLM\\SOFTWARE\\Microsoft\\Microsoft SQL Server';

const sqlServers: readonly BuiltInProduct[] = [
  {
    id: 'sql-server-7.0',
    product: 'Microsoft SQL Server 7.0',
    source: sources.keyfinder,
    form: 'serial',
    value: 'CD_KEY',
    keys: [`${sqlServer}\\70\\Registration`],
  },
  {
    id: 'sql-server-2000',
    product: 'Microsoft SQL Server 2000',
    source: sources.openAudit,
    form: 'text',
    value: 'CD_KEY',
    keys: [`${sqlServer}\\80\\Registration`],
  },
  {
    // The value's name ends in a number that differs with the edition.
    id: 'sql-server-2005',
    product: 'Microsoft SQL Server 2005',
    source: `${dbatools}; ${sources.openAudit}`,
    form: 'digital-product-id',
    value: 'DigitalProductID*',
    keys: [`${sqlServer}\\90\\ProductID`, `${sqlServer}\\MSSQL.*\\ProductID`],
  },
  {
    id: 'sql-server-2008',
    product: 'Microsoft SQL Server 2008',
    source: dbatools,
    form: 'digital-product-id',
    value: 'DigitalProductID',
    keys: [`${sqlServer}\\100\\Tools\\Setup`, `${sqlServer}\\MSSQL10*\\Setup`],
  },
  ...(
    [
      ['2012', 11],
      ['2014', 12],
      ['2016', 13],
      ['2017', 14],
      ['2019', 15],
      ['2022', 16],
    ] as const
  ).map(([year, version]) => laterSqlServer(year, version)),
];

function laterSqlServer(year: string, version: number): BuiltInProduct {
  const places = [`${version}0\\Tools`, `MSSQL${version}.*`];
  return {
    id: `sql-server-${year}`,
    product: `Microsoft SQL Server ${year}`,
    source: dbatools,
    form: 'key-bytes',
    value: 'DigitalProductID',
    keys: places.flatMap((place) => [
      `${sqlServer}\\${place}\\Setup`,
      `${sqlServer}\\${place}\\ClientSetup`,
    ]),
  };
}

/** Up to 2010 the key may stand in the key of the version itself, or in one below it. */
const visualStudios: readonly BuiltInProduct[] = (
  [
    ['2005', '8.0', true],
    ['2008', '9.0', true],
    ['2010', '10.0', true],
    ['2012', '11.0', false],
    ['2013', '12.0', false],
    ['2015', '14.0', false],
  ] as const
).map(([year, version, isAlsoAbove]) => {
  const registration = `HKLM\\SOFTWARE\\Microsoft\\VisualStudio\\${version}\\Registration`;
  return {
    id: `visual-studio-${year}`,
    product: `Microsoft Visual Studio ${year}`,
    source: visualStudio,
    form: 'text',
    value: 'PIDKEY',
    keys: [...(isAlsoAbove ? [registration] : []), `${registration}\\*`],
  };
});

export const microsoftProducts: readonly BuiltInProduct[] = [
  ...offices,
  ...sqlServers,
  {
    id: 'exchange-server',
    product: 'Microsoft Exchange Server',
    source: sources.keyfinder,
    form: 'digital-product-id',
    value: 'DigitalProductID',
    keys: ['HKLM\\SOFTWARE\\Microsoft\\Exchange\\Setup'],
  },
  ...visualStudios,
];
