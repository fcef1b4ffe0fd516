// One value of a registry export: what stands right of the equals sign, as type and bytes.
import { FormatError } from '../../bytes.js';

/** A value's type and its bytes as the registry stores them. */
export interface RegValue {
  readonly type: number;
  readonly data: Uint8Array;
}

/** Where a value stands, and how its file is written. */
export interface RegValueOptions {
  /** From 1, for errors. */
  readonly line: number;
  /** REGEDIT4: expandable and multiple strings are in the code page instead of UTF-16. */
  readonly isAnsi: boolean;
}

const stringType = 1;
const binaryType = 3;
const dwordType = 4;
/** Types written as bytes that are text: expandable string, multiple strings. */
const ansiTextTypes = [1, 2, 7];

/**
 * Reads a value; null for `-`, which deletes one.
 * @param text from after the equals sign, all its lines joined, continuation marks included.
 * @throws FormatError naming the line, never what stands there.
 */
export function parseRegValue(text: string, options: RegValueOptions): RegValue | null {
  const value = text.trim();
  if (/^-\s*(?:;.*)?$/.test(value)) return null;
  if (value.startsWith('"'))
    return { type: stringType, data: utf16(`${unquote(value, options)}\0`) };
  const dword = /^dword:\s*([0-9a-f]{1,8})\s*(?:;.*)?$/i.exec(value);
  if (dword?.[1] !== undefined) return { type: dwordType, data: dwordBytes(dword[1]) };
  const hex = /^hex(?:\(([0-9a-f]{1,8})\))?:/i.exec(value);
  if (hex === null) throw broken(options, 'a string, dword: or hex:', 'something else');
  const type = hex[1] === undefined ? binaryType : Number.parseInt(hex[1], 16);
  const data = hexBytes(value.slice(hex[0].length), options);
  const isAnsiText = options.isAnsi && ansiTextTypes.includes(type);
  return { type, data: isAnsiText ? utf16(new TextDecoder('windows-1252').decode(data)) : data };
}

/** The error for a broken place in an export. */
export function broken(
  { line }: Pick<RegValueOptions, 'line'>,
  expected: string,
  actual: string,
): FormatError {
  return new FormatError(`registry export, line ${line}`, { offset: 0, expected, actual });
}

function unquote(value: string, options: RegValueOptions): string {
  const end = closingQuote(value, 1);
  if (end === null) throw broken(options, 'a closing quote', 'none');
  return value.slice(1, end).replaceAll(/\\([\\"])/g, '$1');
}

/** Where the first quote stands that no backslash escapes; null when there is none. */
export function closingQuote(text: string, from: number): number | null {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at;
  }
  return null;
}

function hexBytes(text: string, options: RegValueOptions): Uint8Array {
  const [digits = ''] = text.split(';', 1);
  const tokens = digits.replaceAll(/\\?\s+/g, '').split(',');
  if (tokens.at(-1) === '') tokens.pop();
  return Uint8Array.from(tokens, (token, i) => {
    if (!/^[0-9a-f]{1,2}$/i.test(token)) {
      throw broken(options, `two hex digits for byte ${i}`, 'something else');
    }
    return Number.parseInt(token, 16);
  });
}

function dwordBytes(digits: string): Uint8Array {
  const data = new Uint8Array(4);
  new DataView(data.buffer).setUint32(0, Number.parseInt(digits, 16), true);
  return data;
}

function utf16(text: string): Uint8Array {
  const data = new Uint8Array(text.length * 2);
  const view = new DataView(data.buffer);
  for (let i = 0; i < text.length; i += 1) view.setUint16(2 * i, text.charCodeAt(i), true);
  return data;
}
