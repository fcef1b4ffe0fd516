// The one place where a text becomes a product key. What Windows' settings and many tools show in its
// stead is a mask with the real end (`XXXXX-XXXXX-XXXXX-XXXXX-3V66T`): X is a symbol of keys, so it looks
// like a whole one, and somebody who kept it would find out after the wipe.
import { typoCheck } from './pkey2009.js';
import {
  hyphenate,
  isKeyEnd,
  keySymbols,
  keySymbolsOf,
  longestText,
  typedSymbols,
} from './product-key.js';

/** What stands where a key is expected. */
export type KeyText =
  /** A whole key, in its usual form. */
  | { readonly kind: 'key'; readonly productKey: string }
  /** Signs that stand for a key; the last five characters where they are shown. */
  | { readonly kind: 'mask'; readonly lastFive: string | null };

/** Signs that stand for a symbol and are none, blanks and hyphens left out. */
const maskSigns = '[*#?_.\u2022\u00b7\u25cf\u25a0\u2588\u00d7]';
const blanks = /[\s\u00ad\u200b-\u200d\u2010-\u2015\u2060\u2212\ufe58\ufe63\ufeff\uff0d-]+/gu;
const masked = new RegExp(`^(?:[\\p{L}\\p{N}]|${maskSigns}){${keySymbols}}$`, 'u');
const hasSign = new RegExp(maskSigns, 'u');
/** One key in some forty thousand has a group of one symbol over and over; no key by chance has two. */
const fewestMaskedGroups = 2;

/**
 * The text as a key or as a mask, whatever case and separators it was written with; null when it is
 * neither: not 25 symbols, a symbol that keys lack, two Ns, or an N at the end.
 */
export function readKeyText(text: string): KeyText | null {
  if (text.length > longestText) return null;
  const mask = maskIn(text);
  if (mask !== null) return { kind: 'mask', lastFive: endOf(mask) };
  const symbols = keySymbolsOf(text);
  return symbols === null ? null : { kind: 'key', productKey: hyphenate(symbols) };
}

/** The key in its usual form, five groups in capitals; null when it is none, or a mask. */
export function normaliseProductKey(text: string): string | null {
  const read = readKeyText(text);
  return read?.kind === 'key' ? read.productKey : null;
}

/** The 25 signs of a mask, in capitals; null where the text is none. */
function maskIn(text: string): string | null {
  const signs = text.normalize('NFKC').toUpperCase().replaceAll(blanks, '');
  if (masked.test(signs) && hasSign.test(signs)) return isMostlySigns(signs) ? signs : null;
  const symbols = typedSymbols(text).join('');
  return symbols.length === keySymbols && isMask(symbols) ? symbols : null;
}

/** A dot or a star between the groups of a key is a divider, and leaves too few symbols for a mask. */
function isMostlySigns(signs: string): boolean {
  return Array.from(signs).filter((sign) => hasSign.test(sign)).length >= 5;
}

function isMask(symbols: string): boolean {
  const groups = symbols.match(/.{5}/gu) ?? [];
  const repeated = groups.filter((group) => new Set(group).size === 1);
  if (repeated.length >= fewestMaskedGroups || isMostlyOne(symbols)) return true;
  return repeated[0] === 'XXXXX' && !isWholeKey(symbols);
}

function isMostlyOne(symbols: string): boolean {
  return Array.from(new Set(symbols)).some(
    (symbol) => symbols.split(symbol).length - 1 > keySymbols / 2,
  );
}

function isWholeKey(symbols: string): boolean {
  return keySymbolsOf(symbols) !== null && typoCheck(symbols) === 'passed';
}

/** The last five characters, where they can be the end of a key and are not masked as well. */
function endOf(mask: string): string | null {
  const end = mask.slice(-5);
  return isKeyEnd(end) && new Set(end).size > 1 ? end : null;
}
