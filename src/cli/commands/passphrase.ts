// `vault passphrase change|remember|forget`: another passphrase for all backups, and a PC that does not ask.
import type { Command } from 'commander';
import { VaultError } from '../../errors.js';
import { changeReport, resealStatus } from '../../report/upkeep-report.js';
import { shownWarnings } from '../../report/failure.js';
import type { ByRecoveryCode, OwnPassphrase } from '../../vault/opening/unlock-with.js';
import { type CommonFlags, type Finish, addCommonOptions, startCommand } from '../command.js';
import { type YesFlags, addYesOption } from '../options/confirm-option.js';
import {
  type ChangeFlags,
  addNewPassphraseOptions,
  keptCode,
  newPassphrase,
} from '../options/new-passphrase-options.js';
import { checkNewWords, wordsHandedOver } from '../options/new-words.js';
import { ownPassphrase } from '../options/passphrase-options.js';
import { sharingOf } from '../options/sharing-option.js';
import { type ToFlags, addPlaceOptions } from '../options/place-options.js';
import {
  type UnlockFlags,
  addUnlockOptions,
  existingUnlock,
  readRecoveryCode,
} from '../options/unlock-options.js';
import { openTerminalVault, placesNamed } from '../terminal-vault.js';
import { exampleText } from '../terminal/examples.js';
import { printJson, say } from '../terminal/output.js';
import { askYesNo, canAsk } from '../terminal/prompts.js';
import { stepWords } from '../terminal/step-words.js';
import { changedLines } from '../terminal/upkeep-lines.js';

interface OwnChangeFlags extends CommonFlags, ChangeFlags, ToFlags {
  readonly json?: true;
}

interface RememberFlags extends CommonFlags, UnlockFlags, ToFlags, YesFlags {}

/** Adds the command and its parts to the program. */
export function addPassphraseCommand(program: Command, finish: Finish): void {
  const passphrase = program
    .command('passphrase')
    .summary('change the passphrase, or let this PC remember it')
    .description('The one passphrase of all backups: change it, or have this PC not ask for it.');
  addChange(passphrase, finish);
  const remember = passphrase
    .command('remember')
    .summary('let this PC open the backups without asking')
    .description(
      "Keeps the key of the backups in this PC's credential store, never the passphrase itself. It goes with a reinstall: afterwards only the passphrase or the recovery code opens the backups.",
    );
  addPlaceOptions(addYesOption(remember), 'to');
  addCommonOptions(addUnlockOptions(remember)).action(async (flags: RememberFlags) => {
    finish(await runRemember(flags));
  });
  const forget = passphrase
    .command('forget')
    .summary('let this PC ask for the passphrase again')
    .description("Removes the key of the backups from this PC's credential store.");
  addCommonOptions(forget).action(async (flags: CommonFlags) => {
    finish(await runForget(flags));
  });
}

function addChange(passphrase: Command, finish: Finish): void {
  const change = passphrase
    .command('change')
    .summary('give all backups another passphrase')
    .description(
      'Seals every backup in every place again with a new passphrase. Interrupted, it is run again. A place that is away is brought over when it returns. Copies that somebody took before stay as they are.',
    )
    .addHelpText(
      'after',
      exampleText([
        [['passphrase', 'change'], 'asks for the passphrase of now, then for the new one'],
        [['passphrase', 'change', '--generate-passphrase'], 'the new one is made of six words'],
      ]),
    );
  addPlaceOptions(change, 'to');
  addCommonOptions(addNewPassphraseOptions(addUnlockOptions(change))).action(
    async (flags: OwnChangeFlags) => {
      finish(await runChange(flags));
    },
  );
}

async function runChange(flags: OwnChangeFlags): Promise<number> {
  const sharing = flags.shares === undefined ? null : sharingOf(flags.shares);
  checkNewWords(flags, { ofChange: true });
  const next = await newPassphrase(flags);
  const context = await startCommand(flags);
  const places = await placesNamed('to', flags, context);
  // A passphrase that is made is the new one.
  const { generatePassphrase: _made, ...ofNow } = flags;
  const unlock = await existingUnlock(ofNow, context.signal)();
  const used = unlock.kind === 'recovery-code' ? unlock.code : null;
  const newVaultReady = wordsHandedOver(next, flags);
  const vault = openTerminalVault(places, context, { newVaultReady });
  const result = await vault.changePassphrase({
    ...{ unlock, next, sharing },
    keptCode: (signal) => keptCode(flags, used, signal),
  });
  if (context.json) printJson(changeReport(result, stepWords));
  changedLines(result).forEach(say);
  return resealStatus(result.outcomes);
}

/** What is typed here is known to a person; what a file gave may be gone with the PC. */
async function runRemember(flags: RememberFlags): Promise<number> {
  const context = await startCommand(flags);
  const places = await placesNamed('to', flags, context);
  const unlock = await lastingUnlock(flags, context.signal);
  const isTyped = unlock.kind === 'passphrase' ? unlock.isTyped : flags.recoveryCode === true;
  const vault = openTerminalVault(places, context);
  const result = await vault.remember({
    unlock,
    confirm: (signal) => confirmLasting({ isTyped, yes: flags.yes === true, signal }),
  });
  const { hasRecoveryCode } = result;
  if (context.json)
    printJson({ remembered: true, warnings: shownWarnings(result.warnings, stepWords) });
  say('This PC opens the backups without asking from now on.');
  say(
    `After a reinstall it does not: then the passphrase${hasRecoveryCode ? ' or the recovery code' : ''} is needed. Keep it on paper, apart from this PC.`,
  );
  return 0;
}

async function lastingUnlock(
  flags: RememberFlags,
  signal: AbortSignal,
): Promise<OwnPassphrase | ByRecoveryCode> {
  const isCode = flags.recoveryCode === true || flags.recoveryCodeFile !== undefined;
  if (!isCode) return ownPassphrase(flags);
  const unlock = await existingUnlock(flags, signal)();
  return unlock.kind === 'recovery-code' ? unlock : readRecoveryCode(flags, signal);
}

/** @throws VaultError `INTERRUPTED` for a no, `USAGE` where nobody can be asked */
async function confirmLasting({
  isTyped,
  yes,
  signal,
}: {
  readonly isTyped: boolean;
  readonly yes: boolean;
  readonly signal: AbortSignal;
}): Promise<void> {
  if (isTyped || yes) return;
  if (!canAsk()) {
    throw new VaultError('USAGE', 'nobody has shown that the passphrase survives a reinstall', {
      hint: 'Nothing was kept. Type it at a terminal, or add --yes where it is on paper.',
    });
  }
  const question =
    'A reinstall takes what is kept here, and files of this PC. Do you have the passphrase, or the recovery code, elsewhere too?';
  if (await askYesNo(question, signal, { initial: false })) return;
  throw new VaultError('INTERRUPTED', 'nothing was kept');
}

async function runForget(flags: CommonFlags): Promise<number> {
  const context = await startCommand(flags);
  await openTerminalVault([], context).forgetKey();
  if (context.json) printJson({ remembered: false, warnings: [] });
  say('This PC asks for the passphrase again.');
  return 0;
}
