// A web page as the lines that a person sees: a row of a table is a line with tabs between its cells, a
// cell with lines of its own is as many. Tables lie in tables where mails are laid out by them.
import { type MarkupReader, markupReader } from '../../text/markup.js';

const inCell = new Set(['td', 'th']);
const headings = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
/** Tags that end a paragraph; the others of a block end a line. */
const paragraphs = new Set(
  'p table ul ol dl section article form hr blockquote caption'.split(' '),
);
const lines = new Set('br div li dd dt tr pre tbody thead option title'.split(' '));
/** Their text is not shown. */
const hidden = new Set(['script', 'style']);
const longestCell = 64 * 1024;
const mostTables = 32;

/** The rows that are open, one for each table that another lies in. */
interface OpenRow {
  cells: string[];
}

/** The lines of a page. */
export async function pageLines(page: string): Promise<string> {
  const parts: string[] = [];
  const rows: OpenRow[] = [{ cells: [] }];
  let hiddenBy: string | null = null;
  const row = (): OpenRow => rows.at(-1) ?? { cells: [] };
  const write = (text: string): void => {
    const cell = row().cells.pop();
    if (cell === undefined) parts.push(text);
    else row().cells.push(cell.length > longestCell ? cell : cell + text);
  };
  const endRow = (): void => {
    const { cells } = row();
    row().cells = [];
    if (cells.length > 0) write(rowText(cells));
  };
  const reader: MarkupReader = await markupReader(
    {
      open: (name) => {
        if (hidden.has(name)) hiddenBy = name;
        if (name === 'table') {
          write('\n\n');
          if (rows.length < mostTables) rows.push({ cells: [] });
        } else if (name === 'tr') endRow();
        else if (inCell.has(name)) row().cells.push('');
        else if (headings.has(name)) write('\n\n# ');
        else if (paragraphs.has(name)) write('\n\n');
        else if (lines.has(name)) write('\n');
      },
      value: (text) => {
        if (hiddenBy === null) write(` ${text.replaceAll(/[\r\n\t]+/g, ' ')} `);
      },
      close: (name) => {
        if (name === hiddenBy) hiddenBy = null;
        if (name === 'tr') endRow();
        else if (name === 'table') {
          endRow();
          if (rows.length > 1) rows.pop();
          write('\n\n');
        } else if (headings.has(name) || paragraphs.has(name)) write('\n\n');
        else if (lines.has(name)) write('\n');
      },
      text: (text) => {
        if (hiddenBy === null) write(text.replaceAll(/[\r\n\t]+/g, ' '));
      },
    },
    { isXml: false },
  );
  reader.push(page);
  reader.end();
  while (rows.length > 1) {
    endRow();
    rows.pop();
  }
  endRow();
  return parts.join('');
}

/** One line where several cells say something; else the lines of the one that does. */
function rowText(cells: readonly string[]): string {
  const said = cells.filter((cell) => cell.trim() !== '');
  const isAlone = said.length < 2 && (cells.length < 2 || said[0]?.trim().includes('\n') === true);
  if (isAlone) return `${said[0] ?? ''}\n`;
  const isLaidOut = said.some((cell) => cell.trim().includes('\n\n'));
  if (isLaidOut) return `${said.join('\n\n')}\n`;
  return `${cells.map((cell) => cell.replaceAll(/\s+/g, ' ').trim()).join('\t')}\n`;
}
