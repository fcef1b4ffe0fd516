// Every product key in a text, with the words around it. Five groups of five with hyphens between them
// count as one; with blanks or nothing between them only where the check inside the key passes, since
// lists of numbers and encoded data look like that too. All work is bounded by the length of the text.
import { typoCheck } from '../../keys/pkey2009.js';
import { normaliseProductKey } from '../../keys/key-text.js';
import { maskKeys } from '../../text/key-mask.js';

/** A key that was found. */
export interface KeyInText {
  /** In its usual form. */
  readonly productKey: string;
  /** The words around it, every key in them masked; null where there are none. */
  readonly note: string | null;
  /** From 1, in the text that was scanned. */
  readonly line: number;
}

/** Finds keys in a text that is given a part at a time. */
export interface KeyScanner {
  /** Each key once, with the place where it stands first. */
  readonly keys: ReadonlyMap<string, KeyInText>;
  push(part: string): void;
  /** The text is at its end. */
  end(): void;
}

/** A line without an end is scanned in pieces of about this length. */
const longestLine = 64 * 1024;
/** What of a piece is scanned again with the next one: more than any key takes. */
const overlap = 256;
const longestNote = 200;
/** Around a key so many characters are looked at; runs of blanks in them are shortened. */
const nearby = 2 * longestNote;
const margin = nearby + overlap;

const symbol = '[B-DF-HJKMNP-RTV-Y2-46-9b-df-hjkmnp-rtv-y]';
const capital = '[B-DF-HJKMNP-RTV-Y2-46-9]';
/** Hyphens, dashes and the minus sign; soft hyphens come from web pages. */
const hyphen = '[-\\u00ad\\u2010-\\u2015\\u2212\\ufe58\\ufe63\\uff0d]';
const blank = '[ \\t\\u00a0]';
const divider = `${blank}{0,2}${hyphen}${blank}{0,2}`;
const isStart = `(?<![A-Za-z0-9])(?<![A-Za-z0-9]{5}${hyphen})`;
const isEnd = `(?![A-Za-z0-9])(?!${hyphen}[A-Za-z0-9]{5}(?![A-Za-z0-9]))`;
const hyphened = `${symbol}{5}(?:${divider}${symbol}{5}){4}`;
const loose = `${capital}{5}(?:${blank}{1,2}${capital}{5}){4}|${capital}{25}`;

const pattern = new RegExp(`${isStart}(?:(${hyphened})|${loose})${isEnd}`, 'g');
const shortestKey = 25;

/** @param mostKeys after so many and one more nothing is looked for any longer. */
export function keyScanner({ mostKeys }: { readonly mostKeys: number }): KeyScanner {
  const keys = new Map<string, KeyInText>();
  let rest = '';
  let number = 1;
  let before = '';
  const scan = (line: string): void => {
    if (line.length < shortestKey || keys.size > mostKeys) return;
    for (const match of matchesIn(line)) {
      const { productKey } = match;
      if (keys.has(productKey) || keys.size > mostKeys) continue;
      keys.set(productKey, { productKey, note: noteOf(line, match, before), line: number });
    }
  };
  const endLine = (line: string): void => {
    scan(line);
    if (line.trim() !== '') before = line.slice(-margin);
    number += 1;
  };
  return {
    keys,
    push: (part) => {
      // A carriage return at the end may be the first half of a line end.
      const lines = (rest + part).split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop() ?? '';
      lines.forEach(endLine);
      for (; rest.length > longestLine; rest = rest.slice(longestLine - overlap)) {
        scan(rest.slice(0, longestLine));
      }
    },
    end: () => {
      endLine(rest);
      rest = '';
    },
  };
}

interface Match {
  readonly productKey: string;
  readonly start: number;
  readonly end: number;
}

function matchesIn(line: string): Match[] {
  return [...line.matchAll(pattern)].flatMap((match) => {
    const [text, withHyphens] = match;
    const productKey = normaliseProductKey(text);
    if (productKey === null) return [];
    const isSure = withHyphens !== undefined || typoCheck(productKey) === 'passed';
    return isSure ? [{ productKey, start: match.index, end: match.index + text.length }] : [];
  });
}

/** The words of the line, or where it has none, those of the line before as well. */
function noteOf(line: string, { start, end }: Match, before: string): string | null {
  // Keys are masked before anything is cut: half of one would not be recognised.
  const from = Math.max(0, start - margin);
  const masked = maskKeys(line.slice(from, end + margin));
  const [keyStart, keyEnd] = [start - from, end - from];
  const left = tidy(masked.slice(Math.max(0, keyStart - nearby), keyStart));
  const right = tidy(masked.slice(keyEnd, keyEnd + nearby));
  const lead = hasWords(left + right) ? '' : tidy(maskKeys(before).slice(-nearby));
  const words = tidy(`${lead} ${left}`).slice(-(longestNote / 2));
  if (!hasWords(words + right)) return null;
  return tidy(`${words} ${masked.slice(keyStart, keyEnd)} ${right}`.slice(0, longestNote));
}

function hasWords(text: string): boolean {
  return /\p{L}{2}/u.test(text);
}

/** One line without control characters and half characters, which no record may hold. */
function tidy(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cs}\s]+/gu, ' ').trim();
}
