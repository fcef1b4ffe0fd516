// What kind of licence the owner has, as far as that decides what it is worth and what to do with it:
// from the channel, the cautions and what is left of the key. The words are in worth.ts and advice.ts.
import { familyOf } from '../record/product-family.js';
import type { Licence, OperatingSystem } from '../record/schema.js';
import { type Caution, hasCaution, isSoldAs } from '../record/vocabulary.js';
import { windowsVersion } from './windows-version.js';

/** Every kind. */
export const licenceKinds = [
  /** Of a Microsoft account, or of an organisation's: there is no key. */
  'account',
  'account-of-organisation',
  'kms-client',
  /** The default key of the edition that is installed, or of one of which no PC is known. */
  'default-key',
  /** A default key that the Windows of its PC does not run with. */
  'leftover-key',
  /** The public key of another product, or of a Windows that has no digital licences. */
  'public-key',
  'evaluation',
  /** A whole key whose check fails: it is not the one on the sticker. */
  'misread',
  'volume',
  'firmware',
  'makers-key',
  'erased',
  'not-found',
  'partial',
  /** Office of which the end of the key is known: Office 2013 and later keep no more. */
  'office-partial',
  'office',
  'sticker',
  'oem',
  'upgrade',
  'retail',
  /** Of a program that is neither Windows nor Office. */
  'serial',
  'unknown',
] as const;

export type LicenceKind = (typeof licenceKinds)[number];

type Test = (licence: Licence) => boolean;

const has =
  (caution: Caution): Test =>
  (licence) =>
    hasCaution(licence, caution);
const soldAs =
  (channel: Parameters<typeof isSoldAs>[1]): Test =>
  (licence) =>
    isSoldAs(licence, channel);

/** In this order: the first that applies. */
const rules: readonly (readonly [LicenceKind, Test])[] = [
  ['account-of-organisation', (licence) => has('account')(licence) && soldAs('Volume')(licence)],
  ['account', has('account')],
  ['kms-client', soldAs('Volume:GVLK')],
  ['leftover-key', (licence) => isDefaultKey(licence) && isOfAnother(licence)],
  ['default-key', isDefaultKey],
  ['public-key', has('generic')],
  ['evaluation', soldAs('Retail:TB:Eval')],
  ['misread', ({ productKey, checks }) => productKey !== null && checks.typo === 'failed'],
  // Of these an erased key is worth as much as a whole one: nobody types it.
  ['volume', soldAs('Volume')],
  ['firmware', soldAs('OEM:DM')],
  ['makers-key', soldAs('OEM:SLP')],
  ['erased', has('erased')],
  ['not-found', ({ productKey, lastFive }) => productKey === null && lastFive === null],
  ['office-partial', (licence) => licence.productKey === null && isOffice(licence)],
  ['partial', ({ productKey }) => productKey === null],
  ['office', isOffice],
  ['sticker', soldAs('OEM:')],
  ['oem', soldAs('OEM')],
  ['upgrade', soldAs('Upgrade')],
  ['retail', soldAs('Retail')],
  ['serial', (licence) => familyOf(licence) === 'other'],
];

/** What of a PC's Windows decides the kind of a licence. */
export type OfWindows = Pick<OperatingSystem, 'productName'>;

/** The kind of a licence, on a PC with this Windows. */
export function licenceKind(licence: Licence, os: OfWindows): LicenceKind {
  const kind = rules.find(([, applies]) => applies(licence))?.[0] ?? 'unknown';
  // Its name may not tell that the key is of an older Windows, and then no digital licence is behind it.
  return kind === 'default-key' && !mayBeDigital(os.productName) ? 'public-key' : kind;
}

/** Digital licences came with Windows 10: the public key of an older one has none behind it. */
function isDefaultKey(licence: Licence): boolean {
  const isOfWindows = has('generic')(licence) && familyOf(licence) === 'windows';
  return isOfWindows && mayBeDigital(licence.product);
}

function mayBeDigital(product: string): boolean {
  const version = windowsVersion(product);
  return version === null || version === '10-11';
}

function isOfAnother(licence: Licence): boolean {
  return has('not-installed')(licence) || has('edition-mismatch')(licence);
}

function isOffice(licence: Licence): boolean {
  return familyOf(licence) === 'office';
}
