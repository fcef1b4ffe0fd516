// What a licence is worth, in one sentence for someone who does not program: whose it is, whether it
// moves to another PC, and what to do with it. docs/worth.md names Microsoft's page for each.
import type { Licence } from '../record/schema.js';
import { type LicenceKind, type OfWindows, licenceKind } from './licence-kind.js';
import { type OldWindows, oldWindows } from './windows-version.js';

const sentences: Readonly<Record<LicenceKind, string>> = {
  account:
    'A licence of a Microsoft account: it has no key, goes to whatever PC you install it on with that account, and comes back from account.microsoft.com',
  'account-of-organisation':
    "An organisation's licence: it has no key, stays with the organisation, and is installed again by whoever looks after its PCs",
  'kms-client':
    "A public key for an organisation's PCs: it is nobody's own, activates no PC elsewhere, and the organisation has to activate this one again",
  'default-key':
    "A default key, the same on every PC with this edition: it is nobody's own and activates no other PC; the licence behind it is a digital one, which comes back by itself on the same hardware",
  'leftover-key':
    "A default key that this Windows does not run with: it is nobody's own, activates no PC, and needs nothing done",
  'public-key':
    "A public key, the same on every PC: it is nobody's own and activates no other PC, so look for yours in your account, on the box or in the order",
  evaluation:
    "A trial that ends by itself: it is nobody's to keep, moves to no other PC, and needs nothing done",
  misread:
    'The check inside this key fails: it was mistyped or misread and activates nothing as it stands, and whether the right one may move to another PC depends on how it was bought, so read it again from the original',
  volume:
    "An organisation's key whose activations are counted: it is not yours to move to another PC, so ask the organisation before you use it again",
  firmware:
    "The PC's own key, which sits in its firmware: it stays with this PC, and Setup takes it by itself, without asking",
  'makers-key':
    "The maker's shared key, the same on all its PCs: it moves to no other PC, and the one to type is the key on the PC's sticker",
  erased:
    'The key was erased from this PC: whether it may move to another depends on how it was bought, so look for it on the sticker, the box or the order',
  'not-found':
    'Only the product is known, not its key: whether it may move to another PC depends on how it was bought, so look for it in your account, on the sticker, the box or the order',
  partial:
    'Only the last five characters are on the PC: whether it may move to another depends on how it was bought, so find the whole key by them in your account, on the box or in the order',
  'office-partial':
    'Office keeps only the last five characters of its key: one that was sold with a PC stays with that PC, any other may move, and it comes back with the account that it was set up with, or by the whole key',
  office:
    'A key of Office, yours if you bought it: one that was sold with a PC stays with that PC, any other may move, and Office asks for it when you install it',
  sticker:
    'Sold with this PC, and printed on its sticker: it stays with this PC, and you type it when Setup asks',
  oem: 'Sold with this PC: it stays with this PC, and you type it when Setup asks, or the one on its sticker if that is another',
  upgrade:
    'Yours, and it may move to another PC, but only together with the earlier Windows that it upgraded: keep the key of that too, and type this one when Setup asks',
  retail:
    'Bought by itself: it is yours, may move to another PC once this one no longer uses it, and you type it when Setup asks',
  serial:
    'The serial of a program, yours if you bought it: whether it may move to another PC is up to its maker, and the program asks for it when you install it',
  unknown:
    'How it was sold is not recorded, so it may or may not move to another PC: keep it, and type it when Setup asks',
};

/** Kinds whose key somebody would try with a newer Windows. */
const typedInSetup: readonly LicenceKind[] = [
  'volume',
  'sticker',
  'oem',
  'upgrade',
  'retail',
  'unknown',
];

const ofOldWindows: Readonly<Record<OldWindows, string>> = {
  never: '; it does not activate Windows 10 or 11',
  'no-longer': '; it no longer activates Windows 10 or 11',
};

/** The sentence, for a licence of a PC with this Windows. */
export function worthOf(licence: Licence, os: OfWindows): string {
  const kind = licenceKind(licence, os);
  const old = typedInSetup.includes(kind) ? oldWindows(licence.product) : null;
  return `${sentences[kind]}${old === null ? '' : ofOldWindows[old]}.`;
}
