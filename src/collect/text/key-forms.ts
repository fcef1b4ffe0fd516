// How a product key is written in a text, and how it is not: five groups of five with hyphens between
// them count as one; with blanks, dots or nothing between only where the check inside the key passes,
// since lists of numbers and encoded data look like that too. The word of a button or a label may be
// joined to it. And its mask. All work is bounded by the length of the line.
import { type KeyText, readKeyText } from '../../keys/key-text.js';
import { genericKey } from '../../keys/generic-keys.js';
import { typoCheck } from '../../keys/pkey2009.js';
import { isKeyEnd } from '../../keys/product-key.js';

/** What stands in a line, and where. */
export interface KeyMatch {
  readonly read: KeyText;
  readonly start: number;
  readonly end: number;
}

const symbol = '[B-DF-HJKMNP-RTV-Y2-46-9b-df-hjkmnp-rtv-y]';
const capital = '[B-DF-HJKMNP-RTV-Y2-46-9]';
/** Hyphens, dashes and the minus sign; soft hyphens come from web pages. */
export const hyphen =
  '[-\\u00ad\\u02d7\\u058a\\u1806\\u2010-\\u2015\\u2043\\u207b\\u208b\\u2212\\u2500\\u2501\\u2e3a\\u2e3b\\ufe58\\ufe63\\uff0d]';
const blank = '[ \\t\\u00a0\\u2000-\\u200a\\u202f\\u205f\\u3000]';
/** Between two groups. */
const divider = `${blank}{0,2}${hyphen}${blank}{0,2}`;
const isStart = `(?<![A-Za-z0-9])(?<![A-Za-z0-9]{5}${hyphen})`;
const isEnd = `(?![A-Za-z0-9])(?!${hyphen}[A-Za-z0-9]{5}(?![A-Za-z0-9]))`;
/** A word that is joined to a key: one letter is none, it would be a symbol too many. */
const word = '[A-Za-z]{2,24}';
const hyphened = `${symbol}{5}(?:${divider}${symbol}{5}){4}`;
const looseDivider = `(?:${blank}{1,2}|${blank}?[._/|]${blank}?)`;
const small = '[b-df-hjkmnp-rtv-y2-46-9]';
const loose = [capital, small]
  .map((one) => `${one}{5}(?:${looseDivider}${one}{5}){4}|${one}{25}`)
  .join('|');
/** Symbols with blanks between them, as letters are set apart on a sticker. */
const apart = `${capital}(?:${blank}${capital}){4}`;
const spaced = `${apart}(?:(?:${blank}{0,3}${hyphen}${blank}{0,3}|${blank}{1,3})${apart}){4}`;
const sign = '[A-Za-z0-9*#?_.\u2022\u00b7\u25cf\u25a0\u2588\u00d7]';
const masked = `${sign}{5}(?:${divider}${sign}{5}){3}${divider}${capital}{5}|[Xx*#?\u2022\u25cf\u2588]{20}${capital}{5}`;

const keyForm = new RegExp(
  `${isStart}(?:((?:${word})??)(${hyphened})(${word})?|(${loose})(?:${word})?|(${spaced}))${isEnd}`,
  'g',
);
const maskForm = new RegExp(`(?<!${sign})(?:${masked})${isEnd}`, 'g');
/** `...-RJRJK`, `*****-RJRJK`, and in words. */
const endForm = new RegExp(
  `(?:(?:\\.{2,}|\u2026|[*#\u2022]{3,}|X{5})${blank}?${hyphen}${blank}?|\\b(?:end(?:s|ing)?|endet|endend|se termine|termin[ae]|eindigt|ko\u0144czy si\u0119) (?:with|in|on|mit|auf|par|con|en|em|op|na):? ["'\u201c\u201e]?(?:[-.*\u2026]{1,5})?)(${capital}{5})${isEnd}`,
  'gi',
);
/** Nothing shorter is a key; the end of one may stand in a shorter line. */
export const shortestKey = 25;
/** A line that is short, and may have the end of a key. */
export function mayHaveEnd(line: string): boolean {
  return (
    line.length > 7 && /[-\u2010-\u2015. ]["'\u201c\u201e]?[A-Z2-9]{5}(?![A-Za-z0-9])/.test(line)
  );
}

/** Every whole key in a line. */
export function keysInLine(line: string): KeyMatch[] {
  return [...line.matchAll(keyForm)].flatMap((match) => {
    const [, before = '', hyphenedText, after = '', looseText, spacedText] = match;
    const text = hyphenedText ?? looseText ?? spacedText ?? '';
    const read = readKeyText(text);
    if (read?.kind !== 'key') return [];
    // A published key needs no check.
    const isChecked =
      typoCheck(read.productKey) === 'passed' || genericKey(read.productKey) !== null;
    const isSure = isChecked || (hyphenedText !== undefined && isClear(before, text, after));
    const start = match.index + before.length;
    return isSure ? [{ read, start, end: start + text.length }] : [];
  });
}

/** Every mask in a line whose end is shown. */
export function masksInLine(line: string): KeyMatch[] {
  const masks = [...line.matchAll(maskForm)].flatMap(({ 0: text, index }): KeyMatch[] => {
    const read = readKeyText(text);
    const isMask = read?.kind === 'mask' && read.lastFive !== null;
    return isMask ? [{ read, start: index, end: index + text.length }] : [];
  });
  const isIn = (at: number): boolean => masks.some(({ start, end }) => at > start && at <= end);
  return [...masks, ...endsInLine(line).filter(({ end }) => !isIn(end))];
}

/** What only shows the end of a key. */
function endsInLine(line: string): KeyMatch[] {
  return [...line.matchAll(endForm)].flatMap(({ 0: text, 1: lastFive = '', index }): KeyMatch[] => {
    if (!isKeyEnd(lastFive) || new Set(lastFive).size === 1) return [];
    return [{ read: { kind: 'mask', lastFive }, start: index, end: index + text.length }];
  });
}

/** Whether the case of the letters tells where the key ends and the word begins. */
function isClear(before: string, key: string, after: string): boolean {
  if (before === '' && after === '') return true;
  if (key !== key.toUpperCase()) return false;
  return (before === '' || /[a-z]$/.test(before)) && (after === '' || /^[A-Z]?[a-z]/.test(after));
}
