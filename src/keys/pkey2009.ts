// The fields of an 'N' key (Windows 8, Office 2013 and later), by bit of its number: group 0-19,
// serial 20-49, security 50-102, checksum 103-112, upgrade 113. Older keys have other fields, which
// are not public. A check that passes means that no typing error was seen, never that a key is valid.
import type { CheckOutcome } from '../record/schema.js';
import { crc32Unreflected } from './crc32.js';
import { hasNStyle, productKeyNumber } from './product-key.js';

/** What an 'N' key says of itself. */
export interface KeyFields {
  /** The range of keys it belongs to: one edition in one channel. */
  readonly group: number;
  /** Its number in the group; 0 and 1 are those that Setup and documentation use. */
  readonly serial: number;
  readonly isUpgrade: boolean;
  /** Whether the checksum inside the key fits the rest. */
  readonly checksumFits: boolean;
}

const checksumBit = 103n;
const checksumMask = 0x3ffn;

/** The fields of a key; null for an older key, which has none, and for a text that is no key. */
export function keyFields(productKey: string): KeyFields | null {
  const number = hasNStyle(productKey.toUpperCase()) ? productKeyNumber(productKey) : null;
  if (number === null) return null;
  const checksum = Number((number >> checksumBit) & checksumMask);
  return {
    group: Number(number & 0xfffffn),
    serial: Number((number >> 20n) & 0x3fffffffn),
    isUpgrade: ((number >> 113n) & 1n) === 1n,
    checksumFits: checksumOf(number) === checksum,
  };
}

/** How the check inside a key came out; not possible for an older key, which has none, and for no key. */
export function typoCheck(productKey: string | null): CheckOutcome {
  const fields = productKey === null ? null : keyFields(productKey);
  if (fields === null) return 'not-possible';
  return fields.checksumFits ? 'passed' : 'failed';
}

/** The low 10 bits of the CRC over the 16 bytes of the number, the checksum itself taken as 0. */
function checksumOf(number: bigint): number {
  const rest = number & ~(checksumMask << checksumBit);
  const bytes = Uint8Array.from({ length: 16 }, (_, i) => Number((rest >> BigInt(8 * i)) & 0xffn));
  return crc32Unreflected(bytes) & 0x3ff;
}
