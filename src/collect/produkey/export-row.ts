// One row of an export, whatever its form: the texts of a licence by the names of their columns. A file
// made to fill the memory has rows, columns and cells without end: all three are bounded here.
import { FormatError } from '../../bytes.js';
import { maskedStart } from '../../text/key-mask.js';

/** Texts by the names of their columns, as {@link columnName} gives them. */
export type ExportRow = ReadonlyMap<string, string>;

/** Some thousand PCs of a network. */
export const mostRows = 20_000;
/** ProduKey has eight. */
export const mostColumns = 50;
/** No name of a product or PC is longer. */
const longestCell = 300;
/** Of a cell that comes in parts not much more is gathered. */
export const longestText = 4096;
const keyColumn = 'product key';

/** What a parser throws where an export has more than the PCs of any network fill. */
export class ExportTooLargeError extends FormatError {
  constructor(things: string) {
    super('export', { offset: 0, expected: `fewer ${things}`, actual: 'too many' });
  }
}

/** A row that is being filled. */
export interface OpenRow {
  readonly cells: ExportRow;
  /** Sets a cell under the label of its column; one column too many is left out. */
  set(label: string, text: string): void;
}

/** A row without cells. */
export function openRow(): OpenRow {
  const cells = new Map<string, string>();
  return {
    cells,
    set: (label, text) => {
      const column = columnName(label);
      if (cells.size < mostColumns || cells.has(column)) cells.set(column, cellOf(column, text));
    },
  };
}

/** Rows that are being gathered. */
export interface RowList {
  readonly rows: readonly ExportRow[];
  /** @throws ExportTooLargeError for one more than any export has. */
  add(row: ExportRow): void;
}

/** A list without rows. */
export function rowList(): RowList {
  const rows: ExportRow[] = [];
  return {
    rows,
    add: (row) => {
      if (rows.length === mostRows) throw new ExportTooLargeError('rows');
      rows.push(row);
    },
  };
}

/** A column's name as all forms share it: `Product Key`, `product_key` and `"Product Key"` are one. */
export function columnName(label: string): string {
  return tidy(label.slice(0, longestCell)).toLowerCase().replaceAll('_', ' ');
}

/** A row of cells under their columns; further cells are left out. */
export function exportRow(columns: readonly string[], cells: readonly string[]): ExportRow {
  const row = openRow();
  columns.slice(0, cells.length).forEach((column, i) => {
    row.set(column, cells[i] ?? '');
  });
  return row.cells;
}

/** Whether these are columns of an export of product keys. */
export function areKeyColumns(columns: Iterable<string>): boolean {
  const names = new Set(columns);
  return names.has('product name') && names.has(keyColumn);
}

/** Where cells have moved to other columns a key may stand anywhere, and only one column is its own. */
function cellOf(column: string, text: string): string {
  const isKey = column === keyColumn;
  return isKey ? tidy(text.slice(0, longestCell)) : maskedStart(text, longestCell, tidy);
}

/** A text without line ends, control characters and half characters, which no record may hold. */
function tidy(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cs}\s]+/gu, ' ').trim();
}
