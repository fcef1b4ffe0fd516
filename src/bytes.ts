// A bounds-checked reader over bytes, and the error every parser throws. It knows no format: offsets
// and their meaning belong to the caller. No read ever goes past the end or allocates what a length
// field asks for before the bytes are known to be there.
import { VaultError } from './errors.js';

/** What a parser throws: where in the bytes it stood, what it expected and what it found. */
export class FormatError extends VaultError {
  readonly offset: number;
  readonly expected: string;
  readonly actual: string;

  constructor(what: string, at: { offset: number; expected: string; actual: string }) {
    super('FORMAT', `${what}: at byte ${at.offset} expected ${at.expected}, found ${at.actual}`);
    this.offset = at.offset;
    this.expected = at.expected;
    this.actual = at.actual;
  }
}

/** Reads numbers and text from fixed offsets; every method throws {@link FormatError} past the end. */
export interface ByteReader {
  readonly length: number;
  u8(offset: number): number;
  u16le(offset: number): number;
  u32le(offset: number): number;
  i32le(offset: number): number;
  u64le(offset: number): bigint;
  u16be(offset: number): number;
  u32be(offset: number): number;
  /** A view, not a copy, of `length` bytes. */
  bytes(offset: number, length: number): Uint8Array;
  /** One character a byte (ISO 8859-1), up to `length` bytes or the first NUL. */
  latin1(offset: number, length: number): string;
  /** UTF-16LE text of `length` bytes, up to the first NUL; an odd last byte is ignored. */
  utf16le(offset: number, length: number): string;
}

/**
 * Wraps `bytes` for reading.
 * @param what the structure's name, used in errors: "regf base block", "sealed record".
 */
export function byteReader(bytes: Uint8Array, what: string): ByteReader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const need = (offset: number, length: number): number => {
    const fits =
      Number.isSafeInteger(offset) &&
      Number.isSafeInteger(length) &&
      offset >= 0 &&
      length >= 0 &&
      offset + length <= bytes.length;
    if (!fits) {
      const found = `${Math.max(0, bytes.length - offset)} bytes`;
      throw new FormatError(what, { offset, expected: `${length} bytes`, actual: found });
    }
    return offset;
  };
  const slice = (offset: number, length: number): Uint8Array => {
    need(offset, length);
    return bytes.subarray(offset, offset + length);
  };
  return {
    length: bytes.length,
    u8: (offset) => view.getUint8(need(offset, 1)),
    u16le: (offset) => view.getUint16(need(offset, 2), true),
    u32le: (offset) => view.getUint32(need(offset, 4), true),
    i32le: (offset) => view.getInt32(need(offset, 4), true),
    u64le: (offset) => view.getBigUint64(need(offset, 8), true),
    u16be: (offset) => view.getUint16(need(offset, 2), false),
    u32be: (offset) => view.getUint32(need(offset, 4), false),
    bytes: slice,
    latin1: (offset, length) => latin1(slice(offset, length)),
    utf16le: (offset, length) => utf16le(slice(offset, length)),
  };
}

function latin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) {
    if (byte === 0) break;
    text += String.fromCharCode(byte);
  }
  return text;
}

function utf16le(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    const unit = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
    if (unit === 0) break;
    text += String.fromCharCode(unit);
  }
  return text;
}

/** Lower-case hex, two digits a byte. */
export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
}

/** The bytes of a string of hex digits, or null when it is none. */
export function fromHex(text: string): Uint8Array | null {
  if (text.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(text)) return null;
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i += 1) {
    bytes[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16);
  }
  return bytes;
}

/** Whether both hold the same bytes. Not constant-time: only for bytes that are no secret. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** The parts one after the other. */
export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
