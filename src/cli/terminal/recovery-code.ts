// The recovery code on the screen: offered when a vault is made, and shown once, to be written down.
import { type RecoveryCode, formatRecoveryCode } from '../../crypto/recovery-code.js';
import { sayAlways } from './output.js';
import { askYesNo, canAsk } from './prompts.js';

/** Whether a recovery code is wanted; no where nobody can be asked. */
export async function wantsRecoveryCode(signal: AbortSignal): Promise<boolean> {
  if (!canAsk()) return false;
  const question =
    'Make a recovery code, too? On paper, it opens the backups when the passphrase is lost.';
  return askYesNo(question, signal, { initial: false });
}

/** Shows a new code, to be written down. */
export function sayRecoveryCode(code: RecoveryCode): void {
  const groups = formatRecoveryCode(code).split('-');
  sayAlways(
    'Your recovery code. It opens the backups when the passphrase is forgotten: write it on paper, keep it apart from the passphrase, and show it to nobody.',
  );
  sayAlways();
  sayAlways(`    ${groups.slice(0, 4).join('-')}-`);
  sayAlways(`    ${groups.slice(4).join('-')}`);
  sayAlways();
}
