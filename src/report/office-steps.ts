// How Office is had again. Up to 2010 a key is typed; a bought key of 2013 and later is redeemed once and
// belongs to an account from then on. Sources: Microsoft Support, "Using product keys with Office", "Find
// your Office product key" and "Why you need a Microsoft account with an Office for home product"; Microsoft Learn,
// "Tools to manage volume activation of Office" (ospp.vbs).
import type { Licence } from '../record/schema.js';

const account = [
  'Sign in at account.microsoft.com/services with the account that Office was set up with.',
  'Install it from there: a key that was redeemed once is not typed again.',
] as const;

/**
 * The steps.
 * @param key the whole key as it may be shown, null where only its end is known.
 */
export function officeSteps(licence: Licence, key: string | null): readonly string[] {
  if (key !== null && isBefore2013(licence.product)) {
    return [
      `Install ${licence.product} and type the key when it asks.`,
      ...byScript(licence, key),
      'If it is refused, choose to activate by telephone.',
    ];
  }
  return key === null ? [...account, find(licence)] : [...account, redeem];
}

const redeem =
  'If the key was never redeemed: type it at setup.office.com. One of an organisation is typed in Office itself: File, Account, Change Product Key.';

function find({ lastFive }: Licence): string {
  return `If no account has it: find the whole key that ends in ${lastFive ?? 'them'}, on the box, the card or in the order.`;
}

/**
 * The steps of a key that is typed into an Office that is installed, as an organisation's are.
 * @param key as it may be shown
 */
export function officeKeySteps(licence: Licence, key: string): string[] {
  return [
    'Install the same Office. In one of its programs: File, Account (or Help), Change Product Key.',
    ...byScript(licence, key),
  ];
}

/** The way by the script that Office brings along. */
function byScript(licence: Licence, key: string): string[] {
  const [enter, activate] = officeScriptLines(licence, key);
  if (enter === undefined || activate === undefined) return [];
  const folder = officeFolder(licence.product) ?? '';
  return [
    `Or, as administrator, in Program Files\\Microsoft Office\\${folder}: ${enter}`,
    `And then, in the same folder: ${activate}`,
  ];
}

/** The lines to type in the folder of Office; none where it has no script. */
export function officeScriptLines({ product }: Licence, key: string): readonly string[] {
  return officeFolder(product) === null
    ? []
    : [`cscript ospp.vbs /inpkey:${key}`, 'cscript ospp.vbs /act'];
}

/** Where `ospp.vbs` lies; Office of before 2010 has none. */
function officeFolder(product: string): string | null {
  if (/\b2010\b/.test(product)) return 'Office14';
  if (/\b2013\b/.test(product)) return 'Office15';
  return isBefore2013(product) ? null : 'Office16';
}

/** By the year or the letters in its name; one that names none is taken for a newer one. */
function isBefore2013(product: string): boolean {
  return /\b(?:95|97|2000|XP|2002|2003|2007|2010)\b/.test(product);
}
