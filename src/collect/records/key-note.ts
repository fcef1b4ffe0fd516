// The words around a key as a note: those of its own line, and the line above where it has none but a
// label. What counts as words is for the scanner of texts to say.
import { keyScanner } from '../text/keys-in-text.js';
import { labelOf } from './label.js';
import { keysIn } from './key-finding.js';
import { wordsOf } from './field-values.js';

const longestNote = 200;

/** The note of the first key in a line; null where there are no words. */
export function noteAround(line: string, above: string): string | null {
  const isOwn = above === '' || saysMore(line);
  const text = isOwn ? line : `${above} ${line}`;
  const scanner = keyScanner({ mostKeys: 1 });
  scanner.push(text);
  scanner.end();
  const [first] = scanner.keys.values();
  // A mask is no key: there the words are taken as they are.
  return first === undefined ? wordsOf(text, longestNote) : first.note;
}

function saysMore(line: string): boolean {
  const words = keysIn(line).reduceRight(
    (rest, { start, end }) => rest.slice(0, start) + rest.slice(end),
    line,
  );
  const label = words.replaceAll(/[^\p{L}\p{N} ]/gu, ' ').trim();
  return label !== '' && labelOf(label) === null;
}
