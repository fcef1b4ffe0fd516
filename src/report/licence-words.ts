// A PC and its licences in words: for a screen, a page, or paper. What they hold of disks and records
// stands in them as it is; whoever shows it makes it harmless for what it is shown on.
import { maskProductKey } from '../record/licence.js';
import type { Licence, Snapshot } from '../record/schema.js';
import { cautions as cautionWords, checks as checkWords } from '../record/vocabulary.js';

/** `Windows 11 Pro (build 26100.2314) on ANNA-PC` */
export function pcWords({ machine, os }: Pick<Snapshot, 'machine' | 'os'>): string {
  const build = os.build === null ? '' : ` (build ${os.build})`;
  const name = machine.name === null ? '' : ` on ${machine.name}`;
  return `${os.productName}${build}${name}`;
}

/** How sure it is that the key was read right: `4 of 4 checks fit`. */
export function certainty({ checks, productKey }: Pick<Licence, 'checks' | 'productKey'>): string {
  if (productKey === null) return 'no whole key: nothing to check';
  const made = Object.values(checks).filter((outcome) => outcome !== 'not-possible');
  if (made.length === 0) return 'no check is possible: compare it with the sticker, box or order';
  const fitting = made.filter((outcome) => outcome === 'passed').length;
  return `${fitting} of ${made.length} ${made.length === 1 ? 'check fits' : 'checks fit'}`;
}

/** The key, whole only with `reveal`. */
export function shownKey(licence: Licence, { reveal }: { reveal: boolean }): string {
  if (reveal && licence.productKey !== null) return licence.productKey;
  return maskProductKey(licence) ?? 'no key';
}

/** The cautions in words, and since when a licence was not seen any more. */
export function remarks(licence: Licence): string {
  return remarkList(licence).join('; ');
}

/** The same, one by one. */
export function remarkList({ cautions, lastSeen, checks }: Licence): string[] {
  const words: string[] = cautions.map((caution) => meaningOf(caution, cautionWords));
  const failed = Object.entries(checks).filter(([, outcome]) => outcome === 'failed');
  if (failed.length > 0) {
    const names = failed.map(([name]) => meaningOf(name, checkWords));
    words.push(`does not fit: ${names.join(', ')}`);
  }
  if (lastSeen !== null) words.push(`last seen ${lastSeen.slice(0, 10)}`);
  return words;
}

/** A word of a later version has no meaning here: it is shown as it stands. */
function meaningOf(word: string, meanings: Readonly<Record<string, string>>): string {
  const meaning = Object.hasOwn(meanings, word) ? meanings[word] : undefined;
  return meaning ?? word;
}
