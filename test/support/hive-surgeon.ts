// Finds structures inside a hive that the writer made, so that a test can damage exactly one of them.
// It looks for bytes, and shares no code with the reader.
import { encodeName } from './hive-name.js';

const binsStart = 4096;

/** File offsets of the data of cells (behind the size field), and the means to overwrite them. */
export interface HiveSurgeon {
  readonly bytes: Uint8Array;
  /** Where the key node (nk) or key value (vk) of that name is; the name must be the only one. */
  find(signature: 'nk' | 'vk', name: string): number;
  /** Where the subkey list of the key of that name is. */
  subkeyList(name: string): number;
  /** Where the cell is that a field (a u32 at `offset`) points to. */
  follow(offset: number): number;
  /** What a field must hold to point to the cell whose data is at `offset`. */
  pointer(offset: number): number;
  u16(offset: number, value: number): void;
  u32(offset: number, value: number): void;
  get32(offset: number): number;
}

/** Offsets of fields within a key node (nk). */
export const nkField = {
  flags: 2,
  parent: 16,
  subkeyCount: 20,
  subkeyList: 28,
  valueCount: 36,
  valueList: 40,
  nameLength: 72,
} as const;

/** Offsets of fields within a key value (vk). */
export const vkField = { nameLength: 2, dataSize: 4, dataOffset: 8 } as const;

/** A copy of the hive to operate on. */
export function hiveSurgeon(hive: Uint8Array): HiveSurgeon {
  const bytes = hive.slice();
  const view = new DataView(bytes.buffer);
  const find = (signature: 'nk' | 'vk', name: string): number => {
    const nameAt = signature === 'nk' ? 76 : 20;
    const start = encodeName(signature, 'shortest').bytes;
    const stored = encodeName(name, 'shortest').bytes;
    for (let at = binsStart + 4; at < bytes.length; at += 8) {
      if (matches(bytes, at, start) && matches(bytes, at + nameAt, stored)) return at;
    }
    throw new Error(`the hive has no ${signature} ${name}`);
  };
  const follow = (offset: number): number => binsStart + view.getUint32(offset, true) + 4;
  return {
    bytes,
    find,
    subkeyList: (name) => follow(find('nk', name) + nkField.subkeyList),
    follow,
    pointer: (offset) => offset - 4 - binsStart,
    u16: (offset, value) => {
      view.setUint16(offset, value, true);
    },
    u32: (offset, value) => {
      view.setUint32(offset, value, true);
    },
    get32: (offset) => view.getUint32(offset, true),
  };
}

function matches(bytes: Uint8Array, at: number, part: Uint8Array): boolean {
  return part.every((byte, i) => bytes[at + i] === byte);
}
