// How text is laid out on a screen of so many columns: long lines are broken between words, below their
// own beginning; a word that is longer than the screen (a product key, a path) stays whole.
import stringWidth from 'fast-string-width';
import { wrapAnsi } from 'fast-wrap-ansi';

/** A space where no line is broken; on the screen it is a plain one. */
const tie = '\u00a0';

/** No line is laid out for less, however narrow the screen says it is. */
const leastColumns = 20;

/** What a line begins with and its continuation stands behind: a number, a box, cells of a table. */
const beginning = /^ *(?:\d+\. |\[.\] )?(?:(?:\S+ )*\S+ {2,}(?=\S))?/;

/** The text with its spaces tied: it is shown on one line, as something to be typed is. */
export function tied(text: string): string {
  return text.replaceAll(' ', tie);
}

/** Text as it is written to a screen of so many columns, or to a file: null breaks nothing. */
export function laidOut(text: string, columns: number | null): string {
  const lines = text.split('\n');
  const width = columns === null ? null : Math.max(leastColumns, columns);
  const broken = width === null ? lines : lines.map((line) => lineBroken(line, width));
  return broken.join('\n').replaceAll(tie, ' ');
}

function lineBroken(line: string, columns: number): string {
  if (stringWidth(line) <= columns) return line;
  const [first, hang] = hanging(line, columns);
  const rows = wrapAnsi(line.slice(first.length), columns - hang, { hard: false }).split('\n');
  const below = `\n${' '.repeat(hang)}`;
  // What does not fit beside its beginning stands below it.
  const isBeside = stringWidth(first) <= hang;
  const above = isBeside ? first : `${lineBroken(first.trimEnd(), columns)}${below}`;
  return above + rows.join(below);
}

/** The beginning that is kept as it is, and how far the rest hangs. */
function hanging(line: string, columns: number): readonly [first: string, hang: number] {
  const indent = (/^ */.exec(line)?.[0] ?? '').length;
  const first = beginning.exec(line)?.[0] ?? '';
  const width = stringWidth(first);
  if (columns - width >= columns / 2) return [first, width];
  return [first, indent + 4];
}

/** The beginning of the text, one column short of the screen's width: the cursor stays on its line. */
export function cut(text: string, columns: number): string {
  return text.slice(0, Math.max(0, columns - 1));
}

/** Whether each line fits on a screen of so many columns; null is one without an end. */
export function fits(lines: readonly string[], columns: number | null): boolean {
  return columns === null || lines.every((line) => stringWidth(line) <= columns);
}

/** Rows as columns, each as wide as its widest cell; on a screen that is too narrow each row is a list. */
export function columns(
  rows: readonly (readonly string[])[],
  indent: string,
  width: number | null = null,
): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, stringWidth(cell))));
  }
  const pad = (cell: string, i: number): string =>
    cell + ' '.repeat((widths[i] ?? 0) - stringWidth(cell));
  const lines = rows.map((row) => `${indent}${row.map(pad).join('  ')}`.trimEnd());
  if (fits(lines, width)) return lines;
  return rows.map(([first = '', ...rest]) =>
    [first, ...rest.map((cell) => `    ${cell}`)].map((cell) => `${indent}${cell}`).join('\n'),
  );
}
