// Questions to the person at the terminal. They go to stderr; without a terminal nothing is asked.
import type { Readable } from 'node:stream';
import type * as Prompts from '@clack/prompts';
import { VaultError } from '../../errors.js';
import { anyKeys, numberKeys, replacingKeys, yesNoKeys } from './key-rules.js';
import { type KeyRule, openQuestion } from './keyboard.js';
import { holdingMessages, say } from './output.js';

/** Columns from which on questions are joined by a line at their left. */
const roomForGuide = 60;

/** What every question is asked with. */
interface Shared {
  readonly input: Readable;
  readonly output: typeof process.stderr;
  readonly signal: AbortSignal;
}

/** What speaks against an answer, which is then asked for again; null for nothing. */
export type FaultOf = (answer: string) => string | null;

/** Whether there is a person to ask: input and messages both at a terminal. */
export function canAsk(): boolean {
  return process.stdin.isTTY && process.stderr.isTTY;
}

/**
 * Asks for a passphrase without showing it.
 * @param faultOf what speaks against the answer, which is then asked for again; null for nothing.
 */
export async function askPassphrase(
  message: string,
  signal: AbortSignal,
  faultOf: FaultOf = () => null,
): Promise<string> {
  const validate = (answer: string | undefined): string | undefined =>
    faultOf(answer ?? '') ?? undefined;
  return ask({ signal, keys: anyKeys }, ({ password }, shared) =>
    password({ message, validate, ...shared }),
  );
}

/**
 * Asks for a line of text that may be seen.
 * @param options.initial what stands there already: Enter keeps it, typing takes its place.
 * @param options.faultOf as for {@link askPassphrase}.
 */
export async function askLine(
  message: string,
  signal: AbortSignal,
  options: { readonly initial?: string; readonly faultOf?: FaultOf } = {},
): Promise<string> {
  const { initial = '', faultOf = () => null } = options;
  const validate = (answer: string | undefined): string | undefined =>
    faultOf(answer ?? '') ?? undefined;
  return ask({ signal, keys: replacingKeys(initial) }, ({ text }, shared) =>
    text({ message, initialValue: initial, validate, ...shared }),
  );
}

/** Asks a question that is answered by yes or no; Enter is yes, unless `initial` is false. */
export async function askYesNo(
  message: string,
  signal: AbortSignal,
  { initial = true }: { readonly initial?: boolean } = {},
): Promise<boolean> {
  return ask({ signal, keys: yesNoKeys }, ({ confirm }, shared) =>
    confirm({ message, initialValue: initial, ...shared }),
  );
}

/** One line of a list. */
interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly hint?: string;
}

/**
 * Lets the person choose one of several.
 * @param options.initial the line that is marked at first; the first one unless told.
 * @param options.isNumbered whether each line has its number, which can be typed.
 */
export async function askChoice<Value extends string>(
  message: string,
  choices: readonly Choice<Value>[],
  signal: AbortSignal,
  {
    initial,
    isNumbered = false,
  }: { readonly initial?: string; readonly isNumbered?: boolean } = {},
): Promise<Value> {
  const options = choices.map(({ value, label, hint = '' }, i) => ({
    ...{ value, hint, label: isNumbered ? `${i + 1}. ${label}` : label },
  }));
  const at = Math.max(
    0,
    choices.findIndex(({ value }) => value === initial),
  );
  const keys = isNumbered ? numberKeys(choices.length, at) : anyKeys;
  const chosen = await ask({ signal, keys }, ({ select }, shared) =>
    select<string>({
      message,
      options,
      ...(initial === undefined ? {} : { initialValue: initial }),
      ...shared,
    }),
  );
  return chosen as Value;
}

/** Lets the person choose one or more. */
export async function askChoices(
  message: string,
  choices: readonly Required<Choice<string>>[],
  signal: AbortSignal,
): Promise<string[]> {
  const options = choices.map(({ value, label, hint }) => ({ value, label, hint }));
  for (;;) {
    const chosen = await ask({ signal, keys: anyKeys }, ({ multiselect }, shared) =>
      multiselect<string>({ message, options, required: false, ...shared }),
    );
    if (chosen.length > 0) return chosen;
    say('Nothing is chosen yet. The space key chooses the line that is marked; then Enter.');
  }
}

/** Asks, with all messages held back. Ctrl-C at a question is an interruption like any other. */
async function ask<Answer>(
  { signal, keys }: { readonly signal: AbortSignal; readonly keys: KeyRule },
  question: (prompts: typeof Prompts, shared: Shared) => Promise<Answer>,
): Promise<Exclude<Answer, symbol>> {
  const prompts = await import('@clack/prompts');
  // A letter moves nothing: it may be meant for another question.
  for (const letter of ['h', 'j', 'k', 'l']) prompts.settings.aliases.delete(letter);
  // At the left edge of a narrow screen a line would leave too little room for a key in one piece.
  prompts.settings.withGuide = (process.stderr.columns || roomForGuide) >= roomForGuide;
  signal.throwIfAborted();
  const { input, close } = openQuestion(keys);
  const answer = await untilInputEnds({ input, signal }, (either) => {
    const shared = { input, output: process.stderr, signal: either };
    return holdingMessages(() => question(prompts, shared));
  }).finally(close);
  if (typeof answer !== 'symbol') return answer as Exclude<Answer, symbol>;
  throw new VaultError('INTERRUPTED', 'stopped; nothing was stored');
}

/** What tells that no answer comes any more: a terminal hangs up, or readline lets go of it at Ctrl-D. */
const ends = ['end', 'close', 'error', 'pause'] as const;

/** The question never settles by itself where the input ends: then it is taken back. */
async function untilInputEnds<Answer>(
  { input, signal }: { readonly input: Readable; readonly signal: AbortSignal },
  question: (either: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
  const ended = new AbortController();
  // Readline lets go at every answer, too: the question settles first where there is one.
  let check: NodeJS.Immediate | undefined;
  const end = (): void => {
    check ??= setImmediate(() => {
      ended.abort();
    });
  };
  for (const event of ends) input.once(event, end);
  try {
    return await question(AbortSignal.any([signal, ended.signal]));
  } finally {
    clearImmediate(check);
    for (const event of ends) input.off(event, end);
  }
}
