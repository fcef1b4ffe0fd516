// What unlocks the vault, as the flags of a command say: the passphrase, a new one, or the recovery code.
import type { Command } from 'commander';
import { readRecoveryText } from '../../crypto/typed-recovery.js';
import { VaultError } from '../../errors.js';
import type {
  ByRecoveryCode,
  UnlockExisting,
  UnlockWith,
} from '../../vault/opening/unlock-with.js';
import {
  type PassphraseFlags,
  addPassphraseOptions,
  checkOneSource,
  isGiven,
  ownPassphrase,
  passphraseSource,
  readTextFile,
} from './passphrase-options.js';
import { typedPath } from '../../household/paths.js';
import { keptKey } from '../../household/kept-key.js';
import { holdKeyboard } from '../terminal/keyboard.js';
import { canAsk } from '../terminal/prompts.js';
import { askRecoveryCode } from '../terminal/recovery-code.js';

/** The flags of a command that a recovery code can unlock. */
export interface RecoveryFlags {
  readonly recoveryCode?: true;
  readonly recoveryCodeFile?: string;
}

/** The flags of a command that opens the vault. */
export type UnlockFlags = PassphraseFlags & RecoveryFlags;

/** Adds the flags. */
export function addUnlockOptions(command: Command): Command {
  return addPassphraseOptions(command)
    .option(
      '--recovery-code',
      'ask for the recovery code, or shares of it, in place of the passphrase',
    )
    .option('--recovery-code-file <file>', 'read the recovery code, or shares of it, from a file');
}

/**
 * What opens backups that exist: the recovery code where the flags name one, else the passphrase. Nobody is
 * asked before it is called. @throws VaultError `USAGE` at once for flags that do not go together
 */
export function existingUnlock(
  flags: RecoveryFlags & PassphraseFlags,
  signal: AbortSignal,
): () => Promise<UnlockExisting> {
  const isCode = wantsCode(flags);
  // It may be typed while the places are reached, before it is asked for.
  if (!isGiven(flags) && flags.recoveryCodeFile === undefined) holdKeyboard();
  if (isCode) return () => readRecoveryCode(flags, signal);
  checkOneSource(flags);
  return async () => (await rememberedKey(flags, signal)) ?? ownPassphrase(flags);
}

/** The passphrase, or the key that this PC remembers where no flag gives one. */
export async function ownUnlock(
  flags: PassphraseFlags,
  signal: AbortSignal,
): Promise<UnlockExisting> {
  return (await rememberedKey(flags, signal)) ?? ownPassphrase(flags);
}

/** What opens the backups, or a new passphrase where the flags ask for one. */
export async function unlockOrNew(
  flags: RecoveryFlags & PassphraseFlags & { readonly generatePassphrase?: true },
  signal: AbortSignal,
): Promise<UnlockWith> {
  if (wantsCode(flags)) return readRecoveryCode(flags, signal);
  checkOneSource(flags);
  const kept = flags.generatePassphrase === true ? null : await rememberedKey(flags, signal);
  return kept ?? passphraseSource(flags);
}

/** The key that this PC remembers, where no flag gives anything else; null where it remembers none. */
async function rememberedKey(
  flags: PassphraseFlags,
  signal: AbortSignal,
): Promise<UnlockExisting | null> {
  if (isGiven(flags)) return null;
  const key = await keptKey(signal);
  return key === null ? null : { kind: 'remembered', ...key };
}

/** Whether the recovery code opens. @throws VaultError `USAGE` where a passphrase is to do that, too */
function wantsCode(
  flags: RecoveryFlags & PassphraseFlags & { readonly generatePassphrase?: true },
): boolean {
  if (flags.recoveryCode === undefined && flags.recoveryCodeFile === undefined) return false;
  const { passphraseFile, passphraseCommand, passphraseStdin, generatePassphrase: wanted } = flags;
  const others = [passphraseFile, passphraseCommand, passphraseStdin, wanted];
  if (others.some((other) => other !== undefined)) {
    throw new VaultError('USAGE', 'the recovery code takes the place of the passphrase', {
      hint: 'Give one of them, not both.',
    });
  }
  return true;
}

function isPicture(path: string): boolean {
  return /\.(?:png|jpe?g)$/i.test(path);
}

/** What the QR codes in the picture say, one a line: the code, or shares of it. @throws VaultError */
async function pictureText(path: string, signal: AbortSignal): Promise<string> {
  const { readScans } = await import('../../restore/scan/scan-reader.js');
  const [scan] = await readScans([path], signal);
  if (scan !== undefined && 'error' in scan) throw scan.error;
  return scan?.content.codes.join('\n') ?? '';
}

/** The code from the file or the terminal, or out of shares that are given there. @throws VaultError `BAD_RECOVERY_CODE`, naming the group */
export async function readRecoveryCode(
  { recoveryCodeFile }: RecoveryFlags,
  signal: AbortSignal,
): Promise<ByRecoveryCode> {
  if (recoveryCodeFile !== undefined) {
    const text = isPicture(recoveryCodeFile)
      ? await pictureText(typedPath(recoveryCodeFile), signal)
      : await readTextFile(recoveryCodeFile, 'recovery code', signal);
    return { kind: 'recovery-code', code: await readRecoveryText(text) };
  }
  if (!canAsk()) {
    throw new VaultError('NO_PASSPHRASE', 'there is no terminal to ask for the recovery code', {
      hint: 'Give --recovery-code-file.',
    });
  }
  return { kind: 'recovery-code', code: await askRecoveryCode(signal) };
}
