// What to do with a licence after a reinstall, step by step, in the words of someone who does not
// program. Texts only: how they are shown is the command line's business. Sources: Microsoft Support,
// "Activate Windows" and "Product activation for Windows"; Microsoft Learn, "Slmgr.vbs options for
// volume activation".
import type { Licence, OperatingSystem } from '../record/schema.js';
import { type LicenceKind, licenceKind, type OldWindows, oldWindows } from './licence-kind.js';
import { worthOf } from './worth.js';

/** What to tell the owner of one licence. */
export interface Advice {
  /** One sentence: whose it is, whether it moves to another PC, what to do with it. */
  readonly worth: string;
  /** The same in detail, in order. */
  readonly steps: readonly string[];
}

const askOrganisation = 'Ask the organisation that owns the PC to activate it.';
const telephone = 'If that is refused, run `slui 4` and activate by telephone.';

const steps: Readonly<Record<LicenceKind, (licence: Licence) => readonly string[]>> = {
  account: () => [
    'Sign in to account.microsoft.com with the account that bought it, and install it from there.',
  ],
  'account-of-organisation': () => ['Ask the organisation to install it again.'],
  'kms-client': () => [askOrganisation],
  'default-key': () => [
    'Install the same edition and choose "I don\'t have a product key".',
    'Sign in with the Microsoft account that the licence is linked to: Windows then activates by itself.',
  ],
  'public-key': () => ['Look for your own key in your account, on the box or in the order.'],
  evaluation: () => [],
  volume: (licence) => (licence.productKey === null ? [askOrganisation] : enterKey(licence)),
  firmware: () => [
    'Install the same edition: Setup reads the key by itself and does not ask for it.',
  ],
  'makers-key': () => ['Type the key from the sticker when Setup asks, not this one.'],
  erased: () => [
    'Look for it on the sticker, the box or the order, or ask whoever manages the PC.',
  ],
  'not-found': () => ['Find the key in your account, on the sticker, the box or the order.'],
  partial: () => [
    'Find the whole key in your account, the box or the order by these five characters.',
  ],
  office: ({ product }) => [
    `Install ${product} and type the key when it asks.`,
    'If it is refused, choose to activate by telephone.',
  ],
  sticker: (licence) => [...enterKey(licence), telephone],
  oem: (licence) => [...enterKey(licence), telephone],
  upgrade: (licence) => [
    'Install the earlier Windows first, or keep its key at hand.',
    ...enterKey(licence),
  ],
  retail: enterKey,
  serial: enterKey,
  unknown: enterKey,
};

/** What the licence is worth and the next steps with it. */
export function adviceFor(licence: Licence): Advice {
  return { worth: worthOf(licence), steps: steps[licenceKind(licence)](licence) };
}

/** What to tell about the PC as a whole, beside its keys. */
export function signInAdvice(os: OperatingSystem): string | null {
  if (!/Windows 1[01]/.test(os.productName)) return null;
  return 'If Windows was activated by a digital licence, it comes back without a key: install the same edition and sign in with the same Microsoft account.';
}

const forNew: Readonly<Record<OldWindows, string>> = {
  never: 'This key does not activate Windows 10 or 11.',
  'no-longer': 'Since September 2023 Microsoft no longer lets this key activate Windows 10 or 11.',
};

/** How the key is typed in: Windows 7 and 8 by slmgr or Setup, 10 and 11 also in the settings. */
function enterKey({ product, productKey }: Licence): string[] {
  if (!/Windows/i.test(product)) return ['Install the same program and type the key when it asks.'];
  const key = productKey ?? 'KEY';
  const old = oldWindows(product);
  if (/Windows XP\b/i.test(product)) {
    return ['Install the same edition and type the key when Setup asks.', forNew.never];
  }
  const slmgr = `As administrator: slmgr /ipk ${key} and then slmgr /ato`;
  if (old !== null) {
    return [
      'Install the same edition and type the key when Setup asks.',
      `Or later. ${slmgr}`,
      forNew[old],
    ];
  }
  return [
    'Install the same edition and type the key when Setup asks, or later in Settings, System, Activation.',
    `Or: ${slmgr}`,
    `To change the edition instead: changepk.exe /ProductKey ${key}`,
  ];
}
