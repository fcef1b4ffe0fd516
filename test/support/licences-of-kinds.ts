// A licence of each kind, and the PC that it is on, for tests of what is said of them. Every product key is
// one that Microsoft publishes.
import { newLicence } from '../../src/record/new-licence.js';
import type { Licence, Snapshot } from '../../src/record/schema.js';
import type { LicenceKind } from '../../src/report/licence-kind.js';
import { productKeys } from './household-samples.js';
import { smallContent } from './sample-content.js';

/** What is known of a licence, where it is not the Windows 11 Pro that most of these are. */
export type Changes = Partial<Licence>;

const key = productKeys.genericPro;
const found: Licence['places'] = [
  { collector: 'registry', location: 'HKLM', foundAt: '2026-01-01T00:00:00Z' },
];

/** A licence of Windows 11 Pro, with these differences. */
export function licenceOf(changes: Changes = {}): Licence {
  const windows = { product: 'Windows 11 Pro', edition: 'Professional', productKey: key };
  const made = newLicence({ ...windows, places: found });
  const { productKey = key } = changes;
  const lastFive = productKey === null ? null : productKey.slice(-5);
  const family = changes.product === undefined ? made.family : null;
  return { ...made, lastFive, family, ...changes };
}

/** A PC with a Windows of this name and these licences; nobody asked whether it is activated. */
export function pcOf(
  productName: string,
  licences: readonly Licence[],
  changes: Partial<Pick<Snapshot, 'activation'>> & { readonly edition?: string } = {},
): Snapshot {
  const { edition = null, activation = null } = changes;
  const os = { ...smallContent.os, productName, edition };
  const machine = { name: null, manufacturer: null, model: null, serial: null, uuid: null };
  return { machine, os, activation, licences: [...licences] };
}

/** What Windows reports of its activation. */
export function activationOf(
  status: string,
  channel: string | null = null,
): Snapshot['activation'] {
  return { status, channel, description: null, lastFive: null };
}

/** The key in the firmware of a PC that was sold with Home. */
export const homeInFirmware: Changes = {
  product: 'Windows 10/11 Home',
  edition: 'Core',
  productKey: productKeys.ownWindows,
  channel: 'OEM:DM',
  cautions: ['not-installed'],
  places: [{ collector: 'firmware', location: 'ACPI table MSDM', foundAt: '2026-01-01T00:00:00Z' }],
};

const none = { productKey: null, lastFive: null };
const office2010 = 'Microsoft Office Professional 2010';
const office2021 = 'Microsoft Office Home & Business 2021';

/** A licence of each kind; of some kinds several. */
export const samples: readonly (readonly [kind: LicenceKind, name: string, Changes])[] = [
  ['retail', 'Retail', { channel: 'Retail' }],
  ['firmware', 'OEM:DM', { channel: 'OEM:DM' }],
  ['firmware', 'OEM:DM, erased', { ...none, channel: 'OEM:DM', cautions: ['erased'] }],
  ['sticker', 'OEM:COA', { channel: 'OEM:COA' }],
  ['sticker', 'OEM:NONSLP', { channel: 'OEM:NONSLP' }],
  ['makers-key', 'OEM:SLP', { channel: 'OEM:SLP' }],
  ['oem', 'OEM', { channel: 'OEM' }],
  ['volume', 'Volume:MAK', { channel: 'Volume:MAK' }],
  ['volume', 'Volume:MAK, erased', { ...none, channel: 'Volume:MAK', cautions: ['erased'] }],
  ['kms-client', 'Volume:GVLK', { channel: 'Volume:GVLK', cautions: ['generic'] }],
  [
    'misread',
    'its check fails',
    {
      channel: 'Retail',
      checks: { ...newLicence({ product: '', places: found }).checks, typo: 'failed' },
    },
  ],
  ['upgrade', 'Upgrade', { channel: 'Upgrade' }],
  ['evaluation', 'Retail:TB:Eval', { channel: 'Retail:TB:Eval' }],
  ['default-key', 'a default key', { cautions: ['generic'] }],
  ['leftover-key', 'a default key left over', { cautions: ['generic', 'edition-mismatch'] }],
  ['public-key', 'a public key of Office', { product: office2010, cautions: ['generic'] }],
  ['account', 'an account', { ...none, product: 'Microsoft 365', cautions: ['account'] }],
  [
    'account-of-organisation',
    'an account of an organisation',
    { ...none, product: 'Microsoft 365', channel: 'Volume', cautions: ['account'] },
  ],
  ['erased', 'erased', { ...none, cautions: ['erased'] }],
  ['not-found', 'not in an export', { ...none, cautions: ['not-found'] }],
  ['partial', 'partial', { productKey: null, lastFive: '3V66T', cautions: ['partial'] }],
  [
    'office-partial',
    'Office, partial',
    { product: office2021, productKey: null, lastFive: '3V66T', cautions: ['partial'] },
  ],
  ['office', 'Office 2010', { product: office2010, channel: 'Retail' }],
  ['office', 'Office 2021', { product: office2021, channel: 'Retail' }],
  ['serial', 'a program', { product: 'Example Draw' }],
  ['unknown', 'unknown', {}],
];

/** The PC of a sample: one with Windows 11 Pro of which this is the only licence. */
export function pcOfSample(licence: Licence): Snapshot {
  return pcOf('Windows 11 Pro', [licence], { edition: 'Professional' });
}
