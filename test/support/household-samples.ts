// PCs and licences for tests of the vault. Every product key is one that Microsoft publishes; that they
// are generic is left out where a test needs a key that belongs to one PC.
import type { TypedFacts } from '../../src/windows/typed-licence.js';
import type { Licence, Snapshot } from '../../src/record/schema.js';
import { sixKeyContent } from './sample-content.js';

/** A licence as a collector finds it on a PC. */
export function foundLicence(productKey: string, changes: Partial<Licence> = {}): Licence {
  const [sample] = sixKeyContent.licences;
  if (sample === undefined) throw new Error('the sample has licences');
  const lastFive = productKey.slice(-5);
  return { ...sample, productKey, lastFive, cautions: [], ...changes };
}

/** Published keys, standing for keys of their own. */
export const productKeys = {
  ownWindows: 'W269N-WFGWX-YVC9B-4J6C9-T83GX',
  ownOffice: 'FJ82H-XT6CR-J8D7P-XQJJ2-GPDD4',
  other: 'MH37W-N47XK-V7XM9-C7227-GCQG9',
  genericPro: 'VK7JG-NPHTM-C97JM-9MPGT-3V66T',
  more: [
    'NRG8B-VKK3Q-CXVCJ-9G2XF-6Q84J',
    '9FNHH-K3HBT-3W4TD-6383H-6XYWF',
    '6TP4R-GNPTD-KYYHQ-7B7DP-J447Y',
    'YVWGF-BXNMC-HTQYQ-CPQ99-66QFC',
    'NW6C2-QMPVW-D7KKK-3GKT6-VCFB2',
    '2WH4N-8QGBV-H22JP-CT43Q-MDWWJ',
    'NPPR9-FWDCX-D2C8J-H872K-2YT43',
    'DPH2V-TTNVB-4X9Q3-TJR4H-KHJW4',
  ],
} as const;

/** The key that Setup fills in when there is no other. */
export const genericLicence = foundLicence(productKeys.genericPro, { cautions: ['generic'] });

/** Anna's PC, with a Windows key of its own. */
export function annasPc(licences = [foundLicence(productKeys.ownWindows)]): Snapshot {
  const { tag: _tag, ...machine } = sixKeyContent.machine;
  return { machine, os: sixKeyContent.os, activation: null, licences };
}

/** Another PC of the household, of which nothing is the same. */
export function bensPc(licences = [foundLicence(productKeys.other)]): Snapshot {
  return {
    machine: {
      name: 'BEN-PC',
      manufacturer: 'DELL',
      model: 'XPS',
      serial: 'BEN1234',
      uuid: '11111111-2222-4333-8444-555555555555',
    },
    os: {
      ...sixKeyContent.os,
      machineGuid: 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee',
      productId: '00330-50000-00000-AAOEM',
      installedAt: '2020-01-01T00:00:00Z',
    },
    activation: null,
    licences,
  };
}

/** The whole keys of some licences, sorted. */
export function keysOf(licences: readonly Licence[]): string[] {
  return licences.flatMap((licence) => licence.productKey ?? []).sort();
}

/** What an owner said of a typed key: nothing. */
export const nothingSaid: TypedFacts = {
  product: null,
  channel: null,
  seller: null,
  orderNumber: null,
  purchasedOn: null,
  note: null,
};
