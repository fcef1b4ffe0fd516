// Record contents for tests and vectors. Every product key in them is one that Microsoft publishes for
// everybody; no PC and no person stands behind them.
import { newLicence } from '../../src/record/new-licence.js';
import { productRef } from '../../src/record/product-ref.js';
import type { Licence, RecordContent } from '../../src/record/schema.js';
import { type Caution, notChecked } from '../../src/record/vocabulary.js';

/** The shortest content that is of use: a PC about which nothing is known but its Windows. */
export const smallContent: RecordContent = {
  schema: 1,
  tool: { name: 'product-key-vault', version: '0.1.0' },
  machine: {
    tag: '1f2e3d4c5b6a7988',
    name: 'DESKTOP',
    manufacturer: null,
    model: null,
    serial: null,
    uuid: null,
  },
  os: {
    productName: 'Windows 11 Pro',
    edition: null,
    build: null,
    version: null,
    installedAt: null,
    registeredOwner: null,
    machineGuid: null,
    productId: null,
  },
  activation: null,
  licences: [],
  sequence: 1,
  previous: null,
  takenAt: '2026-11-21T19:55:01Z',
};

const windowsKey = String.raw`HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion`;
const setupKey = String.raw`HKLM\SYSTEM\Setup`;

/** A PC with six keys, as a collector may describe it: the content of the fixture of 1,826 bytes. */
export const sixKeyContent: RecordContent = {
  ...smallContent,
  machine: {
    tag: '1f2e3d4c5b6a7988',
    name: 'DESKTOP-7K2M9QX',
    manufacturer: 'LENOVO',
    model: '20XW0026GE',
    serial: 'PF2ABCDE',
    uuid: '4c4c4544-0037-4b10-8032-b7c04f4d3258',
  },
  os: {
    productName: 'Windows 11 Pro',
    edition: 'Professional',
    build: '26100.2314',
    version: '24H2',
    installedAt: '2024-10-12T08:31:44Z',
    registeredOwner: 'Home',
    machineGuid: '7d1f7c0e-9c55-4b6e-8a44-1f0d4cf0b7a1',
    productId: '00330-80000-00000-AA535',
  },
  activation: {
    status: 'licensed',
    channel: 'Retail',
    description: 'Windows(R) Operating System, RETAIL channel',
    lastFive: '3V66T',
  },
  licences: [
    licence('Windows 11 Pro', 'VK7JG-NPHTM-C97JM-9MPGT-3V66T', {
      edition: 'Professional',
      channel: 'Retail',
      partNumber: '[TH]X19-98841',
      productId: '00330-80000-00000-AA535',
      places: [`${windowsKey}\\DigitalProductId4`, `${windowsKey}\\DigitalProductId`],
      cautions: ['generic'],
    }),
    licence('Windows 10/11 Pro', 'W269N-WFGWX-YVC9B-4J6C9-T83GX', {
      edition: 'Professional',
      channel: 'Volume:GVLK',
      places: [`${windowsKey}\\SoftwareProtectionPlatform\\BackupProductKeyDefault`],
      cautions: ['generic'],
    }),
    licence('Windows 10 Home', 'YTMG3-N6DKC-DKB77-7M9GH-8HVX7', {
      edition: 'Core',
      channel: 'OEM:DM',
      places: ['MSDM'],
      cautions: ['edition-mismatch', 'generic'],
    }),
    licence('Windows 8.1 Pro', 'GCRJD-8NW9H-F2CDX-CCM8D-9D6T9', {
      edition: 'Professional',
      channel: 'Volume:GVLK',
      places: [`${setupKey}\\Source OS (Updated on 7/30/2015 19:14:28)\\DigitalProductId`],
      cautions: ['generic'],
    }),
    licence('Windows 7 Professional', 'FJ82H-XT6CR-J8D7P-XQJJ2-GPDD4', {
      edition: 'Professional',
      channel: 'Volume:GVLK',
      places: [`${setupKey}\\Source OS (Updated on 3/2/2013 10:02:51)\\DigitalProductId`],
      cautions: ['generic', 'unchecked'],
    }),
    licence('Windows Server 2022 Standard', 'VDYBN-27WPP-V4HQT-9VMD4-VMK7H', {
      edition: 'ServerStandard',
      channel: 'Volume:GVLK',
      places: [`D:\\Windows\\Panther\\unattend.xml`],
      cautions: ['generic'],
    }),
  ],
  sequence: 7,
  previous: '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
};

interface LicenceFacts {
  readonly edition: string;
  readonly channel: string;
  readonly partNumber?: string;
  readonly productId?: string;
  readonly places: readonly string[];
  readonly cautions: readonly Caution[];
}

function licence(product: string, productKey: string, facts: LicenceFacts): Licence {
  const checked = productKey.includes('N') ? 'passed' : 'not-possible';
  return newLicence({
    product,
    productRef: productRef('windows', facts.edition),
    edition: facts.edition,
    channel: facts.channel,
    productKey,
    partNumber: facts.partNumber ?? null,
    productId: facts.productId ?? null,
    places: facts.places.map((location) => ({
      collector: 'windows',
      location,
      foundAt: smallContent.takenAt,
    })),
    checks: { ...notChecked, typo: checked, integrity: 'passed', group: checked },
    cautions: facts.cautions,
  });
}
