// What all commands share: the flags that each has, and how one ends.
import type { Command } from 'commander';
import { configPath } from '../household/paths.js';
import { type Config, loadConfig } from '../household/config.js';
import { interruptSignal } from './terminal/interrupt.js';

/** The flags that each command has, as commander gives them. */
export interface CommonFlags {
  readonly config?: string;
  readonly json?: true;
}

/** Told the exit status when a command has done its work. */
export type Finish = (status: number) => void;

/** What a command starts with. */
export interface CommandContext {
  readonly config: Config;
  readonly configPath: string;
  readonly json: boolean;
  readonly signal: AbortSignal;
}

/** Adds `--config` and `--json`. */
export function addCommonOptions(command: Command): Command {
  return command
    .option('--config <file>', 'use this config file')
    .option('--json', 'print the result as JSON on standard output');
}

/** Collects a flag that may be given several times. */
export function repeated(value: string, earlier: readonly string[]): string[] {
  return [...earlier, value];
}

/** Reads the config and listens for Ctrl-C. @throws VaultError `BAD_CONFIG` */
export async function startCommand(flags: CommonFlags): Promise<CommandContext> {
  const path = flags.config ?? configPath();
  const config = await loadConfig(path);
  return { config, configPath: path, json: flags.json === true, signal: interruptSignal() };
}
