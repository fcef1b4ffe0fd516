// What stands on a terminal in the end, for the sessions that the pages show: a question is drawn, and
// drawn again where it stood when it was answered. No more of a terminal than the questions need.

/** Moves of the cursor, and what else has no place in a text. */
const token = /\u001b\[(\??[0-9;]*)([A-Za-z])|\r\n|\n|\r|[^\u001b\r\n]+/g;

/** The lines that are left on the screen, without colours. */
export function finalScreen(output: string): string {
  const lines: string[] = [''];
  let [row, column] = [0, 0];
  for (const [text, count = '', command] of output.matchAll(token)) {
    if (command !== undefined) {
      const steps = Number.parseInt(count, 10) || 1;
      if (command === 'A') row = Math.max(0, row - steps);
      if (command === 'B') row += steps;
      if (command === 'D') column = Math.max(0, column - steps);
      if (command === 'G') column = steps - 1;
      if (command === 'K') lines[row] = count === '2' ? '' : (lines[row] ?? '').slice(0, column);
      if (command === 'J') lines.splice(row, lines.length, (lines[row] ?? '').slice(0, column));
    } else if (text === '\n' || text === '\r\n') [row, column] = [row + 1, 0];
    else if (text === '\r') column = 0;
    else {
      const line = (lines[row] ?? '').padEnd(column);
      lines[row] = line.slice(0, column) + text + line.slice(column + text.length);
      column += text.length;
    }
    while (lines.length <= row) lines.push('');
  }
  return lines.map((line) => line.trimEnd()).join('\n');
}

/** The terminal of README's first session, and what is typed there: for pseudo-terminal.py. */
export const firstTerminal = {
  rows: 60,
  columns: 100,
  /** What is waited for, and what is typed then. */
  typing: [
    ['Make a recovery code', 'n'],
    ['as you wrote', '<word>\r'],
    ['And word', '<word>\r'],
  ],
} as const;
