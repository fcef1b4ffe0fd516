// Bytes as people write them on paper: groups of four Crockford Base32 symbols and a check symbol, which
// finds the group with the slip of the pen. What the bytes are belongs to recovery-code.ts and
// recovery-share.ts. docs/format.md, "Recovery code".

/** How many groups there are, and the number that the check symbol of the first one is made with. */
export interface GroupForm {
  readonly groups: number;
  readonly firstNumber: number;
}

/** Symbols of a group, its check symbol among them. */
export const groupSymbols = 5;

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const lookAlikes: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({ O: '0', I: '1', L: '1' }),
);

/** The groups of the bytes, of which there are 5 for two groups. */
export function writeGroups(bytes: Uint8Array, form: GroupForm): readonly string[] {
  return Array.from({ length: form.groups }, (_, index) => {
    const symbols = groupValues(bytes, index);
    const check = checkSymbol(form.firstNumber + index, symbols);
    return [...symbols, check].map((value) => alphabet[value]).join('');
  });
}

/**
 * The values of the symbols that were typed: in any case, with anything between them that is no ASCII letter
 * or digit, with O for 0, I or L for 1. A letter that never occurs is -1.
 */
export function typedSymbols(text: string): readonly number[] {
  const typed = text.replaceAll(/[^A-Za-z0-9]/g, '').toUpperCase();
  return Array.from(typed, (symbol) => alphabet.indexOf(lookAlikes.get(symbol) ?? symbol));
}

/** The numbers, from 1, of the groups that are incomplete, hold a foreign symbol or fail their check. */
export function wrongGroups(values: readonly number[], form: GroupForm): readonly number[] {
  const numbers = Array.from({ length: form.groups }, (_, index) => index + 1);
  return numbers.filter((number) => {
    const group = values.slice((number - 1) * groupSymbols, number * groupSymbols);
    if (group.length !== groupSymbols || group.includes(-1)) return true;
    return checkSymbol(form.firstNumber + number - 1, group.slice(0, -1)) !== group.at(-1);
  });
}

/** The bytes that groups without a fault stand for. */
export function packGroups(values: readonly number[], form: GroupForm): Uint8Array {
  const bytes = new Uint8Array((form.groups * (groupSymbols - 1) * 5) / 8);
  const data = values.filter((_, i) => i % groupSymbols !== groupSymbols - 1);
  data.forEach((value, i) => {
    for (let bit = 0; bit < 5; bit += 1) {
      const position = i * 5 + bit;
      const set = (value >> (4 - bit)) & 1;
      bytes[position >> 3] = (bytes[position >> 3] ?? 0) | (set << (7 - (position & 7)));
    }
  });
  return bytes;
}

/** The four data symbols of a group: its 20 bits, highest first. */
function groupValues(bytes: Uint8Array, index: number): readonly number[] {
  return Array.from({ length: groupSymbols - 1 }, (_, i) => fiveBits(bytes, (index * 4 + i) * 5));
}

function fiveBits(bytes: Uint8Array, bit: number): number {
  const at = bit >> 3;
  const pair = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  return (pair >> (11 - (bit & 7))) & 31;
}

/** The group's number XOR the sum of 2^i * d_i for i = 1 to 4, in GF(32). */
function checkSymbol(number: number, data: readonly number[]): number {
  return data.reduce((sum, value, i) => sum ^ timesPowerOfTwo(value, i + 1), number);
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
