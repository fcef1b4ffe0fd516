// `vault check`: whether the backups in the places are whole, and `vault drill`: whether each place alone would
// give everything back.
import type { Command } from 'commander';
import { checkReport, checkStatus, drillReport, drillStatus } from '../../report/looked-report.js';
import { exampleStick } from '../../household/example-place.js';
import { type CommonFlags, type Finish, addCommonOptions, startCommand } from '../command.js';
import { type OptionalUnlockFlags, unlockIfAsked } from '../options/optional-unlock.js';
import { type FromFlags, addPlaceOptions } from '../options/place-options.js';
import { type UnlockFlags, addUnlockOptions, existingUnlock } from '../options/unlock-options.js';
import { openTerminalVault, placesNamed } from '../terminal-vault.js';
import { exampleText } from '../terminal/examples.js';
import { printCheck } from '../terminal/check-lines.js';
import { printDrill } from '../terminal/drill-lines.js';
import { printJson } from '../terminal/output.js';
import { stepWords } from '../terminal/step-words.js';

type CheckFlags = CommonFlags & OptionalUnlockFlags & FromFlags;

type DrillFlags = CommonFlags & UnlockFlags & FromFlags;

/** Adds `check` to the program. */
export function addCheckCommand(program: Command, finish: Finish): void {
  const command = program
    .command('check')
    .summary('look for damaged backups')
    .description(
      'Reads every backup in the places and looks for damage. With the passphrase each is opened, too.',
    )
    .option('--open', 'open each backup as well: ask for the passphrase')
    .addHelpText(
      'after',
      exampleText([
        [['check', '--from', exampleStick], 'without the passphrase'],
        [['check', '--open'], 'with it: nobody has put in or changed any'],
      ]),
    );
  addCommonOptions(addUnlockOptions(addPlaceOptions(command, 'from'))).action(
    async (flags: CheckFlags) => {
      finish(await runCheck(flags));
    },
  );
}

/** Adds `drill` to the program. */
export function addDrillCommand(program: Command, finish: Finish): void {
  const command = program
    .command('drill')
    .summary('rehearse: does each place alone give all keys back?')
    .description(
      'Rehearses the restore from each place by itself, as if only that one and the passphrase were left.',
    );
  addCommonOptions(addUnlockOptions(addPlaceOptions(command, 'from'))).action(
    async (flags: DrillFlags) => {
      finish(await runDrill(flags));
    },
  );
}

async function runCheck(flags: CheckFlags): Promise<number> {
  const context = await startCommand(flags);
  const { json, signal } = context;
  const places = await placesNamed('from', flags, context);
  const question = 'Open each backup with the passphrase, too? It shows that nobody changed one.';
  const unlock = unlockIfAsked(flags, { signal, question, json });
  const result = await openTerminalVault(places, context).check({ unlock });
  if (json) printJson(checkReport(result, stepWords));
  else printCheck(result);
  return checkStatus(result);
}

async function runDrill(flags: DrillFlags): Promise<number> {
  const context = await startCommand(flags);
  const { json, signal } = context;
  const places = await placesNamed('from', flags, context);
  const unlock = existingUnlock(flags, signal);
  const result = await openTerminalVault(places, context).drill({ unlock });
  if (json) printJson(drillReport(result, stepWords));
  else printDrill(result);
  return drillStatus(result);
}
