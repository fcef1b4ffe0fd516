// `--shares 2 of 3`: how a recovery code is divided. The shell hands over one word or three.
import { VaultError } from '../../errors.js';
import type { Sharing } from '../../crypto/recovery-share.js';
import { checkSharing } from '../../crypto/secret-sharing.js';

/**
 * The words of the flag as numbers: `2 of 3`, `"2 of 3"`, `2of3`, `2/3`.
 * @throws VaultError `USAGE` for anything else, and for numbers out of range
 */
export function sharingOf(words: readonly string[]): Sharing {
  const typed = words.join(' ').trim();
  const [, threshold, count] = /^(\d{1,3})\s*(?:of|\/)\s*(\d{1,3})$/i.exec(typed) ?? [];
  if (threshold === undefined || count === undefined) {
    throw new VaultError('USAGE', 'the flag --shares takes two numbers', {
      hint: 'As in --shares 2 of 3: three shares are made, and any two of them open.',
    });
  }
  const sharing = { threshold: Number(threshold), count: Number(count) };
  checkSharing(sharing);
  return sharing;
}
