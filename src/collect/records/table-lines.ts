// Tables in a text, told by their row of column names: divided by commas, semicolons, tabs or bars, or by
// blanks as PowerShell and wmic print them. A row whose cells are not where the names are says its key
// and nothing else.
import { maskKeys } from '../../text/key-mask.js';
import { type Field, mostFields } from './key-record.js';
import { labelOf } from './label.js';

/** A table that is being read a line at a time. */
export interface OpenTable {
  /**
   * The fields of a row; empty for a line that belongs to the table and is none, null for one that is
   * after the table.
   */
  take(line: string, number: number): readonly Field[] | null;
}

const marks = ['\t', ';', ',', '|'] as const;
type Mark = (typeof marks)[number];
const longestHead = 4096;
const longestName = 80;
const isRule = /^[\s|+:=-]*$/;
/** A cell may hold line ends. */
const longestRow = 16 * 1024;

/** The table that a line of column names begins; null where it is none. */
export function tableOf(line: string): OpenTable | null {
  if (line.length > longestHead) return null;
  const mark = marks.find((one) => line.includes(one) && areColumns(cellsOf(line, one)));
  if (mark !== undefined) return delimitedTable(cellsOf(line, mark), mark);
  const starts = [...line.matchAll(/(?<=^|\s{2})\S/g)].map(({ index }) => index);
  const names = cutAt(line, starts);
  const areKnown = names.length > 1 && names.every((name) => labelOf(name) !== null);
  return areKnown && areColumns(names) ? spacedTable(names, starts, { isRuled: false }) : null;
}

/** The table whose column names are underlined with dashes; null where they are none. */
export function underlinedTable(head: string, rule: string): OpenTable | null {
  if (head.length > longestHead || !/^\s*-+(?:\s+-+)*\s*$/.test(rule)) return null;
  const starts = [...rule.matchAll(/-+/g)].map(({ index }) => index);
  const names = cutAt(head, starts);
  return hasKeyColumn(names) ? spacedTable(names, starts, { isRuled: true }) : null;
}

function areColumns(cells: readonly string[]): boolean {
  if (cells.length < 2 || cells.length > mostFields || cells.some(isNoName)) return false;
  return hasKeyColumn(cells);
}

function isNoName(cell: string): boolean {
  const isSentence = /[.!?:]$|^\d+$/.test(cell) && labelOf(cell) === null;
  return cell.length > longestName || isSentence || maskKeys(cell) !== cell;
}

function hasKeyColumn(cells: readonly string[]): boolean {
  return cells.some((cell) => {
    const fact = labelOf(named(cell))?.fact;
    return fact === 'productKey' || fact === 'lastFive';
  });
}

/** `Win Lic` is the column of keys where there is no better one. */
function named(column: string): string {
  const name = column.replace(/\b(?:lic|licen[cs]e|lizenz)s?\.?$/i, 'License Key');
  return labelOf(column) === null && labelOf(name)?.fact === 'productKey' ? name : column;
}

function delimitedTable(names: readonly string[], mark: Mark): OpenTable {
  let open = '';
  const columns = names.map(named);
  const ofPc = columns.findIndex((column) => labelOf(column)?.fact === 'computer');
  let pc = '';
  const withPc = (fields: readonly Field[]): readonly Field[] => {
    if (fields.length !== columns.length) return fields;
    // An empty cell says the same as the one above it.
    pc = fields[ofPc]?.value === '' ? pc : (fields[ofPc]?.value ?? '');
    return fields.map((field, i) => (i === ofPc ? { ...field, value: pc } : field));
  };
  return {
    take: (line, number) => {
      // A rule under the names, or a line that is empty.
      if (open === '' && isRule.test(line)) return line.trim() === '' && mark === '|' ? null : [];
      const row = open === '' ? line : `${open}\n${line}`;
      if (isQuoteOpen(row, mark) && row.length < longestRow) {
        open = row;
        return [];
      }
      open = '';
      const cells = cellsOf(row, mark);
      if (cells.length < 2) return null;
      return withPc(fieldsOf(columns, joinedCells(columns, cells, { row, mark }), number));
    },
  };
}

function spacedTable(
  columns: readonly string[],
  starts: readonly number[],
  { isRuled }: { readonly isRuled: boolean },
): OpenTable {
  let rows = 0;
  return {
    take: (line, number) => {
      // What wmic prints has an empty line after each row.
      if (line.trim() === '') return isRuled && rows > 0 ? null : [];
      const fits = starts.every((start) => start === 0 || /^\s?$/.test(line.charAt(start - 1)));
      if (!fits && !isRuled) return null;
      rows += 1;
      return fits
        ? fieldsOf(columns, cutAt(line, starts), number)
        : keysAlone(columns, line, number);
    },
  };
}

/** wmic does not quote a name with a comma and a blank in it: joined where that makes the row fit. */
function joinedCells(
  columns: readonly string[],
  cells: readonly string[],
  { row, mark }: { readonly row: string; readonly mark: Mark },
): readonly string[] {
  if (mark !== ',' || cells.length <= columns.length || row.includes('"')) return cells;
  const joined = row.split(/,(?! )/, 2 * mostFields).map((cell) => cell.trim());
  const isText = (cell: string, i: number): boolean => {
    const fact = labelOf(columns[i] ?? '')?.fact;
    return !cell.includes(', ') || fact === 'product' || fact === 'title' || fact === 'description';
  };
  return joined.length === columns.length && joined.every(isText) ? joined : cells;
}

function fieldsOf(columns: readonly string[], cells: readonly string[], line: number): Field[] {
  const rest = cells.slice(columns.length).filter((cell) => cell !== '');
  // Where cells have moved to other columns no name can be trusted.
  if (rest.length > 0) return keysAlone(columns, cells.join(' '), line);
  return columns.map((label, i) => ({ label, value: cells[i] ?? '', line }));
}

function keysAlone(columns: readonly string[], text: string, line: number): Field[] {
  const label = columns.find((column) => hasKeyColumn([column])) ?? '';
  return [{ label, value: text, line }];
}

function cutAt(line: string, starts: readonly number[]): string[] {
  return starts.slice(0, mostFields).map((start, i) => line.slice(start, starts[i + 1]).trim());
}

/** The cells of a row; in quotes a mark is a letter like others, and two quotes are one. */
function cellsOf(row: string, mark: Mark): string[] {
  if (mark === '|') {
    const inner = row.trim().replace(/^\|/, '').replace(/\|$/, '');
    return inner.split('|', mostFields + 1).map((cell) => cell.trim());
  }
  if (!row.includes('"')) return row.split(mark, 2 * mostFields).map((cell) => cell.trim());
  const cells: string[] = [];
  const cell = new RegExp(`\\s*(?:"((?:[^"]|"")*)"[^${mark}]*|([^${mark}]*))(${mark}|$)`, 'y');
  while (cells.length < 2 * mostFields) {
    const match = cell.exec(row);
    if (match === null) break;
    cells.push((match[1]?.replaceAll('""', '"') ?? match[2] ?? '').trim());
    if (match[3] === '') break;
  }
  return cells;
}

function isQuoteOpen(row: string, mark: Mark): boolean {
  return mark !== '|' && new RegExp(`(?:^|${mark})\\s*"`).test(row) && count(row, '"') % 2 === 1;
}

function count(text: string, mark: string): number {
  return text.split(mark).length - 1;
}
