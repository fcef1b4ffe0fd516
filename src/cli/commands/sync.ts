// `vault sync`: every place ends with all backups that open.
import type { Command } from 'commander';
import { syncReport, syncStatus } from '../../report/upkeep-report.js';
import {
  type CommonFlags,
  type DryRunFlags,
  type Finish,
  addCommonOptions,
  addDryRunOption,
  asToldBy,
  nothingStored,
  startCommand,
} from '../command.js';
import {
  type EarlierFlags,
  addEarlierOption,
  earlierPassphrase,
} from '../options/earlier-options.js';
import { type ToFlags, addPlaceOptions } from '../options/place-options.js';
import { type UnlockFlags, addUnlockOptions, existingUnlock } from '../options/unlock-options.js';
import { openTerminalVault, placesNamed } from '../terminal-vault.js';
import { exampleText } from '../terminal/examples.js';
import { printJson, say } from '../terminal/output.js';
import { stepWords } from '../terminal/step-words.js';

interface Flags extends CommonFlags, DryRunFlags, UnlockFlags, ToFlags, EarlierFlags {
  readonly json?: true;
}

/** Adds the command to the program. */
export function addSyncCommand(program: Command, finish: Finish): void {
  const command = program
    .command('sync')
    .summary('bring every place to hold all backups')
    .description(
      'Brings each place the backups that another one has and it lacks, and replaces damaged copies by good ones. Only what opens with your passphrase is copied; nothing is removed.',
    )
    .addHelpText(
      'after',
      exampleText([
        [['sync'], 'all places of the config'],
        [['sync', '--dry-run'], 'say what each place would get'],
      ]),
    );
  addPlaceOptions(addEarlierOption(command), 'to');
  addCommonOptions(addDryRunOption(addUnlockOptions(command))).action(async (flags: Flags) => {
    finish(await runSync(flags));
  });
}

async function runSync(flags: Flags): Promise<number> {
  const context = await startCommand(flags);
  const places = await placesNamed('to', flags, context);
  const unlock = await existingUnlock(flags, context.signal)();
  const vault = openTerminalVault(places, context, {}, asToldBy(flags));
  const result = await vault.sync({ unlock, earlier: earlierPassphrase(flags) });
  if (context.json) printJson(syncReport(result, stepWords));
  if (result.isDryRun) say(nothingStored);
  return syncStatus(result);
}
