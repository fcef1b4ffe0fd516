// The DigitalProductId4: 1272 bytes, text in UTF-16LE, which Windows Vista and later and Office 2010
// keep beside or instead of the older structure. It carries two SHA-256 hashes. When its key was
// erased the edition, the key type and the advanced product id may survive. Layout checked on public
// samples.
import { sha256 } from '@noble/hashes/sha2.js';
import { byteReader, sameBytes } from '../bytes.js';
import type { CheckOutcome } from '../record/schema.js';
import { decodeProductKey } from './product-key.js';
import { cleanText } from '../text/structure-text.js';

const structureBytes = 1272;
const keyOffset = 808;
const paddedKeyBytes = 16;
const keyHashOffset = 824;
const wholeHashOffset = 856;
const hashBytes = 32;

/** What a DigitalProductId4 says. A field is null where it is empty, or cut off. */
export interface DigitalProductId4 {
  /** Null when it was erased. */
  readonly productKey: string | null;
  /** `03612-03308-000-000000-00-1033-26100.0000-0012025` */
  readonly advancedPid: string | null;
  /** `Professional` */
  readonly edition: string | null;
  /** `Retail`, `OEM:DM`, `Volume:MAK`, ... */
  readonly keyType: string | null;
  readonly partNumber: string | null;
  readonly isUpgrade: boolean;
  /** The hash over the key and the hash over the whole; of an erased key they may tell nothing. */
  readonly integrity: CheckOutcome;
}

/** Whether the bytes call themselves a DigitalProductId4, by their version field. */
export function isDigitalProductId4(bytes: Uint8Array): boolean {
  return bytes.length >= keyOffset + paddedKeyBytes && bytes[4] === 4 && bytes[5] === 0;
}

/** @throws FormatError when the bytes are too few to hold a key, or hold none. */
export function parseDigitalProductId4(bytes: Uint8Array): DigitalProductId4 {
  const reader = byteReader(bytes, 'DigitalProductId4');
  const text = (offset: number, length: number): string | null =>
    reader.length < offset + length ? null : cleanText(reader.utf16le(offset, length));
  const productKey = decodeProductKey(reader.bytes(keyOffset, paddedKeyBytes));
  return {
    productKey,
    advancedPid: text(8, 128),
    edition: text(280, 520),
    keyType: text(1016, 128),
    partNumber: text(888, 128),
    isUpgrade: reader.u8(800) !== 0,
    integrity: integrityOf(bytes, { isErased: productKey === null }),
  };
}

function integrityOf(
  bytes: Uint8Array,
  { isErased }: { readonly isErased: boolean },
): CheckOutcome {
  if (bytes.length < structureBytes) return 'not-possible';
  const key = bytes.subarray(keyOffset, keyOffset + paddedKeyBytes);
  // A copy: Buffer's own slice() would share the memory with the caller.
  const whole = new Uint8Array(bytes.subarray(0, structureBytes)).fill(
    0,
    wholeHashOffset,
    wholeHashOffset + hashBytes,
  );
  if (hashAt(bytes, keyHashOffset, key) && hashAt(bytes, wholeHashOffset, whole)) return 'passed';
  // In a public sample of a volume licence whose key Windows erased, neither fits what is left.
  return isErased ? 'not-possible' : 'failed';
}

function hashAt(bytes: Uint8Array, offset: number, hashed: Uint8Array): boolean {
  return sameBytes(sha256(hashed), bytes.subarray(offset, offset + hashBytes));
}
