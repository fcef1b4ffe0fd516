// Everything that the program prints. Data goes to stdout, all else to stderr, so that a script can
// read the one and a person the other.
import { fstatSync } from 'node:fs';
import { VaultError } from '../../errors.js';
import { stepWords } from './step-words.js';
import { failureOf, warningText } from '../../report/failure.js';
import type { Warning } from '../../record/warning.js';

/** The version of the JSON on stdout; it rises only when a meaning changes. */
const jsonSchemaVersion = 1;

const unsafe = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;
/** JSON's own line ends stay, and `JSON.stringify` has escaped the rest of what comes before a space. */
const unsafeInJson = /[\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** Writes data: what the user asked for. */
export function printData(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Whether the first members of the JSON are written already. */
let isJsonBegun = false;

/** Writes data as JSON. What could move the cursor of a terminal is written as `\\u` escapes. */
export function printJson(value: object): void {
  if (isJsonBegun) printData(`,${jsonText(value).slice(1)}`);
  else printData(jsonText({ schema: jsonSchemaVersion, ...value }));
}

/**
 * Writes the first members of the JSON before the rest is known; {@link printJson} goes on from there.
 * @throws why they cannot be written.
 */
export async function beginJson(members: object): Promise<void> {
  const text = jsonText({ schema: jsonSchemaVersion, ...members });
  isJsonBegun = true;
  await deliver(process.stdout, text.slice(0, -'\n}'.length));
}

function jsonText(value: object): string {
  const escape = (character: string): string =>
    `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value, null, 2).replaceAll(unsafeInJson, escape);
}

/**
 * Writes the text, and resolves once the system has it.
 * @throws where nobody can read it: the stream is closed, the disk is full, or it is thrown away.
 */
export async function deliver(
  stream: typeof process.stdout | typeof process.stderr,
  text: string,
): Promise<void> {
  // What is no terminal and yet a device (/dev/null, NUL) keeps nothing. A closed stream is made one.
  if (!stream.isTTY && fstatSync(stream.fd).isCharacterDevice())
    throw new VaultError('FAILURE', 'the output is thrown away');
  if (stream.destroyed || stream.writableEnded)
    throw new VaultError('FAILURE', 'the output is closed');
  await new Promise<void>((resolve, reject) => {
    stream.write(text, (error) => {
      if (error === null || error === undefined) resolve();
      else reject(error);
    });
  });
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
