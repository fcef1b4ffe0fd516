// Runs the program at a pseudo-terminal, as somebody who types. Python's standard library makes the
// terminal: Node has none of its own.
import { fileURLToPath } from 'node:url';
import { onPath } from './on-path.js';
import { type TestUser, programFile, startProcess } from './program.js';
import type { RealPart } from './real-parts.js';

/** The Python that makes the terminal. */
export const terminalPart: RealPart<string> = {
  name: 'python3 (for a pseudo-terminal)',
  install: 'apt-get install -y python3',
  find: () => (process.platform === 'win32' ? null : onPath('python3')),
};

/**
 * What is waited for on the screen, and what is typed then: `<word>` is the word of a new passphrase that was
 * asked for; null hangs the terminal up.
 */
export type Typing = readonly [awaited: string, typed: string | null];

export const enter = '\r';
export const controlC = '\u0003';
export const controlD = '\u0004';

/** How a run at the terminal ended. */
export interface TerminalRun {
  /** 99 when something that was waited for did not appear. */
  readonly status: number | null;
  /** Everything that was shown, without colours and cursor movements. */
  readonly screen: string;
  /** The same, with what was shown and taken away again. */
  readonly everything: string;
  /** Whether the terminal shows what is typed again, as before. */
  readonly isRestored: boolean;
}

/** How much a terminal shows. */
export interface TerminalSize {
  readonly rows?: number;
  readonly columns?: number;
}

/** The sizes that people have: what every terminal opens with, and a narrow one beside another window. */
export const terminalSizes: readonly Required<TerminalSize>[] = [
  { rows: 24, columns: 80 },
  { rows: 24, columns: 40 },
];

/** Runs the program at a terminal and types into it. */
export async function runAtTerminal(
  user: TestUser,
  args: readonly string[],
  typing: readonly Typing[],
  { rows = 40, columns = 120 }: TerminalSize = {},
): Promise<TerminalRun> {
  const helper = fileURLToPath(new URL('pseudo-terminal.py', import.meta.url));
  const python = terminalPart.find() ?? 'python3';
  const told = JSON.stringify({ typing, rows, columns });
  const command = [python, helper, told, process.execPath, programFile, ...args];
  const { environment, folder: cwd } = user;
  const run = await startProcess(command, { environment, cwd, stdin: '' }).ended;
  const isRestored = run.stderr.includes('modes restored');
  const screen = plain(withoutSigns(run.stdout));
  return { status: run.status, screen, everything: plain(run.stdout), isRestored };
}

/** A sign of life is taken away before what comes next. */
function withoutSigns(text: string): string {
  return text.replaceAll(/[^\r\n]*\r\u001b\[K/g, '');
}

function plain(text: string): string {
  return text.replaceAll(/\u001b\[[0-9;?]*[A-Za-z]/g, '').replaceAll('\r\n', '\n');
}
