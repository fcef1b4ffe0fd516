// `vault completion SHELL`: the script that lets a shell complete commands and flags.
import { Argument, Command } from 'commander';
import { exitStatus } from '../../errors.js';
import {
  type CommandEntry,
  type CommonFlags,
  type Finish,
  addCommonOptions,
  startCommand,
} from '../command.js';
import { offered } from '../completion/commands.js';
import { type Shell, scripts } from '../completion/scripts.js';
import { tied } from '../terminal/layout.js';
import { printData, printJson } from '../terminal/output.js';

/** What adds the command to the program whose commands these are. */
export function completionOf(
  table: readonly CommandEntry[],
): (program: Command, finish: Finish) => void {
  return (program, finish) => {
    const command = program
      .command('completion')
      .summary('let your shell complete commands and flags')
      .description(
        'Prints the script that lets a shell complete commands and flags. It says where to put it.',
      )
      .addArgument(new Argument('<shell>', 'which shell').choices(Object.keys(scripts)));
    addCommonOptions(command).action(async (shell: Shell, flags: CommonFlags) => {
      finish(await printScript(shell, flags, { program, table }));
    });
  };
}

async function printScript(
  shell: Shell,
  flags: CommonFlags,
  { program, table }: { readonly program: Command; readonly table: readonly CommandEntry[] },
): Promise<number> {
  const { json } = await startCommand(flags);
  // Of the program that runs only this command is loaded.
  const whole = new Command();
  for (const option of program.options) whole.addOption(option);
  for (const { alias, load } of table) {
    (await load())(whole, () => undefined);
    if (alias !== undefined) whole.commands.at(-1)?.alias(alias);
  }
  const script = scripts[shell](offered(whole));
  if (json) printJson({ shell, script });
  else printData(tied(script.trimEnd()));
  return exitStatus.ok;
}
