// The DigitalProductId (version 3): 164 bytes, little-endian, in which Windows, Office up to 2007 and
// other products keep their key. Longer ones occur; shorter ones are read as far as they go, the key
// at the least. Layout as in dissect.target, its CRC recomputed on public samples.
import { byteReader } from '../bytes.js';
import type { CheckOutcome } from '../record/schema.js';
import type { Channel } from '../record/vocabulary.js';
import { crc32Reflected } from './crc32.js';
import { decodeProductKey, encodedKeyBytes } from './product-key.js';
import { cleanText } from '../text/structure-text.js';

const keyOffset = 52;
const licenceTypeOffset = 80;
const oemIdOffset = 92;
const crcOffset = 160;
const licenceTypes = ['Retail', 'Upgrade', 'OEM', 'Volume'] as const satisfies readonly Channel[];

/** What a DigitalProductId says. A field is null where it is empty, or cut off. */
export interface DigitalProductId {
  /** Null when it was erased. */
  readonly productKey: string | null;
  /** `00330-80000-00000-AAOEM` */
  readonly productId: string | null;
  /** From Windows 8 on, the group that the key belongs to. */
  readonly group: number;
  /** `[TH]X19-98841` */
  readonly partNumber: string | null;
  readonly licenceType: (typeof licenceTypes)[number] | null;
  readonly oemId: string | null;
  /** The CRC over the whole. */
  readonly integrity: CheckOutcome;
}

/** @throws FormatError when the bytes are too few to hold a key, or hold none. */
export function parseDigitalProductId(bytes: Uint8Array): DigitalProductId {
  const reader = byteReader(bytes, 'DigitalProductId');
  const has = (end: number): boolean => reader.length >= end;
  return {
    productKey: decodeProductKey(reader.bytes(keyOffset, encodedKeyBytes)),
    productId: cleanText(reader.latin1(8, 24)),
    group: reader.u32le(32),
    partNumber: cleanText(reader.latin1(36, 16)),
    licenceType: has(licenceTypeOffset + 4)
      ? (licenceTypes[reader.u32le(licenceTypeOffset)] ?? null)
      : null,
    oemId: has(oemIdOffset + 8) ? cleanText(reader.latin1(oemIdOffset, 8)) : null,
    integrity: has(crcOffset + 4) ? outcome(bytes, reader.u32le(crcOffset)) : 'not-possible',
  };
}

function outcome(bytes: Uint8Array, crc: number): CheckOutcome {
  return crc32Reflected(bytes.subarray(0, crcOffset)) === crc ? 'passed' : 'failed';
}
