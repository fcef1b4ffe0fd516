// The new passphrase of a change, as flags say: typed, out of a file, a command or standard input, or made by
// this run; and what becomes of the recovery code.
import type { Command } from 'commander';
import { parseRecoveryCode } from '../../crypto/recovery-code.js';
import type { RecoveryCode } from '../../crypto/recovery-code.js';
import { VaultError } from '../../errors.js';
import type { GeneratedPassphrase, OwnPassphrase } from '../../vault/opening/unlock-with.js';
import { askLine, askYesNo, canAsk } from '../terminal/prompts.js';
import { type NewWordsFlags, addNewWordsOptions } from './new-words.js';
import {
  type PassphraseFlags,
  checkOneSource,
  isGiven,
  ownPassphrase,
  passphraseSource,
  readTextFile,
} from './passphrase-options.js';
import { typedPassphrase } from './typed-passphrase.js';
import type { UnlockFlags } from './unlock-options.js';

/** The flags of a change. */
export interface ChangeFlags extends UnlockFlags, NewWordsFlags {
  readonly newPassphraseFile?: string;
  readonly newPassphraseCommand?: string;
  readonly newPassphraseStdin?: true;
  readonly keepCodeFile?: string;
  readonly newRecoveryCode?: true;
  readonly shares?: readonly string[];
}

/** Adds the flags that say what the new passphrase is, and the code. */
export function addNewPassphraseOptions(command: Command): Command {
  command
    .option('--new-passphrase-file <file>', 'read the new passphrase from a file (UTF-8)')
    .option('--new-passphrase-command <command>', 'run a command and read the new passphrase')
    .option('--new-passphrase-stdin', 'read the new passphrase from standard input');
  addNewWordsOptions(command);
  return command
    .option('--keep-code-file <file>', 'the recovery code of now, which stays in use')
    .option('--new-recovery-code', 'make a new recovery code, without asking for the one of now')
    .option(
      '--shares <k of n...>',
      'give a new recovery code as n shares, any k of which open: 2 of 3 (from 2 to 16)',
    );
}

/** The new passphrase. @throws VaultError `USAGE` at once for flags that do not go together */
export async function newPassphrase(
  flags: ChangeFlags,
): Promise<OwnPassphrase | GeneratedPassphrase> {
  const given: PassphraseFlags & { readonly generatePassphrase?: true } = {
    ...(flags.newPassphraseFile === undefined ? {} : { passphraseFile: flags.newPassphraseFile }),
    ...(flags.newPassphraseCommand === undefined
      ? {}
      : { passphraseCommand: flags.newPassphraseCommand }),
    ...(flags.newPassphraseStdin === undefined ? {} : { passphraseStdin: true }),
    ...(flags.generatePassphrase === undefined ? {} : { generatePassphrase: true }),
  };
  checkSources(flags, given);
  if (isGiven(given)) return ownPassphrase(given);
  if (given.generatePassphrase === true) return passphraseSource(given);
  if (canAsk()) return typedPassphrase('The backups get a new passphrase now.');
  throw new VaultError('NO_PASSPHRASE', 'there is no terminal to ask for the new passphrase', {
    hint: 'Give --new-passphrase-file, --new-passphrase-command, --new-passphrase-stdin or --generate-passphrase.',
  });
}

function checkSources(flags: ChangeFlags, given: PassphraseFlags): void {
  try {
    checkOneSource(given);
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    throw new VaultError('USAGE', 'there is more than one source for the new passphrase', {
      hint: 'Give one of --new-passphrase-file, --new-passphrase-command, --new-passphrase-stdin and --generate-passphrase.',
      cause: error,
    });
  }
  if (flags.passphraseStdin === true && flags.newPassphraseStdin === true) {
    throw new VaultError('USAGE', 'one standard input cannot give both passphrases', {
      hint: 'Read one of them from a file or a command.',
    });
  }
  if (flags.keepCodeFile !== undefined && wantsNewCode(flags)) {
    throw new VaultError('USAGE', 'the recovery code is kept or made anew, not both', {
      hint: 'Leave out --keep-code-file, or --new-recovery-code and --shares.',
    });
  }
}

/** Shares cannot be made of a code that is there already. */
function wantsNewCode({ newRecoveryCode, shares }: ChangeFlags): boolean {
  return newRecoveryCode === true || shares !== undefined;
}

/**
 * The recovery code of now, where it is to stay; null for a new one.
 * @param used the one that opened the backups, where one did.
 */
export async function keptCode(
  flags: ChangeFlags,
  used: RecoveryCode | null,
  signal: AbortSignal,
): Promise<RecoveryCode | null> {
  if (wantsNewCode(flags)) return null;
  const { keepCodeFile } = flags;
  if (keepCodeFile !== undefined)
    return parseRecoveryCode(await readTextFile(keepCodeFile, 'recovery code', signal));
  if (used !== null) return used;
  if (!canAsk()) return null;
  const question = 'These backups have a recovery code. Keep it? It has to be typed once.';
  if (!(await askYesNo(question, signal))) return null;
  return parseRecoveryCode(await askLine('Recovery code (8 groups of 5)', signal, { faultOf }));
}

function faultOf(text: string): string | null {
  try {
    parseRecoveryCode(text);
    return null;
  } catch (error) {
    if (error instanceof VaultError) return error.message;
    throw error;
  }
}
