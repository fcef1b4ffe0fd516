// The words that a record uses for what this program knows of a licence: cautions, cross-checks and
// channels, each a closed list with its meaning. A record of a later version may hold others: they are
// read as text and kept. docs/worth.md has the same words, by test.
import type { Checks, Licence } from './schema.js';

/** What to beware of, in the few words that the screen says. */
export const cautions = {
  generic: 'default key, the same on every PC',
  erased: 'erased from this PC',
  'not-found': 'its key is not in the export',
  partial: 'only the end is known',
  'not-installed': 'not the key that this Windows runs with',
  account: 'belongs to an account: there is no key',
  unchecked: 'could not be checked',
  'edition-mismatch': 'of another edition than the one installed',
  'same-on-other-pc': 'also on another of your PCs',
} as const;

/** A label of a licence; it never hides one. */
export type Caution = keyof typeof cautions;

/** What a key is compared with. */
export const checks: Readonly<Record<CheckName, string>> = {
  typo: 'the check inside the key',
  integrity: 'the checksum beside the key',
  group: 'the group of products',
  productId: 'the product id',
  lastFive: 'the last five characters that Windows reports',
};

/** The name of a cross-check. */
type CheckName = 'typo' | 'integrity' | 'group' | 'productId' | 'lastFive';

/** No check could be made. */
export const notChecked: Readonly<Checks> = {
  typo: 'not-possible',
  integrity: 'not-possible',
  group: 'not-possible',
  productId: 'not-possible',
  lastFive: 'not-possible',
};

/**
 * Channels that the program names or tells apart, by how the licence was sold. Windows knows more of them:
 * a record holds whatever word its source has.
 */
export const channels = {
  Retail: 'bought by itself',
  Upgrade: 'bought for a PC that had an earlier Windows',
  OEM: 'sold with the PC; older Windows do not say how',
  'OEM:DM': 'sold with the PC, in its firmware',
  'OEM:COA': 'sold with the PC, on its sticker',
  'OEM:NONSLP': "sold with the PC, on its sticker; Windows' older word for it",
  'OEM:SLP': 'one key of the maker for all its PCs',
  Volume: 'of an organisation; the source does not say which kind',
  'Volume:MAK': 'of an organisation, for a number of activations',
  'Volume:GVLK': "public: the PC asks the organisation's own KMS host",
  'Retail:TB:Eval': 'a trial that ends by itself',
} as const;

/** How a licence was sold, in Microsoft's words. */
export type Channel = keyof typeof channels;

/** Whether a licence carries the caution. */
export function hasCaution(licence: Pick<Licence, 'cautions'>, caution: Caution): boolean {
  return licence.cautions.includes(caution);
}

/** Whether it was sold through the channel, or one below it: `Volume:MAK` is of `Volume`. */
export function isSoldAs({ channel }: Pick<Licence, 'channel'>, wanted: Channel | 'OEM:'): boolean {
  return (channel ?? '').toLowerCase().startsWith(wanted.toLowerCase());
}
