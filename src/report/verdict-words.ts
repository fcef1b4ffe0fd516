// The verdict in words, short enough for a narrow screen: first the Windows, then the keys.
import type { Snapshot } from '../record/schema.js';
import { type Verdict, verdictOf } from './verdict.js';
import type { Pc, WindowsReturn } from './windows-return.js';

const ofWindows: Readonly<Record<WindowsReturn, string | null>> = {
  'comes-back': 'your Windows comes back by itself on the same hardware',
  'own-key': 'your Windows comes back with its own key, which is here',
  'needs-key': 'your Windows needs its key, which is not here',
  organisation: 'your Windows is activated by your organisation',
  trial: 'this Windows is a trial, and ends by itself',
  'not-activated': "this Windows is not activated, and its key is nobody's own",
  unknown: 'if your Windows is activated, it comes back by itself on the same hardware',
  none: null,
};

const comesBack: readonly WindowsReturn[] = ['comes-back', 'unknown'];

/** What the sentence is made of: first the Windows, where one is told of, then the keys. */
export function verdictParts(verdict: Verdict): string[] {
  return [windowsWords(verdict), ...keyWords(verdict)].filter((part) => part !== null);
}

/** The verdict in one sentence. */
function verdictWords(verdict: Verdict): string {
  const parts = verdictParts(verdict);
  if (parts.length === 0) return 'No product key was found.';
  return `${capital(parts.join('; '))}.`;
}

/** The verdicts on several PCs, a line each; a single one needs no name. */
export function verdictLines(pcs: readonly (Pc & Pick<Snapshot, 'machine'>)[]): string[] {
  return pcs.map((pc) => {
    const words = verdictWords(verdictOf(pc));
    return pcs.length === 1 ? words : `${pc.machine.name ?? pc.os.productName}: ${words}`;
  });
}

/** What is in a backup, in a few words: `1 key of yours, 2 default keys`. */
export function countWords({ own, shared, organisation, account, toFind }: Verdict): string {
  return [
    `${keys(own)} of yours`,
    ...(organisation > 0 ? [`${organisation} of an organisation`] : []),
    ...(shared > 0 ? [shared === 1 ? '1 default key' : `${shared} default keys`] : []),
    ...(account > 0 ? [`${account} of an account`] : []),
    ...(toFind > 0 ? [`${toFind} to look up`] : []),
  ].join(', ');
}

/**
 * What was backed up, in sentences: never a number of keys alone, where none of them is the owner's.
 * @param places how many places hold it.
 */
export function backedUpWords(verdicts: readonly Verdict[], places: number): string[] {
  const sum = (count: 'own' | 'organisation' | 'shared' | 'account' | 'toFind'): number =>
    verdicts.reduce((total, verdict) => total + verdict[count], 0);
  const [own, organisation, shared] = [sum('own'), sum('organisation'), sum('shared')];
  const where = places === 1 ? '1 place' : `${places} places`;
  const first =
    own > 0
      ? `${keys(own)} of yours ${isOrAre(own)} backed up in ${where}.`
      : `No key of yours was there to back up. What was found is kept in ${where}.`;
  return [
    first,
    ...(organisation > 0 ? [`${organisationKeys(organisation)}: kept, too.`] : []),
    ...(shared > 0 ? [`${sharedKeys(shared)}: kept, too, but no key to rely on.`] : []),
    ...toFindWords(sum('toFind')),
  ].map(capital);
}

function toFindWords(count: number): string[] {
  if (count === 0) return [];
  const what = count === 1 ? 'the whole key of 1 product' : `the whole keys of ${count} products`;
  return [
    `NOT backed up: ${what}. Look ${count === 1 ? 'it' : 'them'} up before you wipe the disk.`,
  ];
}

function windowsWords({ windows, setupInstalls }: Verdict): string | null {
  const words = ofWindows[windows];
  if (words === null) return null;
  if (setupInstalls !== null) return `${words}, but Setup installs ${setupInstalls} first`;
  return comesBack.includes(windows) ? `${words}: install the same edition, go online` : words;
}

function keyWords({ own, organisation, shared, account, toFind }: Verdict): string[] {
  return [
    ...(own > 0 ? [`${keys(own)} ${isOrAre(own)} yours to keep`] : []),
    ...(toFind > 0 ? [`${toFind} must be looked up`] : []),
    ...(organisation > 0 ? [organisationKeys(organisation)] : []),
    ...(account > 0 ? [accountWords(account)] : []),
    ...(shared > 0 ? [sharedKeys(shared)] : []),
  ];
}

function accountWords(count: number): string {
  return count === 1
    ? '1 product belongs to an account and has no key'
    : `${count} products belong to accounts and have no key`;
}

function organisationKeys(count: number): string {
  return `${keys(count)} ${count === 1 ? 'belongs' : 'belong'} to an organisation`;
}

function sharedKeys(count: number): string {
  return count === 1 ? "1 default key is nobody's own" : `${count} default keys are nobody's own`;
}

function keys(count: number): string {
  return `${count} ${count === 1 ? 'key' : 'keys'}`;
}

function isOrAre(count: number): string {
  return count === 1 ? 'is' : 'are';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
