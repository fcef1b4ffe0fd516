// The programs whose keys this program knows to find, as data: an entry is added here and nowhere else.
// Each names where it is written that the key is there. Serials that a program scrambles (most of
// Adobe's) are left out: what stands in the registry is not what the owner was given.
import type { Product } from './product.js';

const office = 'Keyfinder and other key readers; checked on public samples';
const clickToRun =
  'Microsoft Learn, "Product IDs supported by the Office deployment tool for Click-to-Run"';
const sqlServer = 'dbatools, Get-DbaProductKey (github.com/dataplat/dbatools)';
const keyfinder =
  'Enchanted Keyfinder, keyfinder.cfg of 28 February 2011 (github.com/samrocketman/ekeyfinder)';
const visualStudio = `${keyfinder}; later versions as key readers on GitHub have them`;

const microsoft: readonly Product[] = [
  {
    product: 'Microsoft Office 2003',
    source: office,
    form: 'digital-product-id',
    value: 'DigitalProductID',
    keys: ['HKLM\\SOFTWARE\\Microsoft\\Office\\11.0\\Registration\\*'],
  },
  {
    product: 'Microsoft Office 2007',
    source: office,
    form: 'digital-product-id',
    value: 'DigitalProductID',
    keys: ['HKLM\\SOFTWARE\\Microsoft\\Office\\12.0\\Registration\\*'],
  },
  {
    product: 'Microsoft Office 2010',
    source: office,
    form: 'digital-product-id4',
    value: 'DigitalProductID',
    keys: ['HKLM\\SOFTWARE\\Microsoft\\Office\\14.0\\Registration\\*'],
  },
  {
    product: 'Microsoft Office (account)',
    source: clickToRun,
    form: 'account',
    value: 'ProductReleaseIds',
    keys: ['HKLM\\SOFTWARE\\Microsoft\\Office\\ClickToRun\\Configuration'],
    names: {
      O365HomePremRetail: 'Microsoft 365 Family or Personal',
      O365ProPlusRetail: 'Microsoft 365 Apps for enterprise',
      O365BusinessRetail: 'Microsoft 365 Apps for business',
      HomeBusinessRetail: 'Microsoft Office Home & Business',
      HomeBusiness2019Retail: 'Microsoft Office Home & Business 2019',
      HomeStudent2019Retail: 'Microsoft Office Home & Student 2019',
      HomeBusiness2021Retail: 'Microsoft Office Home & Business 2021',
      HomeStudent2021Retail: 'Microsoft Office Home & Student 2021',
    },
  },
  {
    product: 'Microsoft SQL Server 2008',
    source: sqlServer,
    form: 'digital-product-id',
    value: 'DigitalProductID',
    keys: [
      'HKLM\\SOFTWARE\\Microsoft\\Microsoft SQL Server\\100\\Tools\\Setup',
      'HKLM\\SOFTWARE\\Microsoft\\Microsoft SQL Server\\MSSQL10*\\Setup',
    ],
  },
  {
    product: 'Microsoft SQL Server 2012',
    source: sqlServer,
    form: 'key-bytes',
    value: 'DigitalProductID',
    keys: [
      'HKLM\\SOFTWARE\\Microsoft\\Microsoft SQL Server\\110\\Tools\\Setup',
      'HKLM\\SOFTWARE\\Microsoft\\Microsoft SQL Server\\110\\Tools\\ClientSetup',
    ],
  },
  {
    product: 'Microsoft SQL Server 2014',
    source: sqlServer,
    form: 'key-bytes',
    value: 'DigitalProductID',
    keys: [
      'HKLM\\SOFTWARE\\Microsoft\\Microsoft SQL Server\\120\\Tools\\Setup',
      'HKLM\\SOFTWARE\\Microsoft\\Microsoft SQL Server\\120\\Tools\\ClientSetup',
    ],
  },
  {
    product: 'Microsoft SQL Server 2016',
    source: sqlServer,
    form: 'key-bytes',
    value: 'DigitalProductID',
    keys: [
      'HKLM\\SOFTWARE\\Microsoft\\Microsoft SQL Server\\130\\Tools\\Setup',
      'HKLM\\SOFTWARE\\Microsoft\\Microsoft SQL Server\\130\\Tools\\ClientSetup',
    ],
  },
  {
    product: 'Microsoft Exchange Server',
    source: keyfinder,
    form: 'digital-product-id',
    value: 'DigitalProductID',
    keys: ['HKLM\\SOFTWARE\\Microsoft\\Exchange\\Setup'],
  },
  {
    product: 'Microsoft Visual Studio 2005',
    source: visualStudio,
    form: 'text',
    value: 'PIDKEY',
    keys: ['HKLM\\SOFTWARE\\Microsoft\\VisualStudio\\8.0\\Registration'],
  },
  {
    product: 'Microsoft Visual Studio 2008',
    source: visualStudio,
    form: 'text',
    value: 'PIDKEY',
    keys: ['HKLM\\SOFTWARE\\Microsoft\\VisualStudio\\9.0\\Registration'],
  },
  {
    product: 'Microsoft Visual Studio 2010',
    source: visualStudio,
    form: 'text',
    value: 'PIDKEY',
    keys: ['HKLM\\SOFTWARE\\Microsoft\\VisualStudio\\10.0\\Registration'],
  },
  {
    product: 'Microsoft Visual Studio 2013',
    source: visualStudio,
    form: 'text',
    value: 'PIDKEY',
    keys: ['HKLM\\SOFTWARE\\Microsoft\\VisualStudio\\12.0\\Registration\\*'],
  },
  {
    product: 'Microsoft Visual Studio 2015',
    source: visualStudio,
    form: 'text',
    value: 'PIDKEY',
    keys: ['HKLM\\SOFTWARE\\Microsoft\\VisualStudio\\14.0\\Registration\\*'],
  },
];

/** Programs that keep the serial as it was typed. */
const plain: readonly (readonly [product: string, key: string, value: string])[] = [
  ['Acronis True Image', 'Acronis\\TrueImage\\Registration', 'standard'],
  ['AutoCAD 2007', 'Autodesk\\AutoCAD\\R17.0\\ACAD-5001:409', 'SerialNumber'],
  ['AutoCAD 2008', 'Autodesk\\AutoCAD\\R17.1\\ACAD-6001:409', 'SerialNumber'],
  ['AutoCAD 2009', 'Autodesk\\AutoCAD\\R17.2\\ACAD-7001:409', 'SerialNumber'],
  ['AutoCAD 2010', 'Autodesk\\AutoCAD\\R18.0\\ACAD-8001:409', 'SerialNumber'],
  ['AutoCAD LT 2010', 'Autodesk\\AutoCAD LT\\R15\\ACADLT-8001:409', 'SerialNumber'],
  ['Camtasia Studio', 'TechSmith\\Camtasia Studio\\*', 'RegistrationKey'],
  ['Corel Paint Shop Pro Photo X2', 'Corel\\Paint Shop Pro\\12\\Installer', 'SerialNumber'],
  ['CorelDRAW Graphics Suite 12', 'Corel\\CorelDRAW\\12.0', 'Serial'],
  ['CorelDRAW Graphics Suite X3', 'Corel\\CorelDRAW\\13.0', 'Serial'],
  ['CorelDRAW Graphics Suite X4', 'Corel\\Setup\\CorelDRAW Graphics Suite 14', 'SerialNumber'],
  ['CyberLink PowerDVD 10', 'CyberLink\\PowerDVD10', 'CDKey'],
  ['Dragon NaturallySpeaking 10', 'ScanSoft\\NaturallySpeaking10\\Activation', 'SerialNumber'],
  ['Norton PartitionMagic 8', 'Symantec\\Norton PartitionMagic\\8.0\\UserInfo', 'SerialNumber'],
  ['O&O CleverCache 6', 'O&O\\O&O CleverCache\\6.0', 'SerialNo'],
  ['O&O DiskRecovery', 'O&O\\O&O DiskRecovery\\*', 'SerialNo'],
  ['SnagIt', 'TechSmith\\SnagIt\\*', 'RegistrationKey'],
  ['Sony Sound Forge', 'Sony Media Software\\Sound Forge\\*\\License', 'CurrentKey'],
  ['VMware Workstation', 'VMware, Inc.\\VMware Workstation\\License.ws.*', 'Serial'],
  ['VMware Server', 'VMware, Inc.\\VMware Server\\License.vs.*', 'Serial'],
  ['WinZip', 'Nico Mak Computing\\WinZip\\Winini', 'SN1'],
];

/** Every entry. */
export const builtInProducts: readonly Product[] = [
  ...microsoft,
  ...plain.map(([product, key, value]) => ({
    product,
    source: keyfinder,
    form: 'serial' as const,
    value,
    keys: [`HKLM\\SOFTWARE\\${key}`],
  })),
];
