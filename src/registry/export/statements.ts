// The statements of a registry export: a key in brackets, or a value below it. Values that run over
// several lines are joined: bytes by a backslash at the line's end, strings until their quote closes.
import { closingQuote } from './value.js';
import { longestText, type TextLine } from './lines.js';

/** One statement, and the line that it begins on. */
export type RegStatement =
  /** What follows belongs to this key; null for a key that is to be deleted. */
  | { readonly kind: 'key'; readonly line: number; readonly path: string | null }
  /** `text` is what stands right of the equals sign. */
  | { readonly kind: 'value'; readonly line: number; readonly name: string; readonly text: string }
  | { readonly kind: 'broken'; readonly line: number; readonly expected: string };

/** Joins lines to statements. */
export interface StatementJoiner {
  /** The statements that this line ends. */
  line(line: TextLine): readonly RegStatement[];
  /** The file is at its end: what is open is broken. */
  end(): readonly RegStatement[];
}

/** A value that goes on in the next line. */
interface OpenValue {
  readonly name: string;
  readonly line: number;
  readonly isString: boolean;
  readonly parts: string[];
  length: number;
}

/** A joiner for the lines after the header. */
export function statementJoiner(): StatementJoiner {
  let open: OpenValue | null = null;
  const start = (line: TextLine): readonly RegStatement[] => {
    const begun = begin(line);
    if (begun === null || 'kind' in begun) return begun === null ? [] : [begun];
    open = begun;
    return [];
  };
  const goOn = (value: OpenValue, { text, isTooLong }: TextLine): readonly RegStatement[] => {
    value.parts.push(text);
    // With its line end: a file may have empty lines without end.
    value.length += text.length + 1;
    const isOver = isTooLong || value.length > longestText;
    if (!isOver && !endsIn(value, text)) return [];
    open = null;
    return [isOver ? tooLong(value.line) : joined(value)];
  };
  return {
    line: (line) => {
      if (open === null) return start(line);
      // A string that never closes must not swallow the rest of the file.
      if (!/^\[-?HKEY_/i.test(line.text)) return goOn(open, line);
      const unfinished = cutOff(open);
      open = null;
      return [unfinished, ...start(line)];
    },
    end: () => (open === null ? [] : [cutOff(open)]),
  };
}

/** What a line begins: a whole statement, a value that goes on, or nothing. */
function begin(line: TextLine): RegStatement | OpenValue | null {
  if (line.isTooLong) return tooLong(line.number);
  const text = line.text.trimStart();
  if (text.startsWith('[')) return keyStatement(text, line.number);
  if (text.startsWith('@') || text.startsWith('"')) return beginValue(text, line.number);
  return null;
}

function keyStatement(text: string, line: number): RegStatement {
  const end = text.lastIndexOf(']');
  if (end < 0) return { kind: 'broken', line, expected: 'a closing bracket' };
  const path = text.slice(1, end);
  return { kind: 'key', line, path: path.startsWith('-') ? null : path };
}

function beginValue(text: string, line: number): RegStatement | OpenValue {
  const nameEnd = text.startsWith('@') ? 0 : closingQuote(text, 1);
  const equals = nameEnd === null ? -1 : text.indexOf('=', nameEnd);
  if (nameEnd === null || equals < 0 || text.slice(nameEnd + 1, equals).trim() !== '') {
    return { kind: 'broken', line, expected: 'a name and an equals sign' };
  }
  const name = text.slice(1, nameEnd).replaceAll(/\\([\\"])/g, '$1');
  const first = text.slice(equals + 1).trimStart();
  const isString = first.startsWith('"');
  const goesOn = isString ? closingQuote(first, 1) === null : isWrapped(first);
  if (!goesOn) return { kind: 'value', line, name, text: first };
  return { name, line, isString, parts: [first], length: first.length };
}

function endsIn(value: OpenValue, text: string): boolean {
  return value.isString ? closingQuote(text, 0) !== null : !isWrapped(text);
}

function isWrapped(text: string): boolean {
  return text.trimEnd().endsWith('\\');
}

function joined({ name, line, parts }: OpenValue): RegStatement {
  return { kind: 'value', line, name, text: parts.join('\n') };
}

function cutOff({ line, isString }: OpenValue): RegStatement {
  return { kind: 'broken', line, expected: isString ? 'a closing quote' : 'more bytes' };
}

function tooLong(line: number): RegStatement {
  return { kind: 'broken', line, expected: `at most ${longestText} characters` };
}
