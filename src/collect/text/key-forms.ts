// How a product key is written in a text, and how it is not: five groups of five with hyphens between
// them count as one; with blanks, dots or nothing between only where the check inside the key passes,
// since lists of numbers and encoded data look like that too. The word of a button or a label may be
// joined to it. And its mask. All work is bounded by the length of the line.
import { type KeyText, readKeyText } from '../../keys/key-text.js';
import { typoCheck } from '../../keys/pkey2009.js';

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
const loose = `${capital}{5}(?:${looseDivider}${capital}{5}){4}|${capital}{25}`;
const sign = '[A-Za-z0-9*#?_.\u2022\u00b7\u25cf\u25a0\u2588\u00d7]';
const masked = `${sign}{5}(?:${divider}${sign}{5}){3}${divider}${capital}{5}|[Xx*#?\u2022\u25cf\u2588]{20}${capital}{5}`;

const keyForm = new RegExp(
  `${isStart}(?:((?:${word})??)(${hyphened})(${word})?|(${loose})(?:${word})?)${isEnd}`,
  'g',
);
const maskForm = new RegExp(`(?<!${sign})(?:${masked})${isEnd}`, 'g');
/** Nothing shorter is a key or a mask. */
export const shortestKey = 25;

/** Every whole key in a line. */
export function keysInLine(line: string): KeyMatch[] {
  return [...line.matchAll(keyForm)].flatMap((match) => {
    const [, before = '', hyphenedText, after = '', looseText] = match;
    const text = hyphenedText ?? looseText ?? '';
    const read = readKeyText(text);
    if (read?.kind !== 'key') return [];
    const isChecked = typoCheck(read.productKey) === 'passed';
    const isSure = isChecked || (hyphenedText !== undefined && isClear(before, text, after));
    const start = match.index + before.length;
    return isSure ? [{ read, start, end: start + text.length }] : [];
  });
}

/** Every mask in a line whose end is shown. */
export function masksInLine(line: string): KeyMatch[] {
  return [...line.matchAll(maskForm)].flatMap(({ 0: text, index }) => {
    const read = readKeyText(text);
    const isMask = read?.kind === 'mask' && read.lastFive !== null;
    return isMask ? [{ read, start: index, end: index + text.length }] : [];
  });
}

/** Whether the case of the letters tells where the key ends and the word begins. */
function isClear(before: string, key: string, after: string): boolean {
  if (before === '' && after === '') return true;
  if (key !== key.toUpperCase()) return false;
  return (before === '' || /[a-z]$/.test(before)) && (after === '' || /^[A-Z]?[a-z]/.test(after));
}
