// One value that holds a key, in whichever form, read into one shape: the key, or that it was erased,
// and what the form says besides. It does not judge whether the parts fit each other.
import { byteReader, FormatError } from '../bytes.js';
import type { CheckOutcome } from '../record/schema.js';
import { channelOfLicenceType } from './channel.js';
import { parseDigitalProductId } from './digital-product-id.js';
import { isDigitalProductId4, parseDigitalProductId4 } from './digital-product-id4.js';
import { advancedPidDigits, productIdDigits, type ProductIdDigits } from './product-id.js';
import { type KeyText, readKeyText } from './key-text.js';
import { decodeProductKey, longestText } from './product-key.js';

/** How a value holds a key. */
export type KeyForm =
  /** 164 bytes, or what calls itself a DigitalProductId4. */
  | 'digital-product-id'
  /** 1272 bytes, even where the version field says nothing. */
  | 'digital-product-id4'
  /** The encoded key alone, as SQL Server 2012 and later keep it. */
  | 'key-bytes'
  /** A string: the key, with or without its hyphens. */
  | 'text'
  /** A string, or a number: a serial in the form of whoever made the program. */
  | 'serial'
  /** A string: what an account has a licence for, divided by commas; there is no key. */
  | 'account';

/** What a value says of the key in it. A field is null where the form has no such field. */
export interface HeldKey {
  /** Null when it was erased, or masked. */
  readonly productKey: string | null;
  /** What a mask leaves of it; null where the whole is known, and where nothing is. */
  readonly lastFive: string | null;
  readonly edition: string | null;
  readonly channel: string | null;
  readonly partNumber: string | null;
  readonly productId: string | null;
  /** The group that the key should belong to. */
  readonly group: number | null;
  /** The group and serial that the key should have. */
  readonly digits: ProductIdDigits | null;
  /** The CRC or hashes over the value. */
  readonly integrity: CheckOutcome;
}

const shortestDigitalProductId4 = 824;
const shortestDigitalProductId = 67;
const shortestSerial = 4;
const nothingElse = {
  lastFive: null,
  edition: null,
  channel: null,
  partNumber: null,
  productId: null,
  group: null,
  digits: null,
  integrity: 'not-possible',
} as const;

/**
 * The key in a value; null when the value is empty.
 * @throws FormatError when the bytes are none of the form.
 */
export function readHeldKey(
  data: Uint8Array,
  form: Exclude<KeyForm, 'serial' | 'account'>,
): HeldKey | null {
  if (data.every((byte) => byte === 0)) return null;
  if (form === 'text') return readText(data);
  if (form === 'key-bytes' && !startsAsDigitalProductId(data)) return readKeyBytes(data);
  const isLong = form === 'digital-product-id4' && data.length >= shortestDigitalProductId4;
  return isLong || isDigitalProductId4(data) || callsItselfLong(data)
    ? readLong(data)
    : readShort(data);
}

/** By its own length: one that is cut off before its key must not pass for an erased older one. */
function callsItselfLong(data: Uint8Array): boolean {
  return data[0] === 0xf8 && data[1] === 0x04 && data[2] === 0 && data[3] === 0;
}

/** By its own length in its first four bytes. */
function startsAsDigitalProductId(data: Uint8Array): boolean {
  if (data.length < shortestDigitalProductId) return false;
  const [low = 0, high = 0, third, fourth] = data;
  const length = low + 256 * high;
  return third === 0 && fourth === 0 && length >= shortestDigitalProductId && length <= 4096;
}

function readKeyBytes(data: Uint8Array): HeldKey {
  return { ...nothingElse, productKey: decodeProductKey(data) };
}

/** A licence without a key: of an account, or of one that has only its product id left. */
export function heldNothing(channel: string | null): HeldKey {
  return { ...nothingElse, productKey: null, channel };
}

/** A serial in whatever form; null for what programs keep there when they have none. */
export function heldSerial(text: string): HeldKey | null {
  const isNone =
    text.length < shortestSerial || /^(?:none|unknown|trial|demo|n\/a|0+)$/i.test(text);
  if (isNone) return null;
  const read = readKeyText(text);
  // A serial that has the form of a key stays as its program wrote it.
  return read?.kind === 'mask' ? heldText(read) : { ...nothingElse, productKey: text };
}

function readShort(data: Uint8Array): HeldKey {
  const id = parseDigitalProductId(data);
  return {
    ...nothingElse,
    ...id,
    channel: channelOfLicenceType(id),
    digits: id.productId === null ? null : productIdDigits(id.productId),
  };
}

function readLong(data: Uint8Array): HeldKey {
  const id = parseDigitalProductId4(data);
  const digits = id.advancedPid === null ? null : advancedPidDigits(id.advancedPid);
  const { productKey, edition, keyType, partNumber, integrity } = id;
  const group = digits?.group ?? null;
  return {
    ...nothingElse,
    ...{ productKey, edition, channel: keyType, partNumber, group, digits, integrity },
  };
}

function readText(data: Uint8Array): HeldKey {
  const most = Math.min(data.length, 2 * (longestText + 1));
  const text = byteReader(data, 'product key').utf16le(0, most);
  const read = readKeyText(text);
  if (read !== null) return heldText(read);
  // What stands there is not repeated: it may be a key that lacks a symbol.
  const actual = `${text.length} characters that are not one`;
  throw new FormatError('product key', { offset: 0, expected: 'a product key', actual });
}

/** A key that stands somewhere as plain text, or its mask. */
export function heldText(read: KeyText): HeldKey {
  const { productKey, lastFive } =
    read.kind === 'key'
      ? { productKey: read.productKey, lastFive: null }
      : { productKey: null, lastFive: read.lastFive };
  return { ...nothingElse, productKey, lastFive };
}
