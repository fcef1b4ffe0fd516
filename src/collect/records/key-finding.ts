// The keys in a short text, each as often as it stands there, and masks of keys with the real end. What
// counts as a key is for the scanner of texts to say.
import { readKeyText } from '../../keys/key-text.js';
import { keySymbols } from '../../keys/product-key.js';
import { keyScanner } from '../text/keys-in-text.js';

/** A key, or the end of one, in a text. */
export interface FoundKey {
  /** In its usual form; null of a mask. */
  readonly productKey: string | null;
  /** Of a mask; null of a whole key. */
  readonly lastFive: string | null;
  /** Where it stands in the text. */
  readonly start: number;
  readonly end: number;
}

/** More in one line are a list of somebody else's. */
const mostKeys = 100;
/** A line without an end; the scan of the whole text reads it in pieces. */
const longestLine = 64 * 1024;
/** With all that may stand between its symbols. */
const longestKey = 60;
const noSymbols: Symbols = { text: '', places: [] };
const maskPattern =
  /(?<![\p{L}\p{N}])(?:[\p{L}\p{N}*#?_.\u2022\u25cf\u00d7]{5}[-\u2010-\u2015 ]){4}[A-Za-z0-9]{5}(?![\p{L}\p{N}])/gu;

/** The keys and masks in a text, in their order. */
export function keysIn(text: string): FoundKey[] {
  if (text.length < keySymbols || text.length > longestLine) return [];
  const scanner = keyScanner({ mostKeys });
  scanner.push(text);
  scanner.end();
  const symbols = scanner.keys.size === 0 ? noSymbols : symbolsOf(text);
  const keys = [...scanner.keys.keys()].flatMap((one) => placesOf(one, symbols, text.length));
  const masks = [...text.matchAll(maskPattern)].flatMap((match) => maskAt(match));
  return [...keys, ...masks].sort((a, b) => a.start - b.start);
}

/** The letters and digits of a text in capitals, and where each stands. */
interface Symbols {
  readonly text: string;
  readonly places: readonly number[];
}

function symbolsOf(text: string): Symbols {
  const found = [...text.matchAll(/[A-Za-z0-9]/g)];
  return {
    text: found.map(([symbol]) => symbol.toUpperCase()).join(''),
    places: found.map(({ index }) => index),
  };
}

function placesOf(productKey: string, { text, places }: Symbols, length: number): FoundKey[] {
  const symbols = productKey.replaceAll('-', '');
  const found: FoundKey[] = [];
  for (let at = text.indexOf(symbols); at >= 0; at = text.indexOf(symbols, at + keySymbols)) {
    const [start = 0, last = 0] = [places[at], places[at + keySymbols - 1]];
    const isTogether = last - start < longestKey;
    if (isTogether && found.length < mostKeys)
      found.push({ productKey, lastFive: null, start, end: last + 1 });
  }
  // Written in a way that only the scanner knows: it stands somewhere.
  return found.length > 0 ? found : [{ productKey, lastFive: null, start: 0, end: length }];
}

function maskAt({ index, 0: text }: RegExpMatchArray): FoundKey[] {
  const read = readKeyText(text);
  if (read?.kind !== 'mask' || index === undefined) return [];
  return [{ productKey: null, lastFive: read.lastFive, start: index, end: index + text.length }];
}
