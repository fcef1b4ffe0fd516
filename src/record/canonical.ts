// The one byte form of a record's content: RFC 8785 (JSON Canonicalization Scheme), narrowed to ASCII
// member names, whole numbers up to 2^53-1 and well-formed Unicode. Narrowed so, the scheme needs no
// number formatting and sorting is the same in every language.
import { sameBytes } from '../bytes.js';
import { VaultError } from '../errors.js';
import { type RecordContent, validateContent } from './schema.js';

const maximumDepth = 32;

/**
 * The canonical UTF-8 bytes of a JSON value.
 * @throws VaultError `MALFORMED` for a value outside of the narrowed form.
 */
export function encodeCanonical(value: unknown): Uint8Array {
  return new TextEncoder().encode(write(value, 0));
}

/**
 * Reads a record's content: strict UTF-8, JSON, canonical, valid.
 * A duplicate member or any other spelling is refused: re-encoding must give the same bytes.
 * @throws VaultError `MALFORMED`
 */
export function decodeContent(bytes: Uint8Array): RecordContent {
  const value = parse(bytes);
  if (!sameBytes(encodeCanonical(value), bytes)) throw malformed('it is not in canonical form');
  return validateContent(value);
}

/**
 * A record's content as canonical bytes.
 * @throws VaultError `MALFORMED` when the content is not valid.
 */
export function encodeContent(content: RecordContent): Uint8Array {
  return encodeCanonical(validateContent(content));
}

function parse(bytes: Uint8Array): unknown {
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    return JSON.parse(decoder.decode(bytes));
  } catch {
    // The parser's own message quotes the text around the fault, which may be a product key.
    throw malformed('it is not JSON');
  }
}

function write(value: unknown, depth: number): string {
  if (depth > maximumDepth) throw malformed('it is nested too deeply');
  switch (typeof value) {
    case 'string':
      if (!value.isWellFormed()) throw malformed('a text has a lone surrogate');
      return JSON.stringify(value);
    case 'number':
      if (!Number.isSafeInteger(value) || Object.is(value, -0)) {
        throw malformed('a number is not whole, or too large');
      }
      return String(value);
    case 'boolean':
      return String(value);
    case 'object':
      if (value === null) return 'null';
      if (Array.isArray(value)) return `[${value.map((item) => write(item, depth + 1)).join(',')}]`;
      return writeObject(value, depth);
    default:
      throw malformed(`it holds a value that JSON lacks (${typeof value})`);
  }
}

function writeObject(value: object, depth: number): string {
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  const written = members.map(([name, member]) => {
    if (!/^[\x20-\x7e]*$/.test(name)) throw malformed('a member name is not ASCII');
    return `${JSON.stringify(name)}:${write(member, depth + 1)}`;
  });
  return `{${written.join(',')}}`;
}

function malformed(why: string): VaultError {
  return new VaultError('MALFORMED', `the content of the backup is not valid: ${why}`);
}
