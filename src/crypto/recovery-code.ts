// The recovery code: 160 random bits that a person writes on paper, as 8 groups of 4 Crockford Base32
// symbols and a check symbol that finds the group with the slip of the pen. What the code opens is
// slot.ts. docs/format.md, "Recovery code".
import { VaultError } from '../errors.js';
import { randomBytes } from './sodium.js';

declare const recoveryCode: unique symbol;

/** The 20 bytes that a recovery code stands for. */
export type RecoveryCode = Uint8Array & { readonly [recoveryCode]: true };

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const lookAlikes: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({ O: '0', I: '1', L: '1' }),
);
const codeBytes = 20;
const groups = 8;
const groupSymbols = 5;

/** A new recovery code. */
export async function makeRecoveryCode(): Promise<RecoveryCode> {
  return (await randomBytes(codeBytes)) as RecoveryCode;
}

/** The code as it is printed: 8 groups of 5 symbols with hyphens. */
export function formatRecoveryCode(code: RecoveryCode): string {
  const written = Array.from({ length: groups }, (_, index) => {
    const symbols = groupValues(code, index);
    return [...symbols, checkSymbol(index, symbols)].map((value) => alphabet[value]).join('');
  });
  return written.join('-');
}

/**
 * The code as it was typed: in any case, with anything between the symbols that is no ASCII letter or
 * digit, with O for 0, I or L for 1.
 * @throws VaultError `BAD_RECOVERY_CODE`, naming the groups that are wrong but never what they say.
 */
export function parseRecoveryCode(text: string): RecoveryCode {
  const typed = text.replaceAll(/[^A-Za-z0-9]/g, '').toUpperCase();
  const values = Array.from(typed, (symbol) => alphabet.indexOf(lookAlikes.get(symbol) ?? symbol));
  const wrong = wrongGroups(values);
  if (values.length !== groups * groupSymbols) {
    throw typingError(`it has ${values.length} of 40 symbols`, wrong.slice(0, 1));
  }
  if (wrong.length > 0) throw typingError('a symbol is wrong', wrong);
  return packSymbols(values);
}

/** The numbers, from 1, of the groups that are incomplete, hold a foreign symbol or fail their check. */
function wrongGroups(values: readonly number[]): readonly number[] {
  const numbers = Array.from({ length: groups }, (_, index) => index + 1);
  return numbers.filter((number) => {
    const group = values.slice((number - 1) * groupSymbols, number * groupSymbols);
    if (group.length !== groupSymbols || group.includes(-1)) return true;
    return checkSymbol(number - 1, group.slice(0, -1)) !== group.at(-1);
  });
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

/** The four data symbols of a group: its 20 bits, highest first. */
function groupValues(code: RecoveryCode, index: number): readonly number[] {
  return Array.from({ length: groupSymbols - 1 }, (_, i) => fiveBits(code, (index * 4 + i) * 5));
}

function fiveBits(code: Uint8Array, bit: number): number {
  const at = bit >> 3;
  const pair = ((code[at] ?? 0) << 8) | (code[at + 1] ?? 0);
  return (pair >> (11 - (bit & 7))) & 31;
}

function packSymbols(values: readonly number[]): RecoveryCode {
  const bytes = new Uint8Array(codeBytes);
  const data = values.filter((_, i) => i % groupSymbols !== groupSymbols - 1);
  data.forEach((value, i) => {
    for (let bit = 0; bit < 5; bit += 1) {
      const position = i * 5 + bit;
      const set = (value >> (4 - bit)) & 1;
      bytes[position >> 3] = (bytes[position >> 3] ?? 0) | (set << (7 - (position & 7)));
    }
  });
  return bytes as RecoveryCode;
}

/** The group's number (1 to 8) XOR the sum of 2^i * d_i for i = 1 to 4, in GF(32). */
function checkSymbol(index: number, data: readonly number[]): number {
  return data.reduce((sum, value, i) => sum ^ timesPowerOfTwo(value, i + 1), index + 1);
}

/** value * 2^power modulo x^5 + x^2 + 1. */
function timesPowerOfTwo(value: number, power: number): number {
  let product = value;
  for (let i = 0; i < power; i += 1) {
    product <<= 1;
    if (product > 31) product ^= 0b100101;
  }
  return product;
}
