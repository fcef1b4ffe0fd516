// The recovery code on the screen: offered when a vault is made, shown once, whole or as shares, to be
// written down, and asked for.
import {
  type RecoveryCode,
  formatRecoveryCode,
  parseRecoveryCode,
} from '../../crypto/recovery-code.js';
import {
  type RecoveryShare,
  formatShare,
  isMeantAsShare,
  parseShare,
  setName,
} from '../../crypto/recovery-share.js';
import { combineShares, sharesMissing, withShare } from '../../crypto/secret-sharing.js';
import { VaultError } from '../../errors.js';
import { sayAlways } from './output.js';
import { type FaultOf, askLine, askYesNo, canAsk } from './prompts.js';

/** Whether a recovery code is wanted; no where nobody can be asked. */
export async function wantsRecoveryCode(signal: AbortSignal): Promise<boolean> {
  if (!canAsk()) return false;
  const question =
    'Make a recovery code, too? On paper, it opens the backups when the passphrase is lost.';
  return askYesNo(question, signal, { initial: false });
}

/** Shows a new code, to be written down; then `also` gets it. */
export function sayRecoveryCode(code: RecoveryCode, also?: (code: RecoveryCode) => void): void {
  const groups = formatRecoveryCode(code).split('-');
  sayAlways(
    'Your recovery code. It opens the backups when the passphrase is forgotten: write it on paper, keep it apart from the passphrase, and show it to nobody.',
  );
  sayAlways();
  sayAlways(`    ${groups.slice(0, 4).join('-')}-`);
  sayAlways(`    ${groups.slice(4).join('-')}`);
  sayAlways();
  also?.(code);
}

/** Shows new shares, to be written down: nobody gets the whole code. Then `also` gets them. */
export function sayRecoveryShares(
  shares: readonly RecoveryShare[],
  also?: (shares: readonly RecoveryShare[]) => void,
): void {
  const [first] = shares;
  if (first === undefined) return;
  const { threshold, count } = first;
  const any = threshold === count ? `All ${count}` : `Any ${threshold}`;
  sayAlways(
    `The recovery code in ${count} shares. ${any} of them open the backups when the passphrase is forgotten; ${lesserWords(threshold)} tells nothing. Write each on a paper of its own, and keep them in different places, apart from the passphrase.`,
  );
  for (const share of shares) {
    const groups = formatShare(share).split('-');
    sayAlways();
    sayAlways(`Share ${share.number} of ${count}, set ${setName(share)}:`);
    sayAlways(`    ${groups.slice(0, 5).join('-')}-`);
    sayAlways(`    ${groups.slice(5).join('-')}`);
  }
  sayAlways();
  also?.(shares);
}

function lesserWords(threshold: number): string {
  return threshold === 2 ? 'one alone' : `fewer than ${threshold}`;
}

/** Asks for the code, or for shares of it until there are enough. */
export async function askRecoveryCode(signal: AbortSignal): Promise<RecoveryCode> {
  const parse = (text: string): unknown =>
    isMeantAsShare(text) ? parseShare(text) : parseRecoveryCode(text);
  const question = 'Recovery code (8 groups of 5), or a share of it (10 groups)';
  const text = await askLine(question, signal, { faultOf: faultOf(parse) });
  return isMeantAsShare(text)
    ? askOtherShares([parseShare(text)], signal)
    : parseRecoveryCode(text);
}

async function askOtherShares(
  read: readonly RecoveryShare[],
  signal: AbortSignal,
): Promise<RecoveryCode> {
  const missing = sharesMissing(read);
  const [last] = read.slice(-1);
  if (missing === 0 || last === undefined) return combineShares(read);
  const more = missing === 1 ? '1 more opens' : `${missing} more open`;
  sayAlways(`That is share ${last.number} of ${last.count}, set ${setName(last)}. ${more}.`);
  const add = (typed: string): readonly RecoveryShare[] => withShare(read, parseShare(typed));
  const text = await askLine('Another share of the set', signal, { faultOf: faultOf(add) });
  return askOtherShares(add(text), signal);
}

/** What is wrong with what was typed, as the parser says it. */
function faultOf(parse: (text: string) => unknown): FaultOf {
  return (text) => {
    try {
      parse(text);
      return null;
    } catch (error) {
      if (error instanceof VaultError) return error.message;
      throw error;
    }
  };
}
