// What was mistyped in a passphrase that this program made: a word that is not in the list of words, with
// the nearest that is. A passphrase of any other form is the owner's own, and nothing is said of it.
import { generatedWords } from './passphrase.js';

/** So many of them in the list, and no passphrase of the owner's own looks like it by chance. */
const fewestKnown = 4;
/** A word that differs in more letters is another one. */
const farthest = 2;

/** A word that is in no generated passphrase. */
export interface MistypedWord {
  readonly word: string;
  /** The nearest word of the list; null where none is near. */
  readonly nearest: string | null;
}

/**
 * The mistyped words of a text that has the form of a generated passphrase, in their order; empty where
 * all words are in the list; null for any other text.
 */
export async function mistypedWords(text: string): Promise<MistypedWord[] | null> {
  const typed = text.split(/\s+/).filter((word) => word !== '');
  if (typed.length !== generatedWords) return null;
  const { loadWords } = await import('./wordlist.js');
  const known = new Set(loadWords());
  const strange = typed.filter((word) => !known.has(word));
  if (strange.length > generatedWords - fewestKnown) return null;
  return strange.map((word) => ({ word, nearest: nearestOf(word.toLowerCase(), known) }));
}

/**
 * Whether the Caps Lock key may have been on: nothing but capitals, or words of the list, begun with a
 * capital or not, once small and capital letters change places.
 */
export async function looksLikeCapsLock(text: string): Promise<boolean> {
  if (!/\p{Lu}/u.test(text)) return false;
  if (!/\p{Ll}/u.test(text)) return true;
  const { loadWords } = await import('./wordlist.js');
  const known = new Set(loadWords());
  const words = text.split(/\s+/).filter((word) => word !== '');
  return words.every((word) => /^.\P{Ll}*$/u.test(word) && known.has(word.toLowerCase()));
}

function nearestOf(word: string, words: Iterable<string>): string | null {
  let nearest: string | null = null;
  let least = farthest + 1;
  for (const candidate of words) {
    if (Math.abs(candidate.length - word.length) >= least) continue;
    const distance = editDistance(word, candidate);
    if (distance < least) [least, nearest] = [distance, candidate];
  }
  return nearest;
}

/** Letters changed, left out, added, or swapped with their neighbour. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const changed = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const best = Math.min(changed, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      const isSwap = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(isSwap ? Math.min(best, (before[j - 2] ?? best) + 1) : best);
    }
    [before, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
