// The bytes of a sealed record around its ciphertext: layout, limits, and reading and writing the
// header's fields. It judges nothing: which values are refused, in which order and with which error,
// is inspect.ts. docs/format.md, "Layout".
import { byteReader, concatBytes } from '../bytes.js';
import type { Cost } from './kdf.js';

/** `\x89 V L T \r \n \x1a \n`: the first byte and the line ends show a transfer as text. */
export const magic: Uint8Array = Uint8Array.of(0x89, 0x56, 0x4c, 0x54, 0x0d, 0x0a, 0x1a, 0x0a);

export const formatVersion = 1;
export const cipherSuite = 1;
export const slotType = { passphrase: 1, recovery: 2 } as const;

/** Sizes in bytes. */
export const size = {
  fixed: 56,
  slot: 73,
  nonce: 24,
  mac: 32,
  tag: 16,
  checksum: 16,
  recordId: 16,
  /** One slot and the smallest payload. */
  minimumRecord: 729,
  maximumRecord: 1024 * 1024,
} as const;

/** Offsets of the fields before the slots. */
const at = {
  version: 8,
  suite: 9,
  flags: 10,
  slotCount: 11,
  ciphertextLength: 12,
  recordId: 16,
  generation: 32,
  ops: 36,
  memoryMiB: 38,
  salt: 40,
} as const;

/** One wrapped key: a slot's type, nonce and ciphertext, as views into the record. */
export interface Slot {
  readonly type: number;
  readonly nonce: Uint8Array;
  readonly wrapped: Uint8Array;
}

/** Every field before the slots, as it stands there. */
export interface HeaderFields {
  readonly suite: number;
  readonly flags: number;
  readonly slotCount: number;
  readonly ciphertextLength: number;
  readonly recordId: Uint8Array;
  readonly generation: number;
  readonly cost: Cost;
  readonly salt: Uint8Array;
}

/** The version byte; null when the record ends before it. */
export function readVersion(record: Uint8Array): number | null {
  return record[at.version] ?? null;
}

/**
 * The fields before the slots.
 * @throws FormatError when the record is shorter than they are.
 */
export function readHeaderFields(record: Uint8Array): HeaderFields {
  const reader = byteReader(record, 'sealed record');
  return {
    suite: reader.u8(at.suite),
    flags: reader.u8(at.flags),
    slotCount: reader.u8(at.slotCount),
    ciphertextLength: reader.u32be(at.ciphertextLength),
    recordId: reader.bytes(at.recordId, size.recordId),
    generation: reader.u32be(at.generation),
    cost: { ops: reader.u16be(at.ops), memoryMiB: reader.u16be(at.memoryMiB) },
    salt: reader.bytes(at.salt, size.fixed - at.salt),
  };
}

/** The length of a record with so many slots and ciphertext bytes. */
export function recordLength(slotCount: number, ciphertextLength: number): number {
  return headerLength(slotCount) + ciphertextLength + size.checksum;
}

/** The 73 bytes of a slot; the first is at index 0. */
export function slotBytes(record: Uint8Array, index: number): Uint8Array {
  const start = size.fixed + index * size.slot;
  return byteReader(record, 'sealed record').bytes(start, size.slot);
}

/** The three parts of a slot's 73 bytes. */
export function readSlot(slot: Uint8Array): Slot {
  const reader = byteReader(slot, 'slot');
  return {
    type: reader.u8(0),
    nonce: reader.bytes(1, size.nonce),
    wrapped: reader.bytes(1 + size.nonce, size.slot - 1 - size.nonce),
  };
}

/** A record cut up behind its slots. `macInput` and `header` are what MAC and payload cover. */
export interface Sections {
  readonly macInput: Uint8Array;
  readonly mac: Uint8Array;
  readonly header: Uint8Array;
  readonly payloadNonce: Uint8Array;
  readonly ciphertext: Uint8Array;
}

/** Cuts a record of checked lengths. */
export function readSections(record: Uint8Array, slotCount: number): Sections {
  const end = headerLength(slotCount);
  const macAt = end - size.mac;
  return {
    macInput: record.subarray(0, macAt),
    mac: record.subarray(macAt, end),
    header: record.subarray(0, end),
    payloadNonce: record.subarray(macAt - size.nonce, macAt),
    ciphertext: record.subarray(end, record.length - size.checksum),
  };
}

/** Bytes 0 to 55. */
export function buildHeaderFields(fields: HeaderFields): Uint8Array {
  const bytes = new Uint8Array(size.fixed);
  const view = new DataView(bytes.buffer);
  bytes.set(magic, 0);
  bytes[at.version] = formatVersion;
  bytes[at.suite] = fields.suite;
  bytes[at.flags] = fields.flags;
  bytes[at.slotCount] = fields.slotCount;
  view.setUint32(at.ciphertextLength, fields.ciphertextLength);
  bytes.set(fields.recordId, at.recordId);
  view.setUint32(at.generation, fields.generation);
  view.setUint16(at.ops, fields.cost.ops);
  view.setUint16(at.memoryMiB, fields.cost.memoryMiB);
  bytes.set(fields.salt, at.salt);
  return bytes;
}

/**
 * What a slot's encryption is bound to: bytes 0 to 9, bytes 36 to 55 and the slot's type. Not the
 * record id or the lengths, so that one recovery slot serves every record of a salt.
 */
export function slotAssociatedData(type: number, cost: Cost, salt: Uint8Array): Uint8Array {
  const derivation = new Uint8Array(4);
  const view = new DataView(derivation.buffer);
  view.setUint16(0, cost.ops);
  view.setUint16(2, cost.memoryMiB);
  const prefix = Uint8Array.of(...magic, formatVersion, cipherSuite);
  return concatBytes(prefix, derivation, salt, Uint8Array.of(type));
}

function headerLength(slotCount: number): number {
  return size.fixed + slotCount * size.slot + size.nonce + size.mac;
}
