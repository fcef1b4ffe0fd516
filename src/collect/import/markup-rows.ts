// The rows of ProduKey's html and xml exports. In html a table has a row for each licence under a row
// of column names, or (the vertical form) a row for each name and its value; cells and rows are often
// not closed. In xml each item has an element for each column.
import { areKeyColumns, cleanCell, columnName, exportRow, type ExportRow } from './export-row.js';
import { markupReader } from './markup.js';

/** Whether the start of a text is markup that tells of product keys. */
export function isKeyMarkup(head: string): boolean {
  return /^\s*</.test(head) && ['name', 'key'].every((word) => hasColumn(head, word));
}

/** The licences of an html or xml export; empty where there are none. */
export function markupRows(text: string): Promise<ExportRow[]> {
  return /<(?:html|table|body)\b/i.test(text.slice(0, 4096)) ? htmlRows(text) : xmlRows(text);
}

function hasColumn(head: string, word: string): boolean {
  return new RegExp(`product[ _]${word}`, 'i').test(head);
}

async function htmlRows(text: string): Promise<ExportRow[]> {
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
        isInCell = isInCell || name === 'td' || name === 'th';
        if (name === 'td' || name === 'th') cells.push('');
      },
      close: (name) => {
        if (name === 'td' || name === 'th') isInCell = false;
        if (name === 'tr' || name === 'table') endRow();
      },
      text: (part) => {
        const cell = cells.pop();
        if (cell !== undefined) cells.push(isInCell ? cell + part : cell);
      },
    },
    { isXml: false },
  );
  reader.push(text);
  reader.end();
  endRow();
  return gatherer.end();
}

/** Makes licences of the rows of a table, lying or standing. */
function rowGatherer() {
  const rows: ExportRow[] = [];
  let columns: readonly string[] | null = null;
  let standing = new Map<string, string>();
  const endStanding = (): void => {
    if (areKeyColumns([...standing.keys()])) rows.push(standing);
    standing = new Map();
  };
  const take = (cells: readonly string[]): void => {
    const names = cells.map(columnName);
    const [name = '', value = ''] = names;
    if (areKeyColumns(names)) columns = names;
    else if (columns?.length === cells.length) rows.push(exportRow(columns, cells));
    else if (cells.length === 2) {
      if (name === 'product name') endStanding();
      standing.set(name, cleanCell(cells[1] ?? value));
    }
  };
  const end = (): ExportRow[] => {
    endStanding();
    return rows;
  };
  return { take, end };
}

async function xmlRows(text: string): Promise<ExportRow[]> {
  const rows: ExportRow[] = [];
  let item = new Map<string, string>();
  let value = '';
  const endItem = (): void => {
    if (areKeyColumns([...item.keys()])) rows.push(item);
    item = new Map();
  };
  const reader = await markupReader(
    {
      open: (name) => {
        value = '';
        if (name === 'item') endItem();
      },
      close: (name) => {
        if (name === 'item') endItem();
        else item.set(columnName(name), cleanCell(value));
        value = '';
      },
      text: (part) => {
        value += part;
      },
    },
    { isXml: true },
  );
  reader.push(text);
  reader.end();
  endItem();
  return rows;
}
