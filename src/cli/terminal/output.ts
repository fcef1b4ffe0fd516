// Everything that the program prints, laid out for the screen that it is printed on. Data goes to stdout,
// all else to stderr, so that a script can read the one and a person the other.
import { fstatSync } from 'node:fs';
import { VaultError, systemCode } from '../../errors.js';
import { type Tone, toned } from './colour.js';
import { unbroken } from './invocation.js';
import { cut, laidOut } from './layout.js';
import { stepWords } from './step-words.js';
import { hideTyped } from './typed-text.js';
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

/** The columns of the screen that data goes to; null where it goes elsewhere, and no line is broken. */
export function dataWidth(): number | null {
  return widthOf(process.stdout);
}

/** The same for messages. */
export function messageWidth(): number | null {
  return widthOf(process.stderr);
}

function widthOf({ isTTY, columns }: NodeJS.WriteStream): number | null {
  if (!isTTY) return null;
  const told = Number(process.env['COLUMNS']);
  if (Number.isInteger(told) && told > 0) return told;
  return columns > 0 ? columns : 80;
}

/** Writes data: what the user asked for. */
export function printData(text: string): void {
  setSignOfLife(null);
  process.stdout.write(`${laidOut(unbroken(text), dataWidth())}\n`);
}

/** Writes a whole file as data, in its own lines. */
export function printFile(text: string): void {
  setSignOfLife(null);
  process.stdout.write(text);
}

/** The text in a colour where data is shown on a screen. */
export function tonedData(tone: Tone, text: string): string {
  return toned(tone, text, process.stdout);
}

/** The text in a colour where messages are shown on a screen. */
export function tonedMessage(tone: Tone, text: string): string {
  return toned(tone, text, process.stderr);
}

/** Whether the first members of the JSON are written already. */
let isJsonBegun = false;

/** Writes data as JSON. What could move the cursor of a terminal is written as `\\u` escapes. */
export function printJson(value: object): void {
  const text = isJsonBegun
    ? `,${jsonText(value).slice(1)}`
    : jsonText({ schema: jsonSchemaVersion, ...value });
  // Not laid out: a line of it may be longer than the screen.
  process.stdout.write(`${text}\n`);
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
  return JSON.stringify(value, withoutTyped, 2).replaceAll(unsafeInJson, escape);
}

/** What repeats the words of the command line; all other members are data. */
const repeating: readonly string[] = ['message', 'hint', 'location', 'target', 'place', 'silent'];

function withoutTyped(member: string, value: unknown): unknown {
  return repeating.includes(member) && typeof value === 'string' ? hideTyped(value) : value;
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

/** How much is said: `quiet` leaves out what {@link say} says, `verbose` tells each step. */
export type Talk = 'quiet' | 'usual' | 'verbose';

let talk: Talk = 'usual';

/** Decides for the rest of the run how much is said. */
export function setTalk(wanted: Talk): void {
  talk = wanted;
}

/** Whether only what must be known is said. */
export function isQuiet(): boolean {
  return talk === 'quiet';
}

/** Whether each step is to be told. */
export function isVerbose(): boolean {
  return talk === 'verbose';
}

/** Writes a message to the person at the terminal, unless quiet was asked for. */
export function say(text = ''): void {
  if (talk !== 'quiet') sayAlways(text);
}

/** Writes what must be known also where quiet was asked for: errors, warnings, a new passphrase. */
export function sayAlways(text = ''): void {
  setSignOfLife(null);
  if (held !== null) held.push(text);
  else process.stderr.write(`${laidOut(unbroken(text), messageWidth())}\n`);
}

let isSignShown = false;

/** Shows one line that the next message takes the place of; null takes it away. Not into a question. */
export function setSignOfLife(text: string | null): void {
  const isSilent = talk === 'quiet' || held !== null;
  if (isSignShown) process.stderr.write('\r\u001b[K');
  isSignShown = text !== null && !isSilent;
  if (text !== null && isSignShown) process.stderr.write(cut(text, messageWidth() ?? 80));
}

/** Holds messages back while a question is on the screen: they would be written into it. */
export async function holdingMessages<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  setSignOfLife(null);
  held ??= [];
  try {
    return await ask();
  } finally {
    const messages = held;
    held = null;
    for (const message of messages) sayAlways(message);
  }
}

/** Writes a warning to the person at the terminal. */
export function sayWarning(warning: Warning): void {
  const text = warningText(warning, stepWords);
  sayCaution(`${printable(text)} (${printable(warning.location)})`);
}

/** Writes a warning in words of the command line itself. */
export function sayCaution(text: string): void {
  sayAlways(`${tonedMessage('caution', 'vault: warning:')} ${hideTyped(text)}`);
}

/** Writes why a command ended, and what to do about it. */
export function sayError(error: unknown): void {
  const { message, hint } = failureOf(error, stepWords);
  sayAlways(`${tonedMessage('bad', 'vault: error:')} ${shown(message)}`);
  const hints = [hint === null ? null : shown(hint), isHidden(message) ? hiddenWordHint : null];
  const given = hints.filter((one) => one !== null).join(' ');
  if (given !== '') sayAlways(`${tonedMessage('quiet', 'vault: hint:')} ${given}`);
}

const hiddenWordHint =
  '*** stands for what was typed there: it is not repeated, for it could be a secret.';

function isHidden(text: string): boolean {
  return hideTyped(text) !== text;
}

/** A message of an error as a person may see it: nothing that was typed and could be a secret is in it. */
export function shown(text: string): string {
  return printable(hideTyped(text));
}

/**
 * Text from disks, records and servers with its control characters shown, so that no name on a disk can
 * move the cursor or recolour the terminal.
 */
export function printable(text: string): string {
  return text.replaceAll(unsafe, '\uFFFD');
}
