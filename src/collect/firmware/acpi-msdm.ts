// The ACPI table MSDM, in which a maker leaves the product key of the Windows that a PC was sold with.
// Only bytes in, key out; where the table comes from is the readers' affair. Layout: Microsoft,
// "Microsoft Software Licensing Tables" (the table body), ACPI specification 5.2.6 (the header).
import { byteReader, FormatError, sameBytes } from '../../bytes.js';
import { readKeyText } from '../../keys/key-text.js';
import { cleanText } from '../../text/structure-text.js';

/** What an MSDM table says. */
export interface MsdmTable {
  /** Null where the maker left no key: many boards carry an empty table. */
  readonly productKey: string | null;
  /** Whether all bytes of its length add up to 0, as the header's checksum should make them. */
  readonly checksumFits: boolean;
  /** The maker's sign in the header, `LENOVO`; null where it is blank. */
  readonly oemId: string | null;
}

const what = 'MSDM table';
const signature = 'MSDM';
const headerBytes = 36;
/** After version, reserved, data type, reserved and data length. */
const keyOffset = 56;
const keyCharacters = 29;
const lengthOffset = 4;
const oemIdOffset = 10;

/** Whether the bytes begin as an MSDM table does. */
export function startsAsMsdm(head: Uint8Array): boolean {
  return sameBytes(head.subarray(0, signature.length), new TextEncoder().encode(signature));
}

/**
 * Reads a table. A key that stands in its place is given whatever the lengths in the table say: they
 * are the maker's affair, and the checksum tells of them. Bytes after its end are ignored.
 * @throws FormatError when it is none, is cut off, or holds something other than a key.
 */
export function parseMsdm(bytes: Uint8Array): MsdmTable {
  const reader = byteReader(bytes, what);
  const found = reader.latin1(0, 4);
  if (found !== signature) {
    throw new FormatError(what, { offset: 0, expected: signature, actual: 'another signature' });
  }
  const productKey = productKeyIn(bytes) ?? noKeyIn(bytes, reader.u32le(lengthOffset));
  return {
    productKey,
    checksumFits: checksumFits(bytes, reader.u32le(lengthOffset)),
    oemId: cleanText(reader.latin1(oemIdOffset, 6)),
  };
}

function checksumFits(bytes: Uint8Array, length: number): boolean {
  if (length < headerBytes || length > bytes.length) return false;
  return bytes.subarray(0, length).reduce((sum, byte) => (sum + byte) & 0xff, 0) === 0;
}

function productKeyIn(bytes: Uint8Array): string | null {
  const read = readKeyText(textOf(bytes));
  return read?.kind === 'key' ? read.productKey : null;
}

/** @throws FormatError unless the table is whole, and has nothing where the key should be. */
function noKeyIn(bytes: Uint8Array, length: number): null {
  if (length < headerBytes) {
    const actual = `${length} bytes`;
    throw new FormatError(what, { offset: lengthOffset, expected: 'a whole header', actual });
  }
  const table = byteReader(bytes, what).bytes(0, length);
  if (table.subarray(keyOffset).every(isFiller) || readKeyText(textOf(table))?.kind === 'mask') {
    return null;
  }
  // What stands there is not repeated: it may be most of a key.
  const at = { offset: keyOffset, expected: 'a product key' };
  throw new FormatError(what, { ...at, actual: 'something else' });
}

/** What stands in the place of the key, without what fills it up. */
function textOf(bytes: Uint8Array): string {
  const data = bytes.subarray(keyOffset, keyOffset + keyCharacters);
  return String.fromCharCode(
    ...data.subarray(0, data.findLastIndex((byte) => !isFiller(byte)) + 1),
  );
}

/** What an empty flash chip, or a tool that clears the key, leaves behind. */
function isFiller(byte: number): boolean {
  return byte === 0x00 || byte === 0xff || byte === 0x20;
}
