// A text that is gathered as long as it is no longer than what is read for records, and given back where
// it may hold some: a key, a mask, or the label of the end of one.
import { longestRecords } from '../records/key-record.js';

/** A text that is being gathered. */
export interface BoundedText {
  push(part: string): void;
  isTooLong(): boolean;
  /** The text; null where it is too long, or nothing in it tells of a key. */
  end(found: { readonly hasKeys: boolean }): string | null;
}

const mask = /(?:[Xx*#?_.\u2022\u25cf\u00d7]{5}[-\u2010-\u2015 ]){2}/;
/** Of the labels of a key's end, in the languages that they are known in. */
const endWords =
  /partial|last ?5|last five|ends? (?:with|in)|key ending|teil|partiell|letzte|derniers|parcial|parziale|[uú]ltim|gedeelt|laatste|cz[eę][sś]ciow|ostatni|частичн|последни/i;

/** A text without anything in it. */
export function boundedText(): BoundedText {
  let parts: string[] = [];
  let length = 0;
  return {
    push: (part) => {
      length += part.length;
      if (length <= longestRecords) parts.push(part);
      else parts = [];
    },
    isTooLong: () => length > longestRecords,
    end: ({ hasKeys }) => {
      if (length > longestRecords) return null;
      const text = parts.join('');
      return hasKeys || mask.test(text) || endWords.test(text) ? text : null;
    },
  };
}
