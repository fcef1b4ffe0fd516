// Tables with one line for each row, divided by commas, semicolons or tabs: ProduKey's csv and tab
// exports. ProduKey writes a line of column names only when it is told to, so the columns are told by
// that line or, without it, by their usual order. Owns csv-parse.
import { FormatError } from '../../bytes.js';
import {
  areKeyColumns,
  columnName,
  exportRow,
  ExportTooLargeError,
  type ExportRow,
  mostColumns,
  mostRows,
} from './export-row.js';
import { linesOf } from '../../text/text-lines.js';

/** ProduKey's columns in its usual order; versions before 1.50 had no build number. */
const usualColumns: readonly (readonly string[])[] = [
  ['product name', 'product id', 'product key', 'installation folder'].concat(
    'service pack',
    'build number',
    'computer name',
    'modified time',
  ),
  ['product name', 'product id', 'product key', 'installation folder'].concat(
    'service pack',
    'computer name',
    'modified time',
  ),
];
/** Among how many rows one that shows the columns is looked for. */
const rowsToTellBy = 50;
const longestRow = 64 * 1024;
const longestHead = 16 * 1024;
/** The rows of an export and those above its column names. */
const mostTableRows = mostRows + rowsToTellBy;

const looksLikeKey = /^\w{5}(?:-\w{5}){4}$|^Product key was not found$/i;
const looksLikeProductId = /^(?:[0-9A-Z]{5}-[0-9A-Z]{3,5}-\d{5,7}-[0-9A-Z]{5})?$/i;

/** Whether the start of a text is such a table. */
export async function isDelimited(head: string): Promise<boolean> {
  if (!/product key|\w{5}(?:-\w{5}){4}/i.test(head)) return false;
  const start = head.slice(0, longestHead);
  // The last line may be cut off, and a quote that never ends must not hide what the first line says.
  const lineEnd = start.length < head.length ? start.lastIndexOf('\n') : start.length;
  const firstLine = start.split('\n', 1)[0] ?? '';
  return (await isTold(start.slice(0, Math.max(0, lineEnd)))) || isTold(firstLine);
}

async function isTold(text: string): Promise<boolean> {
  try {
    return tell(await parse(text)) !== null;
  } catch (error) {
    if (error instanceof FormatError) return false;
    throw error;
  }
}

/**
 * The rows of a table.
 * @throws FormatError for a table that is broken, such as by a quote that is never closed;
 * ExportTooLargeError.
 */
export async function delimitedRows(text: string): Promise<ExportRow[]> {
  const rows = await parse(text);
  const told = tell(rows);
  if (told === null) return [];
  return rows
    .slice(told.firstRow)
    .filter((cells) => told.hasNames || isUsual(cells))
    .map((cells) => exportRow(told.columns, cells));
}

interface Told {
  readonly columns: readonly string[];
  readonly firstRow: number;
  readonly hasNames: boolean;
}

/** Where the columns are; null when it is another table. */
function tell(rows: readonly (readonly string[])[]): Told | null {
  const first = rows.slice(0, rowsToTellBy);
  const named = first.findIndex((cells) => areKeyColumns(cells.map(columnName)));
  if (named >= 0) {
    const columns = (first[named] ?? []).map(columnName);
    return { columns, firstRow: named + 1, hasNames: true };
  }
  const usual = first.find(isUsual);
  const columns = usualColumns.find((one) => one.length === usual?.length);
  return columns === undefined ? null : { columns, firstRow: 0, hasNames: false };
}

function isUsual(cells: readonly string[]): boolean {
  const [, productId = '', productKey = ''] = cells;
  const isOfLength = usualColumns.some((columns) => columns.length === cells.length);
  return isOfLength && looksLikeKey.test(productKey) && looksLikeProductId.test(productId);
}

async function parse(text: string): Promise<string[][]> {
  const { CsvError, parse: parseTable } = await import('csv-parse/sync');
  // Its own limit does not count the marks between cells, of which a row may have any number.
  for (const line of linesOf(text))
    if (line.length > longestRow) throw broken('CSV_MAX_RECORD_SIZE');
  const delimiter = mostFrequent(text.slice(0, longestHead));
  try {
    const rows: string[][] = parseTable(text, {
      delimiter,
      // A tab export holds quotes as they are.
      quote: delimiter === '\t' ? null : '"',
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: longestRow,
      trim: true,
      // Whatever the file holds, not more than this is kept of it.
      to: mostTableRows + 1,
      on_record: (cells: string[]) => cells.slice(0, mostColumns),
    });
    if (rows.length > mostTableRows) throw new ExportTooLargeError('rows');
    return rows;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // Its message may hold a cell.
    throw broken(error.code);
  }
}

function broken(actual: string): FormatError {
  return new FormatError('table', { offset: 0, expected: 'rows of cells', actual });
}

function mostFrequent(head: string): string {
  const counts = ['\t', ',', ';'].map((mark) => ({ mark, count: head.split(mark).length }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).mark;
}
