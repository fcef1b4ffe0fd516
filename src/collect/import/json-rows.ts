// ProduKey's json export: a list of objects, one for each licence, their members named as the columns.
import * as v from 'valibot';
import { FormatError } from '../../bytes.js';
import { areKeyColumns, cleanCell, columnName, type ExportRow } from './export-row.js';

const list = v.array(v.record(v.string(), v.unknown()));

/** Whether the start of a text is such a list. */
export function isKeyJson(head: string): boolean {
  return /^\s*\[/.test(head) && /"product name"/i.test(head) && /"product key"/i.test(head);
}

/**
 * The rows of the list.
 * @throws FormatError when it is not JSON, or no list of objects.
 */
export function jsonRows(text: string): ExportRow[] {
  const result = v.safeParse(list, parse(text), { abortEarly: true });
  if (!result.success) throw broken('a list of objects', 'something else');
  return result.output.map(asRow).filter((row) => areKeyColumns([...row.keys()]));
}

function asRow(object: Readonly<Record<string, unknown>>): ExportRow {
  const texts = Object.entries(object).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[columnName(name), cleanCell(value)]] : [],
  );
  return new Map(texts);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // The parser's message quotes the text, and with it perhaps a key.
    if (error instanceof SyntaxError) throw broken('JSON', 'text that is none');
    throw error;
  }
}

function broken(expected: string, actual: string): FormatError {
  return new FormatError('export', { offset: 0, expected, actual });
}
