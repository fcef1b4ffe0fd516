// Everything that the program prints. Data goes to stdout, all else to stderr, so that a script can
// read the one and a person the other.
import { VaultError, systemCode } from '../../errors.js';
import { stepWords } from './step-words.js';
import { failureOf, warningText } from '../../report/failure.js';
import type { Warning } from '../../record/warning.js';

/** The version of the JSON on stdout; it rises only when a meaning changes. */
const jsonSchemaVersion = 1;

const unsafe = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;
/** JSON's own line ends stay, and `JSON.stringify` has escaped the rest of what comes before a space. */
const unsafeInJson = /[\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

let isLost = false;

/**
 * Notes where something printed could not be written. A reader that closes early (`vault list | head -1`)
 * is no reason to leave a push half done: the command goes on.
 */
export function watchOutput(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: Error) => {
      const isFirst = !isLost;
      isLost = true;
      // Only a reader that went away is nobody to tell.
      if (isFirst && !goneReader.includes(systemCode(error) ?? '')) sayError(outputLost(error));
    });
  }
}

const goneReader: readonly string[] = ['EPIPE', 'EIO', 'EOF'];

/** Whether something printed was not read by anybody. */
export function lostOutput(): boolean {
  return isLost;
}

/** Resolves when everything printed is written, or cannot be. */
export async function allWritten(): Promise<void> {
  const written = (stream: NodeJS.WriteStream): Promise<void> =>
    new Promise((resolve) => stream.write('', () => setImmediate(resolve)));
  await Promise.all([process.stdout, process.stderr].map(written));
}

function outputLost(error: Error): VaultError {
  const why = systemCode(error) ?? 'unknown reason';
  return new VaultError('OUTPUT_LOST', `what was printed could not be written (${why})`, {
    cause: error,
  });
}

/** Writes data: what the user asked for. */
export function printData(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Writes data as JSON. What could move the cursor of a terminal is written as `\\u` escapes. */
export function printJson(value: object): void {
  const text = JSON.stringify({ schema: jsonSchemaVersion, ...value }, null, 2);
  const escape = (character: string): string =>
    `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  printData(text.replaceAll(unsafeInJson, escape));
}

/** Messages that wait until a question is answered; null while none is on the screen. */
let held: string[] | null = null;

/** Writes a message to the person at the terminal. */
export function say(text = ''): void {
  if (held === null) process.stderr.write(`${text}\n`);
  else held.push(text);
}

/** Holds messages back while a question is on the screen: they would be written into it. */
export async function holdingMessages<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  held ??= [];
  try {
    return await ask();
  } finally {
    const messages = held;
    held = null;
    for (const message of messages) say(message);
  }
}

/** Writes a warning to the person at the terminal. */
export function sayWarning(warning: Warning): void {
  const text = warningText(warning, stepWords);
  say(`vault: warning: ${printable(text)} (${printable(warning.location)})`);
}

/** Writes why a command ended, and what to do about it. */
export function sayError(error: unknown): void {
  const { message, hint } = failureOf(error, stepWords);
  say(`vault: error: ${printable(message)}`);
  if (hint !== null) say(`vault: hint: ${printable(hint)}`);
}

/**
 * Text from disks, records and servers with its control characters shown, so that no name on a disk can
 * move the cursor or recolour the terminal.
 */
export function printable(text: string): string {
  return text.replaceAll(unsafe, '\uFFFD');
}

/** Rows as columns, each as wide as its widest cell; the last one is not padded. */
export function columns(rows: readonly (readonly string[])[], indent: string): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, cell.length)));
  }
  const pad = (cell: string, i: number): string => cell.padEnd(widths[i] ?? 0);
  return rows.map((row) => `${indent}${row.map(pad).join('  ')}`.trimEnd());
}

const lineWidth = 96;

/** A long sentence in lines that fit on the screen, broken between words. */
export function wrapped(text: string, indent: string): string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(' ')) {
    const isFirst = line === indent;
    if (!isFirst && line.length + 1 + word.length > lineWidth) {
      lines.push(line);
      line = `${indent}${word}`;
    } else {
      line = isFirst ? `${line}${word}` : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
