// Names of keys and values: how a hive stores them, and the hash of one that is looked for. Source: msuhanov/regf, "Key node", "Key value" and "Hash leaf".
import { foldCase } from '../name-case.js';
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

function hashOf(folded: string): number {
  let hash = 0;
  for (let i = 0; i < folded.length; i += 1) {
    hash = (Math.imul(hash, 37) + folded.charCodeAt(i)) >>> 0;
  }
  return hash;
}
