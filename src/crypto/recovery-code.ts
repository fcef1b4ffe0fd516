// The recovery code: 160 random bits that a person writes on paper, as 8 groups of 4 Crockford Base32
// symbols and a check symbol. What the code opens is slot.ts; as shares it is recovery-share.ts.
// docs/format.md, "Recovery code".
import { VaultError } from '../errors.js';
import {
  type GroupForm,
  groupSymbols,
  packGroups,
  typedSymbols,
  wrongGroups,
  writeGroups,
} from './checked-groups.js';
import { randomBytes } from './sodium.js';

declare const recoveryCode: unique symbol;

/** The 20 bytes that a recovery code stands for. */
export type RecoveryCode = Uint8Array & { readonly [recoveryCode]: true };

/** The bytes of a code. */
export const codeBytes = 20;

const form: GroupForm = { groups: 8, firstNumber: 1 };

/** A new recovery code. */
export async function makeRecoveryCode(): Promise<RecoveryCode> {
  return (await randomBytes(codeBytes)) as RecoveryCode;
}

/** The code as it is printed: 8 groups of 5 symbols with hyphens. */
export function formatRecoveryCode(code: RecoveryCode): string {
  return writeGroups(code, form).join('-');
}

/**
 * The code as it was typed: in any case, with anything between the symbols that is no ASCII letter or
 * digit, with O for 0, I or L for 1.
 * @throws VaultError `BAD_RECOVERY_CODE`, naming the groups that are wrong but never what they say.
 */
export function parseRecoveryCode(text: string): RecoveryCode {
  const values = typedSymbols(text);
  const wrong = wrongGroups(values, form);
  const symbols = form.groups * groupSymbols;
  if (values.length !== symbols) {
    throw typingError(`it has ${values.length} of ${symbols} symbols`, wrong.slice(0, 1));
  }
  if (wrong.length > 0) throw typingError('a symbol is wrong', wrong);
  return packGroups(values, form) as RecoveryCode;
}

function typingError(what: string, wrong: readonly number[]): VaultError {
  const where = wrong.length === 0 ? '' : `; look at group ${wrong.join(', ')}`;
  return new VaultError(
    'BAD_RECOVERY_CODE',
    `the recovery code has a typing error: ${what}${where}`,
    {
      hint: 'It has 8 groups of 5 letters and digits. The letter U never occurs.',
    },
  );
}
