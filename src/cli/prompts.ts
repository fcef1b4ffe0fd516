// Questions to the person at the terminal. They go to stderr; without a terminal nothing is asked.
import { VaultError } from '../errors.js';

/** Whether there is a person to ask: input and messages both at a terminal. */
export function canAsk(): boolean {
  return process.stdin.isTTY && process.stderr.isTTY;
}

/** Asks for a passphrase without showing it. */
export async function askPassphrase(message: string, signal: AbortSignal): Promise<string> {
  const { password } = await loadPrompts(signal);
  return answered(await password({ message, output: process.stderr, signal }));
}

/** Asks for a line of text that may be seen. */
export async function askLine(message: string, signal: AbortSignal): Promise<string> {
  const { text } = await loadPrompts(signal);
  return answered(await text({ message, output: process.stderr, signal }));
}

/** Asks a question that is answered by yes or no. */
export async function askYesNo(message: string, signal: AbortSignal): Promise<boolean> {
  const { confirm } = await loadPrompts(signal);
  return answered(await confirm({ message, output: process.stderr, signal }));
}

/** Lets the person choose one of several. */
export async function askChoice<Value extends string>(
  message: string,
  choices: readonly { value: Value; label: string; hint?: string }[],
  signal: AbortSignal,
): Promise<Value> {
  const { select } = await loadPrompts(signal);
  const options = choices.map(({ value, label, hint }) => ({ value, label, hint: hint ?? '' }));
  return answered(
    await select<string>({ message, options, output: process.stderr, signal }),
  ) as Value;
}

/** Lets the person choose one or more. */
export async function askChoices(
  message: string,
  choices: readonly { value: string; label: string; hint: string }[],
  signal: AbortSignal,
): Promise<string[]> {
  const { multiselect } = await loadPrompts(signal);
  const options = choices.map(({ value, label, hint }) => ({ value, label, hint }));
  const asked = { message, options, required: true, output: process.stderr, signal };
  return answered(await multiselect<string>(asked));
}

async function loadPrompts(signal: AbortSignal): Promise<typeof import('@clack/prompts')> {
  const prompts = await import('@clack/prompts');
  signal.throwIfAborted();
  return prompts;
}

/** Ctrl-C at a prompt is an interruption like any other. */
function answered<Answer>(answer: Answer): Exclude<Answer, symbol> {
  if (typeof answer !== 'symbol') return answer as Exclude<Answer, symbol>;
  throw new VaultError('INTERRUPTED', 'stopped; nothing was stored');
}
