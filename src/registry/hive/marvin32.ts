// Marvin32, the checksum of log entries. No protection against anyone: the seed is public. Source:
// msuhanov/regf, "Log entries".

const seed = { low: 0x7a4e55c5, high: 0x82ef4d88 };
/** Closes the data: a byte of 0x80 and zeros. */
const end = Uint8Array.of(0x80, 0, 0, 0, 0, 0, 0, 0);

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
  let hash: MarvinHash = seed;
  for (const part of parts) hash = mix(hash, part);
  return mix(hash, end);
}

function mix(hash: MarvinHash, bytes: Uint8Array): MarvinHash {
  // local variables and a plain view: a log has millions of words
  let { low, high } = hash;
  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < bytes.length; at += 4) {
    low = (low + words.getInt32(at, true)) | 0;
    high ^= low;
    low = (rotate(low, 20) + high) | 0;
    high = rotate(high, 9) ^ low;
    low = (rotate(low, 27) + high) | 0;
    high = rotate(high, 19);
  }
  return { low: low >>> 0, high: high >>> 0 };
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
