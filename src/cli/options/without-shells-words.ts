// What a command of the user says, without what the shell says of the command: that repeats its words, and
// whoever gives the passphrase itself in place of a command must not find it in a log.
import { shellProgram } from '../../system/child-environment.js';

/** Takes what a command said, piece by piece, and gives what may be shown of it. */
export interface SaidByCommand {
  /** What may be shown now: a question without a line's end is not held back. */
  take(text: string): string;
  /** What was held back and may be shown, at the end of all. */
  end(): string;
}

/** Reads what a command says. Pieces end anywhere: a shell may write one line with several calls. */
export function withoutShellsWords(command: string): SaidByCommand {
  const [first = ''] = command.trim().split(/\s/);
  const starts = [`${shellProgram()}: `, `'${first}'`, `"${first}"`];
  const isShells = (line: string): boolean => starts.some((start) => line.startsWith(start));
  const mayBecome = (line: string): boolean => starts.some((start) => start.startsWith(line));
  let held = '';
  /** What becomes of the rest of a line whose start has told. */
  let rest: 'undecided' | 'shown' | 'dropped' = 'undecided';
  const takePiece = (piece: string): string => {
    held += piece;
    const isWhole = held.endsWith('\n');
    if (rest === 'undecided' && isShells(held)) rest = 'dropped';
    if (rest === 'undecided' && (isWhole || !mayBecome(held))) rest = 'shown';
    if (rest === 'undecided') return '';
    const out = rest === 'shown' ? held : '';
    held = '';
    if (isWhole) rest = 'undecided';
    return out;
  };
  return {
    take: (text) =>
      text
        .split(/(?<=\n)/)
        .map(takePiece)
        .join(''),
    end: () => held,
  };
}
