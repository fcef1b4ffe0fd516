// The public product keys of Windows and Office: the same on every PC, so they prove no licence. One in these
// lists is labelled, never hidden. KMS client keys are in files of their own; the keys that Setup installs by
// default are from WindowsEdition.json of cschneegans/unattend-generator and ShowKeyPlus' lists. The keys of
// Office's grace periods are not published: the licensing service tells of them by name (office-name.ts).
import type { ProductFamily } from '../record/product-family.js';
import { type KeyRow, kmsClientKeys } from './kms-client-keys.js';
import { officeKmsClientKeys } from './office-kms-client-keys.js';
import { type KeyFields, keyFields } from './pkey2009.js';

/** Why a public key is on many PCs. */
type GenericKind =
  /** For volume licences: the PC asks the organisation's own KMS host. Channel `Volume:GVLK`. */
  | 'kms-client'
  /** Put in by Setup until another key or a digital licence takes over. */
  | 'default-install';

/** One public key. */
export interface GenericKey {
  readonly productKey: string;
  readonly kind: GenericKind;
  readonly family: ProductFamily;
  readonly product: string;
  /** Microsoft's name of the edition of Windows; null for Office. */
  readonly edition: string | null;
}

const defaultInstallKeys: readonly KeyRow[] = [
  ['YTMG3-N6DKC-DKB77-7M9GH-8HVX7', 'Core', 'Windows 10/11 Home'],
  ['4CPRK-NM3K3-X6XXQ-RXX86-WXCHW', 'CoreN', 'Windows 10/11 Home N'],
  ['BT79Q-G7N6G-PGBYW-4YWX6-6F4BT', 'CoreSingleLanguage', 'Windows 10/11 Home Single Language'],
  ['N2434-X9D7W-8PF6X-8DV9T-8TYMD', 'CoreCountrySpecific', 'Windows 10/11 Home China'],
  ['VK7JG-NPHTM-C97JM-9MPGT-3V66T', 'Professional', 'Windows 10/11 Pro'],
  ['2B87N-8KFHP-DKV6R-Y2C8J-PKCKT', 'ProfessionalN', 'Windows 10/11 Pro N'],
  ['8PTT6-RNW4C-6V7J2-C2D3X-MHBPB', 'ProfessionalEducation', 'Windows 10/11 Pro Education'],
  ['GJTYN-HDMQY-FRR76-HVGC7-QPF8P', 'ProfessionalEducationN', 'Windows 10/11 Pro Education N'],
  ['YNMGQ-8RYV3-4PGQ3-C8XTP-7CFBY', 'Education', 'Windows 10/11 Education'],
  ['84NGF-MHBT6-FXBX8-QWJK7-DRR8H', 'EducationN', 'Windows 10/11 Education N'],
  [
    'DXG7C-N36C4-C4HTG-X4T3X-2YV77',
    'ProfessionalWorkstation',
    'Windows 10/11 Pro for Workstations',
  ],
  [
    'WYPNQ-8C467-V2W6J-TX4WX-WT2RQ',
    'ProfessionalWorkstationN',
    'Windows 10/11 Pro N for Workstations',
  ],
  ['XGVPP-NMH47-7TTHJ-W3FW7-8HV2C', 'Enterprise', 'Windows 10/11 Enterprise'],
  ['WGGHN-J84D6-QYCPR-T7PJ7-X766F', 'EnterpriseN', 'Windows 10/11 Enterprise N'],
];

/** Every public key that is listed. */
export const genericKeys: readonly GenericKey[] = [
  ...kmsClientKeys.map((row) => ofWindows(row, 'kms-client')),
  ...defaultInstallKeys.map((row) => ofWindows(row, 'default-install')),
  ...officeKmsClientKeys.map(([productKey, product]) => {
    return { productKey, kind: 'kms-client', family: 'office', product, edition: null } as const;
  }),
];

const byKey = new Map(genericKeys.map((key) => [key.productKey, key]));
const byEnd = new Map(genericKeys.map((key) => [key.productKey.slice(-5), key]));
/** No group of keys is of two products: a key of the same group as a listed one is of the same family. */
const familyByGroup = new Map(
  genericKeys.flatMap(({ productKey, family }) => {
    const fields = keyFields(productKey);
    return fields === null ? [] : [[fields.group, family] as const];
  }),
);

/** The serials of a group that Setup and documentation use. */
const lastPublicSerial = 1;

/** The public key that this is, or null when it is in no list. */
export function genericKey(productKey: string): GenericKey | null {
  const listed = byKey.get(productKey);
  if (listed !== undefined) return listed;
  const fields = soundFields(productKey);
  return fields !== null && isUpgradeKey(fields, productKey.slice(-5))
    ? ofWindows([productKey, 'Professional', 'Windows 10/11 Pro'], 'default-install')
    : null;
}

/**
 * The public key that ends so. An end alone is no proof, but one key in fifty thousand has the end of a
 * listed one by chance.
 * @param family of what product the end is; null, which is any, where that is not known.
 */
export function genericKeyByEnd(lastFive: string, family: ProductFamily | null): GenericKey | null {
  const listed = byEnd.get(lastFive);
  return listed !== undefined && (family === null || listed.family === family) ? listed : null;
}

/** Whether a key is the same on many PCs: it is listed, or says so of itself by its serial. */
export function isPublicKey(productKey: string): boolean {
  const fields = soundFields(productKey);
  return genericKey(productKey) !== null || (fields !== null && isPublicSerial(fields));
}

/** Whether the number of a key in its group is one that was given to many. */
export function isPublicSerial({ serial }: Pick<KeyFields, 'serial'>): boolean {
  return serial <= lastPublicSerial;
}

/** What the key itself says that it is of; null where neither it nor its group is known. */
export function familyOfKey(productKey: string): ProductFamily | null {
  const fields = soundFields(productKey);
  const ofGroup = fields === null ? null : (familyByGroup.get(fields.group) ?? null);
  return genericKey(productKey)?.family ?? ofGroup;
}

/** A key that fails its own check says nothing of itself. */
function soundFields(productKey: string): KeyFields | null {
  const fields = keyFields(productKey);
  return fields?.checksumFits === true ? fields : null;
}

/**
 * Whether these are the fields and the end of the key that Setup leaves where a volume licence was
 * upgraded to Windows 10. It is on every such PC, but Microsoft does not publish it: so it is told by
 * what it says of itself, and does not stand here. Source: ShowKeyPlus, issue 4.
 */
export function isUpgradeKey(fields: KeyFields, lastFive: string): boolean {
  const { group, serial, checksumFits } = fields;
  return checksumFits && group === 3312 && serial === 2_000_000 && lastFive === '6MT6Y';
}

function ofWindows([productKey, edition, product]: KeyRow, kind: GenericKind): GenericKey {
  return { productKey, kind, family: 'windows', product, edition };
}
