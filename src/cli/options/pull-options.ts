// What becomes of the keys that a pull gives back: shown, put onto the clipboard, written into a file, or entered
// into the Windows at hand. Flags to data, with all that speaks against it said before a place is asked.
import type { Command } from 'commander';
import { VaultError, hint } from '../../errors.js';
import { typedPath } from '../../household/paths.js';

/** The flags as commander gives them. */
export interface PullFlags {
  readonly copy?: true;
  readonly apply?: true;
  readonly entry?: string;
  readonly out?: string;
  readonly force?: true;
  readonly json?: true;
}

/** What is wanted. */
export type PullWish =
  | { readonly kind: 'show' }
  | { readonly kind: 'copy'; readonly entry: string | null }
  | { readonly kind: 'apply'; readonly entry: string | null }
  | { readonly kind: 'file'; readonly file: string; readonly mayReplace: boolean };

/** Adds the flags. */
export function addPullOptions(command: Command): Command {
  return command
    .option('--copy', 'put one key onto the clipboard, and show none')
    .option(
      '--apply',
      'show the lines that enter the keys; on Windows enter them, each after a yes',
    )
    .option('--entry <number>', 'with --copy or --apply: the entry, by its number in the list')
    .option('--out <file>', 'write what is shown into this file, for your eyes alone')
    .option('--force', 'replace the file of --out where it is there already');
}

/** What the flags say. @throws VaultError `USAGE` */
export function pullWish({ copy, apply, entry, out, force, json }: PullFlags): PullWish {
  const named = [copy && '--copy', apply && '--apply', out !== undefined && '--out'].filter(
    (flag) => typeof flag === 'string',
  );
  const [one, two] = named;
  if (one !== undefined && two !== undefined)
    throw usage(`${one} and ${two} are two things`, 'Leave one of them out.');
  if (one !== undefined && json === true)
    throw new VaultError('USAGE', `${one} goes with no --json`, {
      hint: hint`Leave one of them out. A file for a program: ${{ do: 'export' }}`,
    });
  if (entry !== undefined && copy !== true && apply !== true)
    throw usage('--entry is for --copy and --apply', 'Add one of them, or leave it out.');
  if (force === true && out === undefined)
    throw usage('--force is for the file of --out', 'Add --out FILE, or leave it out.');
  if (copy === true) return { kind: 'copy', entry: entry ?? null };
  if (apply === true) return { kind: 'apply', entry: entry ?? null };
  if (out === undefined) return { kind: 'show' };
  return { kind: 'file', file: typedPath(out), mayReplace: force === true };
}

function usage(message: string, hint: string): VaultError {
  return new VaultError('USAGE', message, { hint });
}
