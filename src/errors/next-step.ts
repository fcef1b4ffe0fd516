// What a person can do about an error, as data: each front end says it in words of its own.
import { maskKeys } from '../text/key-mask.js';

/** What a person can do with the program, by the name of the operation. */
type Operation =
  | 'collect'
  | 'push'
  | 'pull'
  | 'export'
  | 'list'
  | 'add'
  | 'sync'
  | 'kit'
  | 'recovery-create'
  | 'passphrase-change'
  | 'passphrase-remember'
  | 'passphrase-forget'
  | 'schedule-on'
  | 'target-add'
  | 'target-remove'
  | 'target-test';

/** What an operation may be told beside its own data. */
export type Choice =
  | 'from'
  | 'to'
  | 'machine'
  | 'product'
  | 'force'
  | 'replace'
  | 'earlier-passphrase-file'
  | 'external'
  | 'from-text'
  | 'generate-passphrase'
  | 'new-passphrase-file'
  | 'credentials'
  | 'region'
  | 'endpoint'
  | 'path-style'
  | 'no-path-style';

/** What it is told: one thing, several, or just that. */
type Told = string | true | readonly string[];

/**
 * A next step, as data: each front end says it in words of its own, a command line here, a button there.
 * Either an operation, with what it is given and told, or one more thing to tell the one at hand.
 */
export type NextStep =
  | {
      readonly do: Operation;
      readonly given?: readonly string[];
      readonly told?: Readonly<Partial<Record<Choice, Told>>>;
    }
  | { readonly tell: Choice; readonly value?: string };

/** What to do about an error: plain sentences, and the steps that they name. */
export type Hint = string | readonly (string | NextStep)[];

/** Sentences with next steps in them. */
export function hint(texts: TemplateStringsArray, ...parts: readonly (string | NextStep)[]): Hint {
  return texts.flatMap((text, i) => {
    const part = parts[i];
    return part === undefined ? [text] : [text, part];
  });
}

/** The hint as text, each step in the words of a front end. */
export function hintText(given: Hint, words: (step: NextStep) => string): string {
  if (typeof given === 'string') return given;
  return given.map((part) => (typeof part === 'string' ? part : words(part))).join('');
}

/** What was typed stands in a step: a key in the wrong place, too. */
function maskStep(step: NextStep): NextStep {
  if ('tell' in step)
    return step.value === undefined ? step : { ...step, value: maskKeys(step.value) };
  const told: Partial<Record<Choice, Told>> = { ...step.told };
  for (const [choice, value] of Object.entries(told) as [Choice, Told][])
    if (value !== true)
      told[choice] = typeof value === 'string' ? maskKeys(value) : value.map(maskKeys);
  return { do: step.do, given: (step.given ?? []).map(maskKeys), told };
}

/** The hint with every product key in it masked. */
export function maskHint(given: Hint): Hint {
  if (typeof given === 'string') return maskKeys(given);
  return given.map((part) => (typeof part === 'string' ? maskKeys(part) : maskStep(part)));
}
