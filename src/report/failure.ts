// Why something failed, as plain data for a screen, for JSON or for a page.
import { VaultError } from '../errors.js';

/** An error as data. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly hint: string | null;
}

/** What is told of an error; one that nobody expected is told as that. */
export function failureOf(error: unknown): Failure {
  if (error instanceof VaultError) {
    return { code: error.code, message: error.message, hint: error.hint ?? null };
  }
  const message = error instanceof Error ? error.message : 'unknown error';
  const hint = 'This should not happen: please report it, without product keys or passphrases.';
  return { code: 'FAILURE', message: `unexpected failure: ${message}`, hint };
}
