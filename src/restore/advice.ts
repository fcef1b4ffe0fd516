// What a licence is worth to its owner and what to do with its key after a reinstall, in the words of
// someone who does not program. Texts only: how they are shown is the command line's business.
// Sources: Microsoft Support, "Activate Windows", "Reactivating Windows after a hardware change" and
// "Product activation for Windows"; Microsoft Learn, "Slmgr.vbs options for volume activation".
import type { Licence, OperatingSystem } from '../record/schema.js';

/** What to tell the owner of one licence. */
export interface Advice {
  /** One sentence: whose it is and whether it moves to another PC. */
  readonly worth: string;
  /** What to do with it, in order. */
  readonly steps: readonly string[];
}

type Rule = readonly [applies: (licence: Licence) => boolean, advise: (licence: Licence) => Advice];

const has = (caution: string) => (licence: Licence) => licence.cautions.includes(caution);
const channelIs = (prefix: string) => (licence: Licence) =>
  (licence.channel ?? '').toLowerCase().startsWith(prefix.toLowerCase());

/** In this order: the first rule that applies speaks. */
const rules: readonly Rule[] = [
  [has('account'), accountLicence],
  [has('erased'), () => erased],
  [channelIs('Volume:GVLK'), () => kmsClient],
  [(licence) => has('generic')(licence) && !isWindows(licence), () => publicKey],
  [has('generic'), () => defaultKey],
  [(licence) => licence.productKey === null && licence.lastFive === null, () => notFound],
  [(licence) => licence.productKey === null, () => partial],
  [isOffice, officeKey],
  [channelIs('OEM:DM'), firmwareKey],
  [channelIs('OEM:SLP'), () => makersKey],
  [channelIs('OEM:'), stickerKey],
  [channelIs('OEM'), oemKey],
  [channelIs('Volume'), volumeKey],
  [channelIs('Upgrade'), upgradeKey],
  [channelIs('Retail:TB:Eval'), () => evaluation],
  [channelIs('Retail'), retailKey],
  [() => true, unknownChannel],
];

/** What the licence is worth and the next step with it. */
export function adviceFor(licence: Licence): Advice {
  const [, advise] = rules.find(([applies]) => applies(licence)) ?? [null, unknownChannel];
  return advise(licence);
}

/** Whether the key is of a Windows whose keys Microsoft no longer accepts for Windows 10 and 11. */
function isOldWindows(product: string): boolean {
  return /Windows (XP|Vista|7|8|8\.1)\b/i.test(product);
}

/** What to tell about the PC as a whole, beside its keys. */
export function signInAdvice(os: OperatingSystem): string | null {
  if (isOldWindows(os.productName) || !/Windows 1[01]/.test(os.productName)) return null;
  return 'If Windows was activated by a digital licence, it comes back without a key: install the same edition and sign in with the same Microsoft account.';
}

const erased: Advice = {
  worth: 'The key was erased from this PC, so only its kind is known.',
  steps: ['Look for it on the sticker, the box or the order, or ask whoever manages the PC.'],
};

const kmsClient: Advice = {
  worth:
    'A public key that activates against a server of an organisation; it is not a licence of yours.',
  steps: ['Ask the organisation that owns the PC to activate it.'],
};

const defaultKey: Advice = {
  worth:
    'A default key, the same on every PC with this edition; the licence itself is a digital one.',
  steps: [
    'Install the same edition and choose "I don\'t have a product key".',
    'Sign in with the Microsoft account that the licence is linked to: Windows then activates by itself.',
  ],
};

const publicKey: Advice = {
  worth: 'A public key, the same on every PC; the licence itself is kept elsewhere.',
  steps: ['Look for your own key in your account, on the box or in the order.'],
};

const notFound: Advice = {
  worth: 'The key itself is not known, only that the product was there.',
  steps: ['Find the key in your account, on the sticker, the box or the order.'],
};

const partial: Advice = {
  worth: 'Only the last five characters are on the PC; they tell which key it was.',
  steps: ['Find the whole key in your account, the box or the order by these five characters.'],
};

const makersKey: Advice = {
  worth: "The maker's shared key, the same on all its PCs; your own key is on the PC's sticker.",
  steps: ['Type the key from the sticker when Setup asks, not this one.'],
};

const evaluation: Advice = {
  worth: 'A trial that ends by itself; it is not a licence to keep.',
  steps: [],
};

function firmwareKey(): Advice {
  return {
    worth: "The PC's own key; it sits in its firmware and stays with this PC.",
    steps: ['Install the same edition: Setup reads the key by itself and does not ask for it.'],
  };
}

function accountLicence({ channel }: Licence): Advice {
  const isVolume = (channel ?? '').toLowerCase() === 'volume';
  return {
    worth: isVolume
      ? "An organisation's licence, installed from its account; there is no key of yours in it."
      : 'A licence of a Microsoft account: it goes where the account goes, and has no key.',
    steps: isVolume
      ? ['Ask the organisation to install it again.']
      : [
          'Sign in to account.microsoft.com with the account that bought it, and install it from there.',
        ],
  };
}

/** Sold with a PC, by the maker's shared key or the PC's own: an older structure does not say which. */
function oemKey(licence: Licence): Advice {
  return {
    worth:
      'Sold with this PC and stays with it; if its sticker has another key, that one is yours.',
    steps: stickerKey(licence).steps,
  };
}

function stickerKey(licence: Licence): Advice {
  return {
    worth: 'Sold with this PC (the key on its sticker) and stays with it.',
    steps: [...enterKey(licence), 'If that is refused, run `slui 4` and activate by telephone.'],
  };
}

function retailKey(licence: Licence): Advice {
  return {
    worth: 'Bought by itself; it is yours and may move to another PC.',
    steps: enterKey(licence),
  };
}

function volumeKey(licence: Licence): Advice {
  return {
    worth: "An organisation's key whose activations are counted; ask it before you use it again.",
    steps: enterKey(licence),
  };
}

function upgradeKey(licence: Licence): Advice {
  return {
    worth: 'An upgrade key: it counts only together with the earlier Windows that it upgraded.',
    steps: ['Install the earlier Windows first, or keep its key at hand.', ...enterKey(licence)],
  };
}

function officeKey({ product }: Licence): Advice {
  return {
    worth: `The key of ${product}; whether it moves to another PC depends on how it was bought.`,
    steps: [
      `Install ${product} and type the key when it asks.`,
      'If it is refused, choose to activate by telephone.',
    ],
  };
}

function unknownChannel(licence: Licence): Advice {
  return {
    worth: 'How it was sold is not recorded, so it may or may not move to another PC.',
    steps: enterKey(licence),
  };
}

function isWindows({ product }: Licence): boolean {
  return /^(Microsoft )?Windows\b/i.test(product);
}

function isOffice({ product }: Licence): boolean {
  return /\bOffice\b/i.test(product);
}

const neverForNew = 'This key does not activate Windows 10 or 11.';
const noLongerForNew =
  'Since September 2023 Microsoft no longer lets this key activate Windows 10 or 11.';

/** How the key is typed in: Windows 7 and 8 by slmgr or Setup, 10 and 11 also in the settings. */
function enterKey({ product, productKey }: Licence): string[] {
  if (!/Windows/i.test(product)) return ['Install the same program and type the key when it asks.'];
  const key = productKey ?? 'KEY';
  if (/Windows XP\b/i.test(product)) {
    return ['Install the same edition and type the key when Setup asks.', neverForNew];
  }
  const slmgr = `As administrator: slmgr /ipk ${key} and then slmgr /ato`;
  if (isOldWindows(product)) {
    return [
      'Install the same edition and type the key when Setup asks.',
      `Or later. ${slmgr}`,
      /Windows Vista\b/i.test(product) ? neverForNew : noLongerForNew,
    ];
  }
  return [
    'Install the same edition and type the key when Setup asks, or later in Settings, System, Activation.',
    `Or: ${slmgr}`,
    `To change the edition instead: changepk.exe /ProductKey ${key}`,
  ];
}
