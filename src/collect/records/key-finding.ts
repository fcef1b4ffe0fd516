// The keys in a short text, each as often as it stands there, and masks of keys with the real end.
import {
  type KeyMatch,
  keysInLine,
  masksInLine,
  mayHaveEnd,
  shortestKey,
} from '../text/key-forms.js';
import { readingsOf } from '../text/visible-text.js';

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

/** The keys and masks in a text, in their order. */
export function keysIn(text: string): FoundKey[] {
  if (text.length > longestLine) return [];
  if (text.length < shortestKey && !mayHaveEnd(text)) return [];
  const clear = matchesIn(text);
  const known = new Set(clear.map(idOf));
  // What is found only in the line as it is seen stands somewhere in it.
  const seen = readingsOf(text)
    .filter((reading) => reading !== text)
    .flatMap(matchesIn)
    .filter((match) => !known.has(idOf(match)) && known.add(idOf(match)))
    .map((match) => ({ ...match, start: 0, end: text.length }));
  return [...clear, ...seen].map(foundKey).sort((a, b) => a.start - b.start);
}

function matchesIn(line: string): KeyMatch[] {
  return [...keysInLine(line), ...masksInLine(line)].slice(0, mostKeys);
}

function idOf({ read }: KeyMatch): string {
  return read.kind === 'key' ? read.productKey : `*${read.lastFive ?? ''}`;
}

function foundKey({ read, start, end }: KeyMatch): FoundKey {
  return read.kind === 'key'
    ? { productKey: read.productKey, lastFive: null, start, end }
    : { productKey: null, lastFive: read.lastFive, start, end };
}
