// Where a recovery code comes from, and how a new one is shown.
import type { Command } from 'commander';
import {
  type RecoveryCode,
  formatRecoveryCode,
  parseRecoveryCode,
} from '../../crypto/recovery-code.js';
import { VaultError } from '../../errors.js';
import type { PassphraseSource } from '../../vault/opening/unlock.js';
import { say } from '../terminal/output.js';
import { type PassphraseFlags, passphraseSource, readTextFile } from './passphrase-options.js';
import { askLine, canAsk } from '../terminal/prompts.js';

/** The flags of a command that a recovery code can unlock. */
export interface RecoveryFlags {
  readonly recoveryCode?: true;
  readonly recoveryCodeFile?: string;
}

/** Adds the flags. */
export function addRecoveryOptions(command: Command): Command {
  return command
    .option('--recovery-code', 'ask for the recovery code in place of the passphrase')
    .option('--recovery-code-file <file>', 'read the recovery code from a file');
}

/** What opens the backups: the recovery code where the flags name one, else the passphrase. */
export async function unlockSource(
  flags: RecoveryFlags & PassphraseFlags,
  signal: AbortSignal,
): Promise<PassphraseSource | RecoveryCode> {
  if (flags.recoveryCode === undefined && flags.recoveryCodeFile === undefined) {
    return passphraseSource(flags, signal);
  }
  const { passphraseFile, passphraseCommand, passphraseStdin } = flags;
  const others = [passphraseFile, passphraseCommand, passphraseStdin];
  if (others.some((other) => other !== undefined)) {
    throw new VaultError('USAGE', 'the recovery code takes the place of the passphrase', {
      hint: 'Give one of them, not both.',
    });
  }
  return readRecoveryCode(flags, signal);
}

/** The code from the file or the terminal. @throws VaultError `BAD_RECOVERY_CODE`, naming the group */
export async function readRecoveryCode(
  { recoveryCodeFile }: RecoveryFlags,
  signal: AbortSignal,
): Promise<RecoveryCode> {
  if (recoveryCodeFile !== undefined)
    return parseRecoveryCode(await readTextFile(recoveryCodeFile, 'recovery code', signal));
  if (!canAsk()) {
    throw new VaultError('NO_PASSPHRASE', 'there is no terminal to ask for the recovery code', {
      hint: 'Give --recovery-code-file.',
    });
  }
  return parseRecoveryCode(await askLine('Recovery code (8 groups of 5)', signal));
}

/** Shows a new code, to be written down. */
export function sayRecoveryCode(code: RecoveryCode): void {
  const groups = formatRecoveryCode(code).split('-');
  say(
    'Your recovery code. It opens the backups when the passphrase is forgotten: write it on paper,',
  );
  say('keep it apart from the passphrase, and show it to nobody.');
  say();
  say(`    ${groups.slice(0, 4).join('-')}-`);
  say(`    ${groups.slice(4).join('-')}`);
  say();
}
