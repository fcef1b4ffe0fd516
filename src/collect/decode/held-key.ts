// One value that holds a key, in whichever form, read into one shape: the key, or that it was erased,
// and what the form says besides. It does not judge whether the parts fit each other.
import { byteReader, FormatError } from '../../bytes.js';
import type { CheckOutcome } from '../../record/schema.js';
import { channelOfLicenceType } from './channel.js';
import { parseDigitalProductId } from './digital-product-id.js';
import { isDigitalProductId4, parseDigitalProductId4 } from './digital-product-id4.js';
import { advancedPidDigits, productIdDigits, type ProductIdDigits } from './product-id.js';
import { normaliseProductKey, productKeyNumber } from './product-key.js';

/** How a value holds a key. */
export type KeyForm =
  /** 164 bytes, or what calls itself a DigitalProductId4. */
  | 'digital-product-id'
  /** 1272 bytes, even where the version field says nothing. */
  | 'digital-product-id4'
  /** A string: the key with its hyphens. */
  | 'text';

/** What a value says of the key in it. A field is null where the form has no such field. */
export interface HeldKey {
  /** Null when it was erased. */
  readonly productKey: string | null;
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
const nothingElse = {
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
export function readHeldKey(data: Uint8Array, form: KeyForm): HeldKey | null {
  if (data.every((byte) => byte === 0)) return null;
  if (form === 'text') return readText(data);
  const isLong = form === 'digital-product-id4' && data.length >= shortestDigitalProductId4;
  return isLong || isDigitalProductId4(data) ? readLong(data) : readShort(data);
}

function readShort(data: Uint8Array): HeldKey {
  const id = parseDigitalProductId(data);
  return {
    ...id,
    edition: null,
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
    productKey,
    edition,
    channel: keyType,
    partNumber,
    productId: null,
    group,
    digits,
    integrity,
  };
}

function readText(data: Uint8Array): HeldKey {
  const text = byteReader(data, 'product key').utf16le(0, data.length);
  const productKey = normaliseProductKey(text);
  if (productKey === null) {
    // What stands there is not repeated: it may be a key that lacks a symbol.
    const actual = `${text.length} characters that are none`;
    throw new FormatError('product key', { offset: 0, expected: 'a product key', actual });
  }
  return heldText(productKey);
}

/** A key in its usual form that stands somewhere as plain text. */
export function heldText(productKey: string): HeldKey {
  const isErased = productKeyNumber(productKey) === 0n;
  return { ...nothingElse, productKey: isErased ? null : productKey };
}
