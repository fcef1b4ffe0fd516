// ProduKey's text export: a block of lines for each licence, `Product Key       : ...`, between lines
// of equals signs.
import { areKeyColumns, cleanCell, columnName, type ExportRow } from './export-row.js';

/** Whether the start of a text is such a list of blocks. */
export function isBlocks(head: string): boolean {
  return /^\s*={10,}\s/.test(head) && /^Product Name {1,20}:/im.test(head);
}

/** The licences of the blocks. */
export function blockRows(text: string): ExportRow[] {
  const rows: ExportRow[] = [];
  let row = new Map<string, string>();
  for (const line of text.split('\n')) {
    const colon = line.indexOf(':');
    if (/^={10}/.test(line)) {
      if (areKeyColumns([...row.keys()])) rows.push(row);
      row = new Map();
    } else if (colon > 0) {
      row.set(columnName(line.slice(0, colon)), cleanCell(line.slice(colon + 1)));
    }
  }
  // The last line may have been lost when the text was copied.
  if (areKeyColumns([...row.keys()])) rows.push(row);
  return rows;
}
