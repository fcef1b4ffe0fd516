// The ACPI table MSDM, in which a maker leaves the product key of the Windows that a PC was sold with.
// Only bytes in, key out; where the table comes from is the readers' affair. Layout: Microsoft,
// "Microsoft Software Licensing Tables" (the table body), ACPI specification 5.2.6 (the header).
import { byteReader, FormatError, sameBytes } from '../../bytes.js';
import { cleanText } from '../decode/structure-text.js';
import { keySymbols, normaliseProductKey } from '../decode/product-key.js';

/** What an MSDM table says. */
export interface MsdmTable {
  /** Null where the maker left no key: many boards carry an empty table. */
  readonly productKey: string | null;
  /** Whether all bytes add up to 0, as the header's checksum should make them. */
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
const dataLengthOffset = 52;

/** Whether the bytes begin as an MSDM table does. */
export function startsAsMsdm(head: Uint8Array): boolean {
  return sameBytes(head.subarray(0, signature.length), new TextEncoder().encode(signature));
}

/**
 * Reads a table. Bytes after its end are ignored.
 * @throws FormatError when it is none, is cut off, or holds something other than a key.
 */
export function parseMsdm(bytes: Uint8Array): MsdmTable {
  const reader = byteReader(bytes, what);
  const found = reader.latin1(0, 4);
  if (found !== signature) {
    throw new FormatError(what, { offset: 0, expected: signature, actual: 'another signature' });
  }
  const length = reader.u32le(lengthOffset);
  if (length < headerBytes) {
    const actual = `${length} bytes`;
    throw new FormatError(what, { offset: lengthOffset, expected: 'a whole header', actual });
  }
  const table = reader.bytes(0, length);
  return {
    productKey: productKeyIn(table),
    checksumFits: table.reduce((sum, byte) => (sum + byte) & 0xff, 0) === 0,
    oemId: cleanText(byteReader(table, what).latin1(oemIdOffset, 6)),
  };
}

function productKeyIn(table: Uint8Array): string | null {
  if (table.subarray(keyOffset).every(isFiller)) return null;
  const reader = byteReader(table, what);
  const dataLength = reader.u32le(dataLengthOffset);
  if (dataLength < keyCharacters) {
    const at = { offset: dataLengthOffset, expected: `${keyCharacters} bytes of data` };
    throw new FormatError(what, { ...at, actual: `${dataLength}` });
  }
  const text = reader.latin1(keyOffset, keyCharacters);
  if (isMask(text)) return null;
  const productKey = normaliseProductKey(text);
  if (productKey !== null) return productKey;
  // What stands there is not repeated: it may be most of a key.
  const at = { offset: keyOffset, expected: 'a product key' };
  throw new FormatError(what, { ...at, actual: 'something else' });
}

/** What an empty flash chip, or a tool that clears the key, leaves behind. */
function isFiller(byte: number): boolean {
  return byte === 0x00 || byte === 0xff || byte === 0x20;
}

/** One letter over and over (`XXXXX-XXXXX-...`) stands for a key, but is none. */
function isMask(text: string): boolean {
  const symbols = text.replaceAll('-', '');
  return symbols.length === keySymbols && new Set(symbols).size === 1;
}
