// The keyboard, from the moment on that a command may ask for something hidden until it ends. What is typed
// while no question is open is neither shown nor an answer to a later one: it is thrown away. Ctrl-C is an
// interruption at any time. Input that is no terminal is never touched.
import { PassThrough, type Readable } from 'node:stream';

/** What becomes of the keys that are pressed at a question; text goes in and text comes out. */
export type KeyRule = (keys: string) => string;

/** A question that has the keyboard. */
export interface HeldQuestion {
  readonly input: Readable;
  /** The keyboard is nobody's again. */
  readonly close: () => void;
}

const controlC = '\u0003';

let isHeld = false;
let isOver = false;
let question: { readonly input: PassThrough; readonly rule: KeyRule } | null = null;
let decoder = new TextDecoder();

/** Takes the keyboard until the program ends. Does nothing where it is taken, or there is none. */
export function holdKeyboard(): void {
  const { stdin } = process;
  if (isHeld || isOver || !stdin.isTTY || !process.stderr.isTTY) return;
  isHeld = true;
  decoder = new TextDecoder();
  stdin.setRawMode(true);
  stdin.on('data', pressed);
  for (const event of ends) stdin.on(event, ended);
  stdin.resume();
  // Only an open question is a reason to wait for the keyboard.
  if (question === null) stdin.unref();
}

/** Gives the keyboard back, as it was. */
export function letGoOfKeyboard(): void {
  if (!isHeld) return;
  const { stdin } = process;
  isHeld = false;
  stdin.off('data', pressed);
  for (const event of ends) if (event !== 'error') stdin.off(event, ended);
  stdin.pause();
  stdin.ref();
  if (!stdin.destroyed) stdin.setRawMode(false);
}

/** Runs what reads the terminal itself, as a program of the user's own does. */
export async function lendingKeyboard<Result>(work: () => Promise<Result>): Promise<Result> {
  const wasHeld = isHeld;
  letGoOfKeyboard();
  try {
    return await work();
  } finally {
    if (wasHeld && !process.stdin.destroyed) holdKeyboard();
  }
}

/** Gives the keyboard to a question. */
export function openQuestion(rule: KeyRule): HeldQuestion {
  holdKeyboard();
  const input = new PassThrough();
  question = { input, rule };
  process.stdin.ref();
  if (isOver) input.end();
  return {
    input,
    close: () => {
      question = null;
      if (isHeld) process.stdin.unref();
      input.destroy();
    },
  };
}

const ends = ['end', 'close', 'error'] as const;

function ended(): void {
  isOver = true;
  question?.input.end();
}

function pressed(bytes: Buffer): void {
  const keys = decoder.decode(bytes, { stream: true });
  if (question !== null) question.input.write(question.rule(keys));
  else if (keys.includes(controlC)) process.emit('SIGINT', 'SIGINT');
}
