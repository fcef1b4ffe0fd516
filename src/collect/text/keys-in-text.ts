// Every product key in a text, with the words around it; the masks of keys, of which the end is known;
// and what looks like a key and is none. key-forms.ts has what counts as one. All work is bounded by
// the length of the text.
import { type KeyMatch, keysInLine, masksInLine, mayHaveEnd, shortestKey } from './key-forms.js';
import { type NearMatch, nearKeysInLine } from './near-keys.js';
import { readingsOf } from './visible-text.js';
import { lineJoiner, type NumberedLine } from './wrapped-lines.js';
import { maskedKey, maskKeyParts } from '../../text/key-mask.js';

/** What was found beside a key, a mask or a near-key. */
interface Found {
  /** The words around it, every key in them masked; null where there are none. */
  readonly note: string | null;
  /** From 1, in the text that was scanned. */
  readonly line: number;
}

/** A key that was found. */
export interface KeyInText extends Found {
  /** In its usual form. */
  readonly productKey: string;
}

/** The mask of a key. */
export interface KeyEndInText extends Found {
  /** What it shows of the key. */
  readonly lastFive: string;
}

/** What looks like a key, and is none. */
export interface NearKeyInText extends Found {
  /** As it stands there. */
  readonly text: string;
}

/** Finds keys in a text that is given a part at a time. */
export interface KeyScanner {
  /** Each key once, with the place where it stands first. */
  readonly keys: ReadonlyMap<string, KeyInText>;
  /** Each end of a masked key once, by its five characters. */
  readonly ends: ReadonlyMap<string, KeyEndInText>;
  /** Each near-key once, by its symbols. */
  readonly nearKeys: ReadonlyMap<string, NearKeyInText>;
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

/** @param mostKeys after so many and one more nothing is looked for any longer. */
export function keyScanner({ mostKeys }: { readonly mostKeys: number }): KeyScanner {
  const keys = new Map<string, KeyInText>();
  const ends = new Map<string, KeyEndInText>();
  const nearKeys = new Map<string, NearKeyInText>();
  let rest = '';
  let number = 1;
  let before = '';
  const keep = <T>(among: Map<string, T & Found>, id: string, told: T, at: KeyPlaceIn): void => {
    if (among.has(id) || among.size > mostKeys) return;
    among.set(id, { ...told, note: noteOf(at.line, at, before), line: number });
  };
  const scanReading = (line: string): void => {
    const found = keysInLine(line);
    for (const { read, ...at } of [...found, ...masksInLine(line)]) {
      if (read.kind === 'key') {
        keep(keys, read.productKey, { productKey: read.productKey }, { line, ...at });
      } else if (read.lastFive !== null) {
        keep(ends, read.lastFive, { lastFive: read.lastFive }, { line, ...at });
      }
    }
    for (const { symbols, text, ...at } of outsideOf(found, nearKeysInLine(line))) {
      keep(nearKeys, symbols, { text }, { line, ...at });
    }
  };
  const scan = (line: string): void => {
    if (keys.size > mostKeys || (line.length < shortestKey && !mayHaveEnd(line))) return;
    readingsOf(line).forEach(scanReading);
  };
  const joiner = lineJoiner();
  const takeLines = (lines: readonly NumberedLine[]): void => {
    for (const { text, number: first } of lines) {
      number = first;
      scan(text);
      if (text.trim() !== '') before = readingsOf(text.slice(-margin))[0] ?? '';
    }
  };
  const endLine = (line: string): void => {
    takeLines(joiner.push(line));
  };
  return {
    ...{ keys, ends, nearKeys },
    push: (part) => {
      // A carriage return at the end may be the first half of a line end.
      const lines = (rest + part).split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop() ?? '';
      lines.forEach(endLine);
      for (; rest.length > longestLine; rest = rest.slice(longestLine - overlap)) {
        takeLines(joiner.end());
        number = joiner.next();
        scan(rest.slice(0, longestLine));
      }
    },
    end: () => {
      endLine(rest);
      takeLines(joiner.end());
      rest = '';
    },
  };
}

interface KeyPlaceIn extends Pick<KeyMatch, 'start' | 'end'> {
  readonly line: string;
}

/** A key with a word joined to it looks like a near-key, too. */
function outsideOf(keys: readonly KeyMatch[], near: readonly NearMatch[]): NearMatch[] {
  return near.filter((one) => keys.every((key) => key.end <= one.start || key.start >= one.end));
}

/** The words of the line, or where it has none, those of the line before as well. */
function noteOf(line: string, { start, end }: KeyPlaceIn, before: string): string | null {
  // Keys are masked before anything is cut: half of one would not be recognised.
  const from = Math.max(0, start - margin);
  const masked = maskKeyParts(line.slice(from, end + margin));
  const [keyStart, keyEnd] = [start - from, end - from];
  const left = tidy(withoutTags(masked.slice(Math.max(0, keyStart - nearby), keyStart)));
  const right = tidy(withoutTags(masked.slice(keyEnd, keyEnd + nearby)));
  const lead = hasWords(left + right) ? '' : tidy(withoutTags(maskKeyParts(before).slice(-nearby)));
  const words = tidy(`${lead} ${left}`).slice(-(longestNote / 2));
  if (!hasWords(words + right)) return null;
  return tidy(`${words} ${maskedKey(line.slice(start, end))} ${right}`.slice(0, longestNote));
}

const tag = '/?(?:[a-z][a-z\\d-]{0,30}|!--)(?:[\\s"\'/][^<>]*)?';
const tags = new RegExp(`<${tag}>|<${tag}$|^["'][^<>]*>`, 'gi');

/** What stands in an attribute has tags around it, which say nothing to a person. */
function withoutTags(text: string): string {
  return text.replaceAll(tags, ' ');
}

function hasWords(text: string): boolean {
  return /\p{L}{2}/u.test(text);
}

/** One line without control characters and half characters, which no record may hold. */
function tidy(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cs}\s]+/gu, ' ').trim();
}
