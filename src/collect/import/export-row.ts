// One row of an export, whatever its form: the texts of a licence by the names of their columns.

/** Texts by the names of their columns, as {@link columnName} gives them. */
export type ExportRow = ReadonlyMap<string, string>;

/** No name of a product or PC is longer; a file made to fill the memory has longer ones. */
const longestCell = 300;

/** A column's name as all forms share it: `Product Key`, `product_key` and `"Product Key"` are one. */
export function columnName(label: string): string {
  return cleanCell(label).toLowerCase().replaceAll('_', ' ');
}

/** A text without line ends, control characters and half characters, which no record may hold. */
export function cleanCell(text: string): string {
  return text
    .slice(0, longestCell)
    .replaceAll(/[\p{Cc}\p{Cs}\s]+/gu, ' ')
    .trim();
}

/** A row of cells under their columns; further cells are left out. */
export function exportRow(columns: readonly string[], cells: readonly string[]): ExportRow {
  const known = cells.slice(0, columns.length);
  return new Map(known.map((cell, i) => [columns[i] ?? '', cleanCell(cell)]));
}

/** Whether these are columns of an export of product keys. */
export function areKeyColumns(columns: readonly string[]): boolean {
  return columns.includes('product name') && columns.includes('product key');
}
