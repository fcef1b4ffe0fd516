// Why something failed, as plain data for a screen, for JSON or for a page.
import { type NextStep, VaultError, hintText } from '../errors.js';
import { maskKeys } from '../text/key-mask.js';
import type { Warning } from '../record/warning.js';
import type { WarningOutput } from './json-output.js';

/** An error as data. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly hint: string | null;
}

/** How a front end says a next step: as a command line, as the name of a button. */
export type StepWords = (step: NextStep) => string;

/** How something is shown. */
export interface Shown {
  /** Whether product keys are whole. */
  readonly reveal: boolean;
  readonly words: StepWords;
}

/** What is told of a warning, in one text: what it says, and what to do about it. */
export function warningText({ message, hint }: Warning, words: StepWords): string {
  return hint === undefined ? message : `${message}. ${hintText(hint, words)}`;
}

/** Warnings as JSON shows them, without members that a collector may have added. */
export function shownWarnings(warnings: readonly Warning[], words: StepWords): WarningOutput[] {
  return warnings.map((warning) => {
    const { code, location } = warning;
    return { code, message: warningText(warning, words), location };
  });
}

/** What is told of an error; one that nobody expected is told as that. */
export function failureOf(error: unknown, words: StepWords): Failure {
  if (error instanceof VaultError) {
    const { code, message } = error;
    return { code, message, hint: error.hint === undefined ? null : hintText(error.hint, words) };
  }
  const message = error instanceof Error ? error.message : 'unknown error';
  const hint = 'This should not happen: please report it, without product keys or passphrases.';
  return { code: 'FAILURE', message: `a fault of the program: ${maskKeys(message)}`, hint };
}
