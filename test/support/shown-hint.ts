// The hint of an error as the terminal shows it: next steps in it are data elsewhere.
import { stepWords } from '../../src/cli/terminal/step-words.js';
import { hintText, VaultError } from '../../src/errors.js';

/** Empty for an error without a hint. */
export function shownHint(error: unknown): string {
  return error instanceof VaultError ? hintText(error.hint ?? '', stepWords) : '';
}
