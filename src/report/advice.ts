// What to do with a licence after a reinstall, step by step, in the words of someone who does not
// program, for the PC that it is of: Setup takes a key in the firmware unasked, a server changes its
// edition by another command, Windows XP has none of them. Texts only: how they are shown is a front
// end's business. docs/worth.md names Microsoft's page for each.
import { familyOf } from '../record/product-family.js';
import type { Licence } from '../record/schema.js';
import { digitalSteps, firmwareSteps } from './digital-steps.js';
import { type Case, enterKey } from './enter-key.js';
import { type LicenceKind, licenceKind } from './licence-kind.js';
import { shownKey } from './licence-words.js';
import { officeSteps } from './office-steps.js';
import { type Pc, windowsReturn } from './windows-return.js';
import { worthOf } from './worth.js';

/** What to tell the owner of one licence. */
export interface Advice {
  /** One sentence: whose it is, whether it moves to another PC, what to do with it. */
  readonly worth: string;
  /** The same in detail, in order; none where nothing is to be done. */
  readonly steps: readonly string[];
}

/** How the steps are told. */
export interface AdviceOptions {
  /** Whether the licence's own key stands whole in the steps. */
  readonly reveal: boolean;
}

const askOrganisation = 'Ask the organisation that owns the PC to activate it.';
const nothingToType = 'Nothing to type: your Windows comes back by itself on the same hardware.';

const steps: Readonly<Record<LicenceKind, (of: Case) => readonly string[]>> = {
  account: () => [
    'Sign in at account.microsoft.com/services with the account that bought it.',
    'Install it from there: no key is asked for.',
  ],
  'account-of-organisation': () => ['Ask the organisation to install it again.'],
  'kms-client': () => [askOrganisation],
  'default-key': ({ pc, licence }) => digitalSteps(pc, licence),
  'leftover-key': () => [],
  'public-key': () => ['Look for your own key in your account, on the box or in the order.'],
  evaluation: () => ['Install the edition that you own instead, with its own key.'],
  misread: () => [
    'Read the key again from the original, symbol by symbol (B and 8, D and 0, G and 6 look alike), and add it anew.',
  ],
  volume: (of) =>
    of.licence.productKey === null
      ? [askOrganisation]
      : ['Ask the organisation before you use it again.', ...enterKey(of)],
  firmware: ({ pc, licence }) => firmwareSteps(pc, licence),
  'makers-key': () => ['Type the key from the sticker when Setup asks, not this one.'],
  erased: (of) =>
    lost(of, 'Look for it on the sticker, the box or the order, or ask whoever manages the PC.'),
  'not-found': (of) =>
    lost(of, 'Find the key in your account, on the sticker, the box or the order.'),
  partial: (of) =>
    lost(of, 'Find the whole key by these five characters: in your account, the box or the order.'),
  'office-partial': ({ licence }) => officeSteps(licence, null),
  office: ({ licence, key }) => officeSteps(licence, key),
  sticker: (of) => enterKey(of, { hasTelephone: true }),
  oem: (of) => enterKey(of, { hasTelephone: true }),
  upgrade: (of) => [
    'Install the earlier Windows first, or keep its key at hand.',
    ...enterKey(of, { moves: true }),
  ],
  retail: (of) => enterKey(of, { moves: true }),
  serial: typed,
  unknown: typed,
};

/**
 * What the licence is worth and the next steps with it on its PC. No step holds a whole key but the
 * licence's own, and that only with `reveal`.
 */
export function adviceFor(licence: Licence, pc: Pc, { reveal }: AdviceOptions): Advice {
  const key = shownKey(licence, { reveal });
  return {
    worth: worthOf(licence, pc.os),
    steps: steps[licenceKind(licence, pc.os)]({ licence, pc, key }),
  };
}

/**
 * The steps that bring the PC's Windows back where none of its licences has them: it has a digital
 * licence and no key was found.
 */
export function windowsSteps(pc: Pc): readonly string[] {
  const kinds = pc.licences.map((licence) => licenceKind(licence, pc.os));
  if (kinds.includes('default-key') || kinds.includes('firmware')) return [];
  const state = windowsReturn(pc);
  return state === 'comes-back' || state === 'unknown' ? digitalSteps(pc, null) : [];
}

function typed(of: Case): readonly string[] {
  return enterKey(of);
}

/** The key of a Windows that comes back by itself need not be found. */
function lost({ licence, pc }: Case, find: string): string[] {
  const isOfWindows = familyOf(licence) === 'windows';
  return isOfWindows && windowsReturn(pc) === 'comes-back' ? [nothingToType] : [find];
}
