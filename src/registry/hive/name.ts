// Names of keys and values: how they are stored and how they compare. Windows compares them without
// case, UTF-16 unit by unit. Source: msuhanov/regf, "Key node", "Key value" and "Hash leaf".
import type { Cell } from './cell.js';

/** A name that is looked for, in the forms that it is compared in. */
export interface WantedName {
  readonly folded: string;
  readonly hash: number;
}

/** The forms in which a name is compared. */
export function wantedName(name: string): WantedName {
  const folded = foldCase(name);
  return { folded, hash: hashOf(folded) };
}

/**
 * The name stored at `at` of a cell.
 * @throws FormatError when it reaches past the cell.
 */
export function readName(
  cell: Cell,
  stored: { readonly at: number; readonly length: number; readonly isOneByte: boolean },
): string {
  const bytes = cell.bytes(stored.at, stored.length);
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return buffer.toString(stored.isOneByte ? 'latin1' : 'utf16le');
}

/** Upper case without a change of length: `ß` stays, as in Windows. */
export function foldCase(name: string): string {
  const upper = name.toUpperCase();
  if (isAscii(name)) return upper;
  let folded = '';
  for (let i = 0; i < name.length; i += 1) {
    const unit = name.charAt(i);
    const upperUnit = unit.toUpperCase();
    folded += upperUnit.length === 1 ? upperUnit : unit;
  }
  return folded;
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) > 0x7f) return false;
  return true;
}

function hashOf(folded: string): number {
  let hash = 0;
  for (let i = 0; i < folded.length; i += 1) {
    hash = (Math.imul(hash, 37) + folded.charCodeAt(i)) >>> 0;
  }
  return hash;
}
