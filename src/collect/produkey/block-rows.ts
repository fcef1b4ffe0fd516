// ProduKey's text export: a block of lines for each licence, `Product Key       : ...`, between lines
// of equals signs.
import { areKeyColumns, type ExportRow, openRow, rowList } from './export-row.js';
import { linesOf } from '../../text/text-lines.js';

/** Whether the start of a text is such a list of blocks. */
export function isBlocks(head: string): boolean {
  return /^\s*={10,}\s/.test(head) && /^Product Name {1,20}:/im.test(head);
}

/**
 * The licences of the blocks.
 * @throws ExportTooLargeError for more of them than any export has.
 */
export function blockRows(text: string): readonly ExportRow[] {
  const list = rowList();
  let row = openRow();
  const endBlock = (): void => {
    if (areKeyColumns(row.cells.keys())) list.add(row.cells);
    row = openRow();
  };
  for (const line of linesOf(text)) {
    const colon = line.indexOf(':');
    if (line.startsWith('==========')) endBlock();
    else if (colon > 0) row.set(line.slice(0, colon), line.slice(colon + 1));
  }
  // The last line may have been lost when the text was copied.
  endBlock();
  return list.rows;
}
