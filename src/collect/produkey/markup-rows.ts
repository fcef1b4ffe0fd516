// The rows of ProduKey's html and xml exports. In html a table has a row for each licence under a row
// of column names, or (the vertical form) a row for each name and its value; cells and rows are often
// not closed. In xml each item has an element for each column.
import {
  areKeyColumns,
  columnName,
  exportRow,
  type ExportRow,
  longestText,
  mostColumns,
  openRow,
  rowList,
} from './export-row.js';
import { markupReader } from '../../text/markup.js';

/** Whether the start of a text is markup that tells of product keys. */
export function isKeyMarkup(head: string): boolean {
  return /^\s*</.test(head) && ['name', 'key'].every((word) => hasColumn(head, word));
}

/**
 * The licences of an html or xml export; empty where there are none.
 * @throws ExportTooLargeError for more of them than any export has.
 */
export function markupRows(text: string): Promise<readonly ExportRow[]> {
  return /<(?:html|table|body)\b/i.test(text.slice(0, 4096)) ? htmlRows(text) : xmlRows(text);
}

function hasColumn(head: string, word: string): boolean {
  return new RegExp(`product[ _]${word}`, 'i').test(head);
}

async function htmlRows(text: string): Promise<readonly ExportRow[]> {
  const gatherer = rowGatherer();
  let cells: string[] = [];
  let isInCell = false;
  const endRow = (): void => {
    gatherer.take(cells);
    [cells, isInCell] = [[], false];
  };
  const reader = await markupReader(
    {
      open: (name) => {
        if (name === 'tr') endRow();
        if (name !== 'td' && name !== 'th') return;
        isInCell = cells.length < mostColumns;
        if (isInCell) cells.push('');
      },
      close: (name) => {
        if (name === 'td' || name === 'th') isInCell = false;
        if (name === 'tr' || name === 'table') endRow();
      },
      text: (part) => {
        const cell = cells.pop();
        if (cell !== undefined) cells.push(isInCell ? withPart(cell, part) : cell);
      },
    },
    { isXml: false },
  );
  reader.push(text);
  reader.end();
  endRow();
  return gatherer.end();
}

/** A text of a million entities comes in a million parts. */
function withPart(text: string, part: string): string {
  return text.length > longestText ? text : text + part;
}

/** Makes licences of the rows of a table, lying or standing. */
function rowGatherer() {
  const list = rowList();
  let columns: readonly string[] | null = null;
  let standing = openRow();
  const endStanding = (): void => {
    if (areKeyColumns(standing.cells.keys())) list.add(standing.cells);
    standing = openRow();
  };
  const take = (cells: readonly string[]): void => {
    const names = cells.map(columnName);
    const [label = '', value = ''] = cells;
    if (areKeyColumns(names)) columns = names;
    else if (columns?.length === cells.length) list.add(exportRow(columns, cells));
    else if (cells.length === 2) {
      if (names[0] === 'product name') endStanding();
      standing.set(label, value);
    }
  };
  const end = (): readonly ExportRow[] => {
    endStanding();
    return list.rows;
  };
  return { take, end };
}

async function xmlRows(text: string): Promise<readonly ExportRow[]> {
  const list = rowList();
  let item = openRow();
  let value = '';
  const endItem = (): void => {
    if (areKeyColumns(item.cells.keys())) list.add(item.cells);
    item = openRow();
  };
  const reader = await markupReader(
    {
      open: (name) => {
        value = '';
        if (name === 'item') endItem();
      },
      close: (name) => {
        if (name === 'item') endItem();
        else item.set(name, value);
        value = '';
      },
      text: (part) => {
        value = withPart(value, part);
      },
    },
    { isXml: true },
  );
  reader.push(text);
  reader.end();
  endItem();
  return list.rows;
}
