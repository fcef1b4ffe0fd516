// `vault forget`: all backups of one PC go, after a yes.
import type { Command } from 'commander';
import { forgetReport, removalStatus } from '../../report/upkeep-report.js';
import {
  type CommonFlags,
  type DryRunFlags,
  type Finish,
  addCommonOptions,
  addDryRunOption,
  asToldBy,
  startCommand,
} from '../command.js';
import { type YesFlags, addYesOption, confirmRemoval } from '../options/confirm-option.js';
import { type ToFlags, addPlaceOptions } from '../options/place-options.js';
import { type UnlockFlags, addUnlockOptions, existingUnlock } from '../options/unlock-options.js';
import { openTerminalVault, placesNamed } from '../terminal-vault.js';
import { exampleText } from '../terminal/examples.js';
import { printJson, say } from '../terminal/output.js';
import { stepWords } from '../terminal/step-words.js';
import { forgetLines } from '../terminal/upkeep-lines.js';

interface Flags extends CommonFlags, DryRunFlags, UnlockFlags, ToFlags, YesFlags {}

/** Adds the command to the program. */
export function addForgetCommand(program: Command, finish: Finish): void {
  const command = program
    .command('forget')
    .argument('<pc>', 'the PC, by its name or by the tag that the list shows')
    .summary('remove all backups of one PC')
    .description(
      'Removes every backup of one PC that opens, from every place. It shows which keys are in them, and asks. A later push of that PC starts anew.',
    )
    .addHelpText('after', exampleText([[['forget', 'OLD-PC'], 'in the places of the config']]));
  addYesOption(command);
  addPlaceOptions(command, 'to');
  addCommonOptions(addDryRunOption(addUnlockOptions(command))).action(
    async (machine: string, flags: Flags) => {
      finish(await runForget(machine, flags));
    },
  );
}

async function runForget(machine: string, flags: Flags): Promise<number> {
  const context = await startCommand(flags);
  const places = await placesNamed('to', flags, context);
  const unlock = await existingUnlock(flags, context.signal)();
  const vault = openTerminalVault(places, context, {}, asToldBy(flags));
  const result = await vault.forget({
    ...{ unlock, machine },
    confirm: (content, signal) =>
      confirmRemoval(forgetLines(content), 'Remove all of it, for good?', {
        yes: flags.yes === true,
        signal,
      }),
  });
  if (context.json) printJson(forgetReport(result, stepWords));
  if (result.isDryRun) {
    for (const line of forgetLines(result.forgotten)) say(line);
    say('That was a dry run: nothing was removed.');
  }
  return removalStatus(result.outcomes);
}
