// The text of a registry export (.reg) as keys and values: those of the keys that are wanted, nothing
// of the others. Deletions are left out. Form: "Windows Registry Editor Version 5.00", as the Registry
// Editor writes it, and the older REGEDIT4.
import { FormatError } from '../../bytes.js';
import type { TextLine } from './lines.js';
import { type RegStatement, statementJoiner } from './statements.js';
import { broken, parseRegValue, type RegValue } from './value.js';

/** What is to be done with what is read. */
export interface RegTextHandler {
  /** Whether the values of this key are wanted. */
  onKey(path: string): boolean;
  /** A value of the key last wanted. */
  onValue(name: string, value: RegValue): void;
  /** A value or line in a wanted key, or a key's line, that cannot be read. */
  onBroken(error: FormatError): void;
}

/** Reads an export a line at a time; the header must have been read before. */
export interface RegTextReader {
  line(line: TextLine): void;
  /** The file is at its end. */
  end(): void;
}

const headers = { 'windows registry editor version 5.00': false, regedit4: true } as const;

/** Whether a line is the first of an export, and if so whether of the older form; null if not. */
export function regHeader(text: string): { readonly isAnsi: boolean } | null {
  const name = text.trim().toLowerCase();
  const isAnsi = Object.entries(headers).find(([header]) => header === name)?.[1];
  return isAnsi === undefined ? null : { isAnsi };
}

/** A reader for the lines after the header. */
export function regTextReader(
  { isAnsi }: { readonly isAnsi: boolean },
  handler: RegTextHandler,
): RegTextReader {
  const joiner = statementJoiner();
  let isWanted = false;
  const take = (statement: RegStatement): void => {
    if (statement.kind === 'key') {
      isWanted = statement.path !== null && handler.onKey(statement.path);
    } else if (isWanted) {
      takeValue(statement, { isAnsi, handler });
    }
  };
  return {
    line: (line) => {
      joiner.line(line).forEach(take);
    },
    end: () => {
      joiner.end().forEach(take);
    },
  };
}

function takeValue(
  statement: Exclude<RegStatement, { kind: 'key' }>,
  { isAnsi, handler }: { readonly isAnsi: boolean; readonly handler: RegTextHandler },
): void {
  const { line } = statement;
  if (statement.kind === 'broken') {
    handler.onBroken(broken({ line }, statement.expected, 'none'));
    return;
  }
  try {
    const value = parseRegValue(statement.text, { line, isAnsi });
    if (value !== null) handler.onValue(statement.name, value);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    handler.onBroken(error);
  }
}
