// What kind of licence the owner has, as far as that decides what it is worth and what to do with it:
// from the channel, the cautions and what is left of the key. The words are in worth.ts and advice.ts.
import { familyOf } from '../record/product-family.js';
import type { Licence } from '../record/schema.js';
import { type Caution, hasCaution, isSoldAs } from '../record/vocabulary.js';

export type LicenceKind =
  /** Of a Microsoft account, or of an organisation's: there is no key. */
  | 'account'
  | 'account-of-organisation'
  | 'kms-client'
  /** The default key of a Windows edition, or another product's public key. */
  | 'default-key'
  | 'public-key'
  | 'evaluation'
  | 'volume'
  | 'firmware'
  | 'makers-key'
  | 'erased'
  | 'not-found'
  | 'partial'
  | 'office'
  | 'sticker'
  | 'oem'
  | 'upgrade'
  | 'retail'
  /** Of a program that is neither Windows nor Office. */
  | 'serial'
  | 'unknown';

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
  ['default-key', (licence) => has('generic')(licence) && isWindows(licence)],
  ['public-key', has('generic')],
  ['evaluation', soldAs('Retail:TB:Eval')],
  // Of these an erased key is worth as much as a whole one: nobody types it.
  ['volume', soldAs('Volume')],
  ['firmware', soldAs('OEM:DM')],
  ['makers-key', soldAs('OEM:SLP')],
  ['erased', has('erased')],
  ['not-found', ({ productKey, lastFive }) => productKey === null && lastFive === null],
  ['partial', ({ productKey }) => productKey === null],
  ['office', isOffice],
  ['sticker', soldAs('OEM:')],
  ['oem', soldAs('OEM')],
  ['upgrade', soldAs('Upgrade')],
  ['retail', soldAs('Retail')],
  ['serial', (licence) => familyOf(licence) === 'other'],
];

/** The kind of a licence. */
export function licenceKind(licence: Licence): LicenceKind {
  return rules.find(([, applies]) => applies(licence))?.[0] ?? 'unknown';
}

/** How a Windows of before 10 stands to Windows 10 and 11. */
export type OldWindows =
  /** XP and Vista: its keys never activated them. */
  | 'never'
  /** 7, 8 and 8.1: its keys did until September 2023. */
  | 'no-longer';

/** Null for Windows 10 and later, and for another product. */
export function oldWindows(product: string): OldWindows | null {
  if (/Windows (?:XP|Vista)\b/i.test(product)) return 'never';
  return /Windows (?:7|8|8\.1)(?!\.?\d)/i.test(product) ? 'no-longer' : null;
}

function isWindows(licence: Licence): boolean {
  return familyOf(licence) === 'windows';
}

function isOffice(licence: Licence): boolean {
  return familyOf(licence) === 'office';
}
