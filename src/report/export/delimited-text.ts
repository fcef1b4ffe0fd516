// Tables as text. A cell of a table is a formula to a spreadsheet where it begins like one, and what stands
// in names on a disk is a stranger's: such a cell gets an apostrophe in front, which spreadsheets hide.
// Sources: RFC 4180; OWASP, "CSV Injection".
import { harmless, oneLine } from './plain-text.js';

/** What a spreadsheet begins a formula with, also in the wide letters of East Asia. */
const formula = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\n]/u;

/** Rows with commas between their cells (RFC 4180); the first has the names of the columns. */
export function commaText(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('');
}

/** Rows with tabs between their cells. They have no quotes, so each cell is on one line. */
export function tabText(rows: readonly (readonly string[])[]): string {
  return rows
    .map((cells) => `${cells.map((cell) => guarded(oneLine(cell))).join('\t')}\r\n`)
    .join('');
}

function quoted(cell: string): string {
  const text = guarded(harmless(cell));
  return /[",\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function guarded(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}
