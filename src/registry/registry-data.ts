// Registry values as text and numbers. What a value holds need not be of the type that it claims, so
// each reader takes what it can and answers null to the rest.
import { byteReader } from '../bytes.js';
import { cleanText } from '../text/structure-text.js';
import type { RegistryKey, RegistryValue } from './registry.js';

const textTypes = [1, 2];
const dwordType = 4;
const qwordType = 11;
const mostTextBytes = 2048;

/** A string value, fit to be shown; null where there is none, or it is empty. */
export function textOf(key: RegistryKey | null, name: string): string | null {
  const value = key?.value(name) ?? null;
  return value === null || !textTypes.includes(value.type) ? null : numberOrText(value);
}

/** A string value, or a DWORD in decimal; null for anything else. */
export function numberOrText(value: RegistryValue): string | null {
  const isNumber = value.type === dwordType && value.data.length >= 4;
  if (isNumber) return String(byteReader(value.data, 'registry number').u32le(0));
  if (!textTypes.includes(value.type)) return null;
  const data = value.data.subarray(0, mostTextBytes);
  return cleanText(byteReader(data, 'registry text').utf16le(0, data.length));
}

/** A DWORD; null where there is none. */
export function dwordOf(key: RegistryKey | null, name: string): number | null {
  const value = sized(key, name, { type: dwordType, bytes: 4 });
  return value === null ? null : byteReader(value.data, 'registry number').u32le(0);
}

/** A QWORD; null where there is none. */
export function qwordOf(key: RegistryKey | null, name: string): bigint | null {
  const value = sized(key, name, { type: qwordType, bytes: 8 });
  return value === null ? null : byteReader(value.data, 'registry number').u64le(0);
}

function sized(
  key: RegistryKey | null,
  name: string,
  wanted: { type: number; bytes: number },
): RegistryValue | null {
  const value = key?.value(name) ?? null;
  return value?.type === wanted.type && value.data.length >= wanted.bytes ? value : null;
}
