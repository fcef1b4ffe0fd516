// One value of an export in a copied text, where its bytes may run over several lines: with a backslash at
// the end of each, or without one where an e-mail cut them.
import { closingQuote } from './value.js';
import { longestText } from './lines.js';

const valueForm = /^(?:"(?:[^"\\]|\\.)*"|@)[ \t]*=[ \t]*(?=\S)/;
const hexForm = /^hex(?:\([\da-f]{1,8}\))?:/i;
const hexPart = /^[\da-f]{2}(?:,[\da-f]{2})*,?[ \t]*\\?$/i;

/** A value's name, as it was written, and what stands right of the equals sign. */
export interface CopiedValue {
  readonly name: string;
  readonly text: string;
}

/** Gathers the lines of one value after the other. */
export function copiedValue() {
  let name = '';
  let parts: string[] = [];
  let length = 0;
  return {
    /** Whether the line begins a value. What came before must have ended. */
    begins: (line: string): boolean => {
      const start = valueForm.exec(line)?.[0];
      if (start === undefined) return false;
      name = start.slice(0, start.lastIndexOf('=')).trim();
      parts = [withoutMark(line.slice(start.length))];
      length = line.length;
      return true;
    },
    /** Whether the line goes on with the bytes of a value. */
    goesOn: (line: string): boolean => {
      const isMore = hexForm.test(parts[0] ?? '') && hexPart.test(line);
      if (!isMore || length > longestText) return false;
      parts.push(withoutMark(line));
      length += line.length;
      return true;
    },
    /** The value that is at its end; null where none was begun, or a string never closes. */
    end: (): CopiedValue | null => {
      const text = parts.map((part) => part.replace(/,$/, '')).join(',');
      const whole = hexForm.test(text) ? text.replace(':,', ':') : text;
      parts = [];
      if (whole === '' || (whole.startsWith('"') && closingQuote(whole, 1) === null)) return null;
      return { name, text: whole };
    },
  };
}

function withoutMark(line: string): string {
  const text = line.trim();
  return text.endsWith('\\') ? text.slice(0, -1).trimEnd() : text;
}
