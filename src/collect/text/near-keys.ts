// What looks like a product key and is none: five groups with hyphens between them, of which a few
// symbols never occur in keys (an O for a D, as a scanner or a hand writes it), or one group has a
// symbol too few or too many. Whoever wrote it meant a key: it is told, never dropped in silence. Other
// serials, product ids, GUIDs and hyphened words are none.
import { readKeyText } from '../../keys/key-text.js';
import { typoCheck } from '../../keys/pkey2009.js';
import { keyAlphabet, keySymbols, typedSymbols } from '../../keys/product-key.js';
import { hyphen } from './key-forms.js';

/** A near-key, and where it stands in its line. */
export interface NearMatch {
  /** Its letters and digits, in capitals. */
  readonly symbols: string;
  /** As it stands there. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const groupSymbols = 5;
/** Of a serial with every letter and digit a third are wrong: eight of 25. */
const mostWrong = 3;
/** Where a group is of another length as well. */
const mostWrongOfOtherLength = 1;
/** With one wrong symbol it is no five words, of which each has a vowel, whatever else it has. */
const wrongOfAnyKey = 1;
/** With more, digits tell: seven in 24 symbols are, and one key in five hundred has fewer. */
const fewestDigits = 2;
const fewestLetters = 8;

const group = '[\\p{L}\\p{N}]{4,6}';
const between = `[ \\t\\u00a0]{0,2}${hyphen}[ \\t\\u00a0]{0,2}`;
const isStart = `(?<![\\p{L}\\p{N}])(?<![\\p{L}\\p{N}]${hyphen})`;
const isEnd = `(?![\\p{L}\\p{N}])(?!${hyphen}[\\p{L}\\p{N}])`;
const form = new RegExp(`${isStart}${group}(${between})${group}(?:\\1${group}){3}${isEnd}`, 'gu');

/** Every near-key in a line. */
export function nearKeysInLine(line: string): NearMatch[] {
  return [...line.matchAll(form)].flatMap(({ 0: text, index }) => {
    const symbols = typedSymbols(text).join('');
    const isNear = readKeyText(text) === null && isOneCase(text) && looksLikeKey(text, symbols);
    return isNear ? [{ symbols, text, start: index, end: index + text.length }] : [];
  });
}

function looksLikeKey(text: string, symbols: string): boolean {
  const others = groupsOf(text).filter(({ length }) => length !== groupSymbols);
  const digits = symbols.replaceAll(/[^0-9]/g, '').length;
  const wrong = Array.from(symbols).filter((symbol) => !`${keyAlphabet}N`.includes(symbol)).length;
  const isWhole = symbols.length === keySymbols;
  if (others.length > 1 || symbols.length - digits < fewestLetters) return false;
  if (digits < fewestDigits && !(isWhole && wrong <= wrongOfAnyKey)) return false;
  return wrong <= (isWhole ? mostWrong : mostWrongOfOtherLength);
}

/**
 * The near-keys that are no part of a key that was found beside them: the source of a
 * web page has the groups of a key in pieces.
 */
export function besideKeys<Near extends { readonly text: string }>(
  nearKeys: readonly Near[],
  keys: readonly { readonly productKey: string }[],
): Near[] {
  const found = keys.map(({ productKey }) => productKey.replaceAll('-', ''));
  return nearKeys.filter(({ text }) => {
    const symbols = typedSymbols(text).join('');
    return !found.some((key) => key.includes(symbols));
  });
}

/** The keys whose check fails, mistyped or misread, as the near-keys that they are. */
export function failingKeys<Key extends { readonly productKey: string }>(
  keys: readonly Key[],
): (Omit<Key, 'productKey'> & { readonly text: string })[] {
  return keys
    .filter(({ productKey }) => typoCheck(productKey) === 'failed')
    .map(({ productKey, ...rest }) => ({ ...rest, text: productKey }));
}

/** The groups of a near-key. */
export function groupsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}

function isOneCase(text: string): boolean {
  return text === text.toUpperCase() || text === text.toLowerCase();
}
