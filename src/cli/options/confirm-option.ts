// A yes before something is removed: asked for at a terminal, told by a flag elsewhere.
import type { Command } from 'commander';
import { VaultError } from '../../errors.js';
import { say } from '../terminal/output.js';
import { askYesNo, canAsk } from '../terminal/prompts.js';

/** The flag. */
export interface YesFlags {
  readonly yes?: true;
}

/** Adds `--yes`. */
export function addYesOption(command: Command): Command {
  return command.option('--yes', 'do not ask before it is done');
}

/**
 * Shows what would be done and asks for a yes.
 * @throws VaultError `INTERRUPTED` where it is not given, `USAGE` where nobody can be asked
 */
export async function confirmRemoval(
  lines: readonly string[],
  question: string,
  { yes, signal }: { readonly yes: boolean; readonly signal: AbortSignal },
): Promise<void> {
  for (const line of lines) say(line);
  if (yes) return;
  if (!canAsk()) {
    throw new VaultError('USAGE', 'there is no terminal to ask whether it shall be done', {
      hint: 'Nothing was removed. Add --yes.',
    });
  }
  if (await askYesNo(question, signal, { initial: false })) return;
  throw new VaultError('INTERRUPTED', 'nothing was removed');
}
