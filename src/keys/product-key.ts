// Product keys as text and as the number behind it: 25 digits in base 24, and the 'N' style of
// Windows 8 and later, where the first digit is written as the place of a letter N instead. Says
// nothing of what a key is worth; the check inside an 'N' key is in pkey2009.ts.
import { FormatError } from '../bytes.js';

/** The 24 symbols of a product key, in the order of their digits. `N` is none of them. */
export const keyAlphabet = 'BCDFGHJKMPQRTVWXY2346789';

/** How many symbols a key has, hyphens not counted. */
export const keySymbols = 25;

/** No text of a key is longer, whatever stands between its symbols. */
export const longestText = 1000;

/** How many bytes of a structure hold a key. */
export const encodedKeyBytes = 15;

const groupSymbols = 5;
const base = 24n;
const keyCount = base ** BigInt(keySymbols);
/** Set in the number of an 'N' key: bit 3 of the last byte. */
const styleFlag = 1n << 115n;

/**
 * The key that a structure holds, with its hyphens; null when it was erased (every bit is zero).
 * Whether it is an 'N' key is told by its own flag. The bytes are left as they are.
 * @param bytes the 15 bytes of the key, little-endian; further bytes are ignored.
 * @throws FormatError when there are fewer, or when the number is too large to be a key.
 */
export function decodeProductKey(bytes: Uint8Array): string | null {
  if (bytes.length < encodedKeyBytes) throw notAKey(`${encodedKeyBytes} bytes`, 'fewer');
  const number = littleEndian(bytes.subarray(0, encodedKeyBytes));
  const hasN = (number & styleFlag) !== 0n;
  const value = number & ~styleFlag;
  if (value === 0n) return null;
  if (value >= keyCount) throw notAKey('a number below 24 to the 25th', 'a larger one');
  const digits = baseDigits(value);
  return hyphenate(hasN ? withN(digits) : digits.map(symbolOf).join(''));
}

/**
 * The number behind a key's text, without the style flag; null when the text is no key (see
 * {@link keySymbolsOf}).
 */
export function productKeyNumber(text: string): bigint | null {
  const symbols = keySymbolsOf(text);
  if (symbols === null) return null;
  const placeOfN = symbols.indexOf('N');
  const digits = Array.from(symbols.replace('N', ''), (symbol) => keyAlphabet.indexOf(symbol));
  if (placeOfN >= 0) digits.unshift(placeOfN);
  return digits.reduce((value, digit) => value * base + BigInt(digit), 0n);
}

/** Whether a text of five characters, in capitals, can be the end of a key. */
export function isKeyEnd(text: string): boolean {
  return new RegExp(`^[${keyAlphabet}N]{4}[${keyAlphabet}]$`).test(text) && !/N.*N/.test(text);
}

/** Whether it is a key of the 'N' style (Windows 8, Office 2013 and later). */
export function hasNStyle(productKey: string): boolean {
  return productKey.includes('N');
}

/** The letters and digits of a typed text in capitals, all separators removed. */
export function typedSymbols(text: string): string[] {
  return Array.from(text.normalize('NFKC').toUpperCase()).filter((symbol) =>
    /[\p{L}\p{N}]/u.test(symbol),
  );
}

/** Hyphens after every fifth symbol. */
export function hyphenate(symbols: string): string {
  const groups: string[] = [];
  for (let at = 0; at < symbols.length; at += groupSymbols) {
    groups.push(symbols.slice(at, at + groupSymbols));
  }
  return groups.join('-');
}

/**
 * The 25 symbols of a key, in capitals and without separators; null when it is none: not 25 symbols, a
 * symbol that keys lack, two Ns, or an N at the end. A mask may pass: key-text.ts tells.
 */
export function keySymbolsOf(text: string): string | null {
  if (text.length > longestText) return null;
  const symbols = typedSymbols(text).join('');
  const plain = symbols.replace('N', '');
  const isKey =
    symbols.length === keySymbols &&
    !symbols.endsWith('N') &&
    Array.from(plain).every((symbol) => keyAlphabet.includes(symbol));
  return isKey ? symbols : null;
}

/** The first digit says where the N stands among the other 24. */
function withN(digits: readonly number[]): string {
  const [place = 0, ...rest] = digits;
  const symbols = rest.map(symbolOf).join('');
  return `${symbols.slice(0, place)}N${symbols.slice(place)}`;
}

function baseDigits(value: bigint): number[] {
  const digits: number[] = [];
  for (let rest = value; digits.length < keySymbols; rest /= base) {
    digits.unshift(Number(rest % base));
  }
  return digits;
}

function symbolOf(digit: number): string {
  return keyAlphabet.charAt(digit);
}

function littleEndian(bytes: Uint8Array): bigint {
  return bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

function notAKey(expected: string, actual: string): FormatError {
  return new FormatError('product key', { offset: 0, expected, actual });
}
