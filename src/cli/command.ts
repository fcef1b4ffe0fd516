// What all commands share: the flags that each has, and how one ends.
import type { Command } from 'commander';
import { configPath } from '../household/paths.js';
import { type Config, loadConfig, usableEntries } from '../household/config.js';
import { VaultError } from '../errors.js';
import { statusesOf } from '../report/exit-words.js';
import { targetKinds } from '../targets/kinds.js';
import { columns } from './terminal/layout.js';
import { setTalk } from './terminal/output.js';
import { interruptSignal } from './terminal/interrupt.js';
import { allowTyped } from './terminal/typed-text.js';

/** The flags that each command has, as commander gives them. */
export interface CommonFlags {
  readonly config?: string;
  readonly json?: true;
  readonly quiet?: true;
  readonly verbose?: true;
}

/** Told the exit status when a command has done its work. */
export type Finish = (status: number) => void;

/** A command before it is loaded. */
export interface CommandEntry {
  readonly name: string;
  /** What else people call it. */
  readonly alias?: string;
  /** Its line in `vault --help`. */
  readonly summary: string;
  /** Loads what puts the command, with its flags and its work, into a program. */
  readonly load: () => Promise<(program: Command, finish: Finish) => void>;
}

/** What a command starts with. */
export interface CommandContext {
  readonly config: Config;
  readonly configPath: string;
  readonly json: boolean;
  readonly signal: AbortSignal;
}

/** Adds the flags that each command has, and how it can end to its help. */
export function addCommonOptions(command: Command): Command {
  return command
    .option('--config <file>', 'use this config file')
    .option('--json', 'print the result as JSON on standard output')
    .option('-q, --quiet', 'say only errors, warnings and what must be known')
    .option('-v, --verbose', 'say each step, and how long it took')
    .addHelpText('after', () => statusText(nameOf(command)));
}

/** `target add`, as it is typed. */
function nameOf(command: Command): string {
  const { parent } = command;
  return parent?.parent == null ? command.name() : `${parent.name()} ${command.name()}`;
}

function statusText(name: string): string {
  const rows = statusesOf(name).map(([status, words]) => [String(status), words]);
  return ['', 'Exit status:', ...columns(rows, '  ')].join('\n');
}

/** The flag of the commands that store. */
export interface DryRunFlags {
  readonly dryRun?: true;
}

/** Adds `--dry-run`. */
export function addDryRunOption(command: Command): Command {
  return command.option('--dry-run', 'do all but store: say what would be stored');
}

/** The flag as the vault takes it. */
export function asToldBy({ dryRun }: DryRunFlags): { readonly isDryRun: boolean } {
  return { isDryRun: dryRun === true };
}

/** What a dry run ends with. */
export const nothingStored = 'That was a dry run: nothing was stored.';

/** Collects a flag that may be given several times. */
export function repeated(value: string, earlier: readonly string[]): string[] {
  return [...earlier, value];
}

/** Reads the config, which may turn out to be of no use, and listens for Ctrl-C. @throws VaultError `USAGE` */
export async function startCommand(flags: CommonFlags): Promise<CommandContext> {
  const { quiet, verbose } = flags;
  if (quiet === true && verbose === true)
    throw new VaultError('USAGE', 'a command cannot be both --quiet and --verbose', {
      hint: 'Leave one of them out.',
    });
  if (quiet === true) setTalk('quiet');
  if (verbose === true) setTalk('verbose');
  const path = flags.config ?? configPath();
  const config = await loadConfig(path);
  allowTyped(
    ...usableEntries(config).map(({ name }) => name),
    ...targetKinds.map(({ kind }) => kind),
  );
  return { config, configPath: path, json: flags.json === true, signal: interruptSignal() };
}
