// `vault prune`: all but the newest backups of each PC go, after a yes.
import type { Command } from 'commander';
import { VaultError } from '../../errors.js';
import { pruneReport, removalStatus } from '../../report/upkeep-report.js';
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
import { pruneLines } from '../terminal/upkeep-lines.js';

interface Flags extends CommonFlags, DryRunFlags, UnlockFlags, ToFlags, YesFlags {
  readonly keep: string;
  readonly machine?: string;
}

/** Adds the command to the program. */
export function addPruneCommand(program: Command, finish: Finish): void {
  const command = program
    .command('prune')
    .summary('remove old backups, keep the newest of each PC')
    .description(
      'Removes the older backups of each PC from each place, where a backup that stays there holds all their keys. What does not open stays. It shows what would go, and asks.',
    )
    .requiredOption('--keep <count>', 'how many of the newest backups of each PC stay, at least 2')
    .option('--machine <name>', 'only the PC of this name')
    .addHelpText(
      'after',
      exampleText([
        [['prune', '--keep', '5'], 'in the places of the config'],
        [['prune', '--keep', '2', '--machine', 'ANNA-PC'], 'of one PC'],
      ]),
    );
  addYesOption(command);
  addPlaceOptions(command, 'to');
  addCommonOptions(addDryRunOption(addUnlockOptions(command))).action(async (flags: Flags) => {
    finish(await runPrune(flags));
  });
}

async function runPrune(flags: Flags): Promise<number> {
  const keep = countOf(flags.keep);
  const context = await startCommand(flags);
  const places = await placesNamed('to', flags, context);
  const unlock = await existingUnlock(flags, context.signal)();
  const vault = openTerminalVault(places, context, {}, asToldBy(flags));
  const result = await vault.prune({
    ...{ unlock, keep, machine: flags.machine ?? null },
    confirm: (pcs, signal) =>
      confirmRemoval(pruneLines(pcs), 'Remove these backups?', { yes: flags.yes === true, signal }),
  });
  if (context.json) printJson(pruneReport(result, stepWords));
  if (result.isDryRun) {
    for (const line of pruneLines(result.pcs)) say(line);
    say('That was a dry run: nothing was removed.');
  }
  return removalStatus(result.outcomes);
}

function countOf(text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new VaultError('USAGE', '--keep takes a whole number, at least 2');
}
