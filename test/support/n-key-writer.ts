// Keys of the 'N' style (Windows 8 and later) with a group and serial of the test's choice. They are made
// up: no product accepts them.
import { crc32Unreflected } from '../../src/keys/crc32.js';
import { decodeProductKey } from '../../src/keys/product-key.js';

const styleFlag = 1n << 115n;

/** The key, whose own check passes. */
export function nKey({ group, serial }: { group: number; serial: number }): string {
  // Some security bits, so that the key looks like one.
  const rest = BigInt(group) | (BigInt(serial) << 20n) | (0x1234567890abn << 50n);
  const number = rest | (BigInt(crc32Unreflected(bytesOf(rest)) & 0x3ff) << 103n);
  return decodeProductKey(bytesOf(number | styleFlag)) ?? '';
}

function bytesOf(number: bigint): Uint8Array {
  return Uint8Array.from({ length: 16 }, (_, i) => Number((number >> BigInt(8 * i)) & 0xffn));
}
