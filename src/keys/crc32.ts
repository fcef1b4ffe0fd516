// The two CRC-32 forms of Windows licensing, over the same polynomial: reflected for the
// DigitalProductId, unreflected for the check inside 'N' keys. Both are bit by bit: the inputs are a
// few dozen bytes.

/** Reflected, initial value all ones, no final inversion. */
export function crc32Reflected(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return crc >>> 0;
}

/** Most significant bit first, initial value all ones, inverted at the end. */
export function crc32Unreflected(bytes: Uint8Array): number {
  // All ones as a signed number: the sign is then the bit that is shifted out.
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte << 24;
    for (let bit = 0; bit < 8; bit += 1) crc = crc < 0 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  }
  return ~crc >>> 0;
}
