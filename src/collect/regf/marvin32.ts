// Marvin32, the checksum of log entries. No protection against anyone: the seed is public. Source:
// msuhanov/regf, "Log entries".
import { byteReader } from '../../bytes.js';

const seed = { low: 0x7a4e55c5, high: 0x82ef4d88 };

/** A hash as two 32-bit words. */
export interface MarvinHash {
  readonly low: number;
  readonly high: number;
}

/**
 * The hash of the parts one after the other.
 * @param parts each of a length that four divides, as everything in a log has.
 */
export function marvin32(parts: Iterable<Uint8Array>): MarvinHash {
  let { low, high } = seed;
  const mix = (word: number): void => {
    low = (low + word) | 0;
    high ^= low;
    low = (rotate(low, 20) + high) | 0;
    high = rotate(high, 9) ^ low;
    low = (rotate(low, 27) + high) | 0;
    high = rotate(high, 19);
  };
  for (const part of parts) {
    const words = byteReader(part, 'hashed bytes');
    for (let at = 0; at < words.length; at += 4) mix(words.u32le(at));
  }
  // the end of the data, as if one byte of 0x80 had been added
  mix(0x80);
  mix(0);
  return { low: low >>> 0, high: high >>> 0 };
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
