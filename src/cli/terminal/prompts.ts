// Questions to the person at the terminal. They go to stderr; without a terminal nothing is asked.
import type * as Prompts from '@clack/prompts';
import { VaultError } from '../../errors.js';
import { holdingMessages } from './output.js';

/** What every question is asked with. */
interface Shared {
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
  return ask(signal, ({ password }, shared) => password({ message, validate, ...shared }));
}

/**
 * Asks for a line of text that may be seen.
 * @param options.initial what stands there already, to be changed or taken.
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
  return ask(signal, ({ text }, shared) =>
    text({ message, initialValue: initial, validate, ...shared }),
  );
}

/** Asks a question that is answered by yes or no; Enter is yes, unless `initial` is false. */
export async function askYesNo(
  message: string,
  signal: AbortSignal,
  { initial = true }: { readonly initial?: boolean } = {},
): Promise<boolean> {
  return ask(signal, ({ confirm }, shared) =>
    confirm({ message, initialValue: initial, ...shared }),
  );
}

/** Lets the person choose one of several. */
export async function askChoice<Value extends string>(
  message: string,
  choices: readonly { value: Value; label: string; hint?: string }[],
  signal: AbortSignal,
  initial?: string,
): Promise<Value> {
  const options = choices.map(({ value, label, hint }) => ({ value, label, hint: hint ?? '' }));
  const chosen = await ask(signal, ({ select }, shared) =>
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
  choices: readonly { value: string; label: string; hint: string }[],
  signal: AbortSignal,
): Promise<string[]> {
  const options = choices.map(({ value, label, hint }) => ({ value, label, hint }));
  return ask(signal, ({ multiselect }, shared) =>
    multiselect<string>({ message, options, required: true, ...shared }),
  );
}

/** Asks, with all messages held back. Ctrl-C at a question is an interruption like any other. */
async function ask<Answer>(
  signal: AbortSignal,
  question: (prompts: typeof Prompts, shared: Shared) => Promise<Answer>,
): Promise<Exclude<Answer, symbol>> {
  const prompts = await import('@clack/prompts');
  signal.throwIfAborted();
  const answer = await untilInputEnds(signal, (either) => {
    const shared = { output: process.stderr, signal: either };
    return holdingMessages(() => question(prompts, shared));
  });
  if (typeof answer !== 'symbol') return answer as Exclude<Answer, symbol>;
  throw new VaultError('INTERRUPTED', 'stopped; nothing was stored');
}

/** What tells that no answer comes any more: a terminal hangs up, or readline lets go of it at Ctrl-D. */
const ends = ['end', 'close', 'error', 'pause'] as const;

/** The question never settles by itself where the input ends: then it is taken back. */
async function untilInputEnds<Answer>(
  signal: AbortSignal,
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
  for (const event of ends) process.stdin.once(event, end);
  try {
    return await question(AbortSignal.any([signal, ended.signal]));
  } finally {
    clearImmediate(check);
    for (const event of ends) process.stdin.off(event, end);
  }
}
