// The offer of a recovery code, made once, when a vault is made.
import { type RecoveryCode, makeRecoveryCode } from '../../crypto/recovery-code.js';
import { askYesNo, canAsk } from './prompts.js';
import { sayRecoveryCode } from '../options/recovery-code-options.js';

/** A new code, shown, or null when it is not wanted or nobody can be asked. */
export async function offerRecovery(signal: AbortSignal): Promise<RecoveryCode | null> {
  if (!canAsk()) return null;
  const question =
    'Make a recovery code, too? On paper, it opens the backups when the passphrase is lost.';
  if (!(await askYesNo(question, signal))) return null;
  const code = await makeRecoveryCode();
  sayRecoveryCode(code);
  return code;
}
