// `vault recovery create|check`: a code on paper that opens the backups when the passphrase is lost.
import type { Command } from 'commander';
import { exitStatus } from '../../errors.js';
import { openedStatus } from '../../report/opened-report.js';
import { shownWarnings } from '../../report/failure.js';
import { outcomeStatus, recoveryReport } from '../../report/stored-report.js';
import { type CommonFlags, type Finish, addCommonOptions, startCommand } from '../command.js';
import {
  type PassphraseFlags,
  addPassphraseOptions,
  ownPassphrase,
} from '../options/passphrase-options.js';
import { type FromFlags, type ToFlags, addPlaceOptions } from '../options/place-options.js';
import { type NewRecoverySheet, newRecoverySheet } from '../new-recovery-sheet.js';
import { sharingOf } from '../options/sharing-option.js';
import { typedAgain } from '../options/s3-options.js';
import { type RecoveryFlags, ownUnlock, readRecoveryCode } from '../options/unlock-options.js';
import { changeReport, resealStatus } from '../../report/upkeep-report.js';
import type { Sharing } from '../../crypto/recovery-share.js';
import type { Vault } from '../../vault/vault.js';
import type { ByRecoveryCode, OwnPassphrase } from '../../vault/opening/unlock-with.js';
import { openTerminalVault, placesNamed } from '../terminal-vault.js';
import { commandLine } from '../terminal/invocation.js';
import { printJson, say } from '../terminal/output.js';
import { pcLine } from '../terminal/licence-lines.js';
import { stepWords } from '../terminal/step-words.js';

interface CreateFlags extends CommonFlags, PassphraseFlags, ToFlags {
  readonly shares?: readonly string[];
  readonly replace?: true;
  readonly sheet?: string;
}

type CheckFlags = CommonFlags & RecoveryFlags & FromFlags;

/** Adds the command and its two parts to the program. */
export function addRecoveryCommand(program: Command, finish: Finish): void {
  const recovery = program
    .command('recovery')
    .summary('make or check a code that opens the backups, too')
    .description('A code on paper that opens the backups when the passphrase is lost.');
  const create = recovery
    .command('create')
    .summary('make the code, to be kept on paper')
    .description('Make the recovery code and store the newest backup of each PC again with it.');
  create.option('--replace', 'in place of the code of now: every backup is sealed again');
  create.option(
    '--shares <k of n...>',
    'give it as n shares, any k of which open: 2 of 3 (from 2 to 16)',
  );
  create.option('--sheet <file>', 'write it as a page to print, too (.html), for your eyes alone');
  addPlaceOptions(create, 'to');
  addCommonOptions(addPassphraseOptions(create)).action(async (flags: CreateFlags) => {
    finish(await createCode(flags));
  });
  const check = recovery
    .command('check')
    .summary('check a code that you wrote down')
    .description(
      'Check a recovery code that you wrote down, or shares of it: the typing, and that it opens the backups.',
    )
    .option('--recovery-code-file <file>', 'read the code, or shares of it, from a file');
  addCommonOptions(addPlaceOptions(check, 'from')).action(async (flags: CheckFlags) => {
    finish(await checkCode(flags));
  });
}

async function createCode(flags: CreateFlags): Promise<number> {
  const sharing = flags.shares === undefined ? null : sharingOf(flags.shares);
  const context = await startCommand(flags);
  const sheet = await newRecoverySheet(flags.sheet ?? null);
  const places = await placesNamed('to', flags, context);
  const vault = openTerminalVault(places, context, { recovery: sheet.take });
  if (flags.replace === true)
    return replaceCode(vault, { unlock: ownPassphrase(flags), sharing, sheet }, context.json);
  const unlock = await ownUnlock(flags, context.signal);
  const result = await vault.createRecoveryCode({ unlock, sharing });
  if (outcomeStatus(result.outcomes) !== exitStatus.nothingStored) await sheet.write();
  if (context.json) printJson(recoveryReport(result, stepWords));
  const status = outcomeStatus(result.outcomes);
  const from = [...flags.to.flatMap((place) => ['--from', place]), ...typedAgain(flags)];
  if (status === exitStatus.nothingStored)
    say('No place has it, so this code is void: cross it out.');
  else if (sharing !== null)
    say(`Try ${sharing.threshold} of them once: ${commandLine('recovery', 'check', ...from)}`);
  else say(`Try it once: ${commandLine('recovery', 'check', ...from)}`);
  return status;
}

/** A change of the passphrase that keeps it: after it the code of before opens nothing that is stored. */
async function replaceCode(
  vault: Vault,
  {
    sheet,
    ...request
  }: {
    readonly unlock: OwnPassphrase;
    readonly sharing: Sharing | null;
    readonly sheet: NewRecoverySheet;
  },
  json: boolean,
): Promise<number> {
  const keptCode = (): Promise<null> => Promise.resolve(null);
  const result = await vault.changePassphrase({ ...request, next: null, keptCode });
  await sheet.write();
  if (json) printJson(changeReport(result, stepWords));
  if (result.isResumed) say('An earlier change is ended. For a new code run it once more.');
  else say('Only the new code opens these backups from now on: cross out one of before.');
  return resealStatus(result.outcomes);
}

async function checkCode(flags: CheckFlags): Promise<number> {
  const context = await startCommand(flags);
  const places = await placesNamed('from', flags, context);
  const unlock = (): Promise<ByRecoveryCode> => readRecoveryCode(flags, context.signal);
  const vault = openTerminalVault(places, context);
  const result = await vault.checkRecoveryCode({ unlock });
  const pcs = result.opened.map(({ content }) => pcLine(content));
  if (context.json) printJson({ pcs, warnings: shownWarnings(result.warnings, stepWords) });
  say(`The code is right. It opens the backups of: ${pcs.join(', ')}`);
  return openedStatus(result);
}
