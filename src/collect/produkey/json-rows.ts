// ProduKey's json export: a list of objects, one for each licence, their members named as the columns.
import * as v from 'valibot';
import { FormatError } from '../../bytes.js';
import {
  areKeyColumns,
  type ExportRow,
  ExportTooLargeError,
  mostRows,
  openRow,
} from './export-row.js';

const list = v.array(v.record(v.string(), v.unknown()));
/** Texts have brackets and commas too. */
const mostBrackets = 5 * mostRows;
const mostCommas = 20 * mostRows;

/** Whether the start of a text is such a list. */
export function isKeyJson(head: string): boolean {
  return /^\s*\[/.test(head) && /"product name"/i.test(head) && /"product key"/i.test(head);
}

/**
 * The rows of the list.
 * @throws FormatError when it is not JSON, or no list of objects; ExportTooLargeError.
 */
export function jsonRows(text: string): readonly ExportRow[] {
  const result = v.safeParse(list, parse(text), { abortEarly: true });
  if (!result.success) throw broken('a list of objects', 'something else');
  return result.output.map(asRow).filter((row) => areKeyColumns(row.keys()));
}

function asRow(object: Readonly<Record<string, unknown>>): ExportRow {
  const row = openRow();
  for (const [name, value] of Object.entries(object)) {
    if (typeof value === 'string') row.set(name, value);
  }
  return row.cells;
}

function parse(text: string): unknown {
  // The parser makes a value of everything at once: many times the text where that is `{},{},{},...`
  if (isMoreThan(text, /[{[]/g, mostBrackets)) throw new ExportTooLargeError('rows');
  if (isMoreThan(text, /,/g, mostCommas)) throw new ExportTooLargeError('values');
  try {
    return JSON.parse(text);
  } catch (error) {
    // The parser's message quotes the text, and with it perhaps a key.
    if (error instanceof SyntaxError) throw broken('JSON', 'text that is not JSON');
    throw error;
  }
}

function isMoreThan(text: string, mark: RegExp, most: number): boolean {
  let count = 0;
  while (mark.test(text)) {
    count += 1;
    if (count > most) return true;
  }
  return false;
}

function broken(expected: string, actual: string): FormatError {
  return new FormatError('export', { offset: 0, expected, actual });
}
