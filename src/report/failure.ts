// Why something failed, as plain data for a screen, for JSON or for a page.
import { type NextStep, VaultError, hintText } from '../errors.js';

/** An error as data. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly hint: string | null;
}

/** How a front end says a next step: as a command line, as the name of a button. */
export type StepWords = (step: NextStep) => string;

/** What is told of an error; one that nobody expected is told as that. */
export function failureOf(error: unknown, words: StepWords): Failure {
  if (error instanceof VaultError) {
    const { code, message } = error;
    return { code, message, hint: error.hint === undefined ? null : hintText(error.hint, words) };
  }
  const message = error instanceof Error ? error.message : 'unknown error';
  const hint = 'This should not happen: please report it, without product keys or passphrases.';
  return { code: 'FAILURE', message: `unexpected failure: ${message}`, hint };
}
