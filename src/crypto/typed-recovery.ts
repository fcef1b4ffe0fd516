// What was typed or written into a file to open the backups by: a recovery code, or shares of one. A file may
// hold what was printed, with the lines that say which share it is.
import { groupSymbols, typedSymbols } from './checked-groups.js';
import { type RecoveryCode, parseRecoveryCode } from './recovery-code.js';
import { isMeantAsShare, parseShare } from './recovery-share.js';
import { combineShares } from './secret-sharing.js';

const symbolsOfShare = 10 * groupSymbols;

/**
 * The code of a text that holds it, or enough shares of it: one a line, each perhaps broken over two.
 * @throws VaultError `BAD_RECOVERY_CODE`
 */
export async function readRecoveryText(text: string): Promise<RecoveryCode> {
  const pieces = piecesOf(text);
  if (!pieces.some(isMeantAsShare)) return parseRecoveryCode(text);
  return combineShares(pieces.map((piece, i) => parseShare(piece, nameOf(i, pieces.length))));
}

/** Which of several has the typing error: what it says itself may be wrong. */
function nameOf(index: number, count: number): string {
  return count === 1 ? 'the share' : `share no. ${index + 1} of the ${count} given`;
}

/**
 * The text in pieces of a share each. A line with a colon or a # is somebody's words; it ends a piece, as
 * an empty line does. Two shares on one line are two.
 */
function piecesOf(text: string): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  const close = (): void => {
    if (piece !== '') pieces.push(...inShares(piece));
    piece = '';
  };
  for (const line of text.split(/\r\n|\r|\n/)) {
    const isWords = /[:#]/.test(line) || typedSymbols(line).length === 0;
    if (!isWords) piece += line;
    if (isWords || isMeantAsShare(piece)) close();
  }
  close();
  return pieces;
}

function inShares(piece: string): readonly string[] {
  const symbols = piece.replaceAll(/[^A-Za-z0-9]/g, '');
  if (symbols.length === 0 || symbols.length % symbolsOfShare !== 0) return [piece];
  return symbols.match(new RegExp(`.{${symbolsOfShare}}`, 'g')) ?? [];
}
