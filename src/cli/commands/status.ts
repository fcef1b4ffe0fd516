// `vault status`: which PC is safe where.
import type { Command } from 'commander';
import { statusReport, statusStatus } from '../../report/looked-report.js';
import { type CommonFlags, type Finish, addCommonOptions, startCommand } from '../command.js';
import { type OptionalUnlockFlags, unlockIfWanted } from '../options/optional-unlock.js';
import { type FromFlags, addPlaceOptions } from '../options/place-options.js';
import { typedAgain } from '../options/s3-options.js';
import { addUnlockOptions } from '../options/unlock-options.js';
import { openTerminalVault, placesNamed } from '../terminal-vault.js';
import { printJson } from '../terminal/output.js';
import { printStatus } from '../terminal/status-picture.js';
import { stepWords } from '../terminal/step-words.js';

type Flags = CommonFlags & OptionalUnlockFlags & FromFlags;

/** Adds the command to the program. */
export function addStatusCommand(program: Command, finish: Finish): void {
  const command = program
    .command('status')
    .summary('show which PC is safe where')
    .description(
      'Shows each PC and each place: whether its newest backup is there, and when that was last confirmed.',
    )
    .option('--open', 'open the backups as well: ask for the passphrase');
  addCommonOptions(addUnlockOptions(addPlaceOptions(command, 'from'))).action(
    async (flags: Flags) => {
      finish(await runStatus(flags));
    },
  );
}

async function runStatus(flags: Flags): Promise<number> {
  const context = await startCommand(flags);
  const { json, signal } = context;
  const places = await placesNamed('from', flags, context);
  const unlock = unlockIfWanted(flags, signal);
  const result = await openTerminalVault(places, context).status({ unlock });
  if (json) printJson(statusReport(result, stepWords));
  else {
    const from = flags.from.flatMap((place) => ['--from', place]);
    printStatus(result, [...from, ...typedAgain(flags)]);
  }
  return statusStatus(result);
}
