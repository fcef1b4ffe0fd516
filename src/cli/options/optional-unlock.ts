// What unlocks, for commands that do without: only where a flag gives it, or the owner wants it.
import type { UnlockExisting } from '../../vault/opening/unlock-with.js';
import { askYesNo, canAsk } from '../terminal/prompts.js';
import { isQuiet } from '../terminal/output.js';
import { isGiven } from './passphrase-options.js';
import { type UnlockFlags, existingUnlock } from './unlock-options.js';

/** The flags of such a command. */
export interface OptionalUnlockFlags extends UnlockFlags {
  readonly open?: true;
}

/** Whether a flag asks for the backups to be opened. */
function wantsOpening(flags: OptionalUnlockFlags): boolean {
  const { open, recoveryCode, recoveryCodeFile } = flags;
  return (
    [open, recoveryCode, recoveryCodeFile].some((flag) => flag !== undefined) || isGiven(flags)
  );
}

/**
 * What opens the backups where a flag asks for it; null where none does.
 * @throws VaultError `USAGE` at once for flags that do not go together
 */
export function unlockIfWanted(
  flags: OptionalUnlockFlags,
  signal: AbortSignal,
): (() => Promise<UnlockExisting>) | null {
  return wantsOpening(flags) ? existingUnlock(flags, signal) : null;
}

/** The same, with the owner asked at a terminal where no flag tells; Enter is no. */
export function unlockIfAsked(
  flags: OptionalUnlockFlags,
  { signal, question, json }: { signal: AbortSignal; question: string; json: boolean },
): (() => Promise<UnlockExisting | null>) | null {
  const wanted = unlockIfWanted(flags, signal);
  if (wanted !== null || json || isQuiet() || !canAsk()) return wanted;
  return async () => {
    if (!(await askYesNo(question, signal, { initial: false }))) return null;
    return existingUnlock(flags, signal)();
  };
}
