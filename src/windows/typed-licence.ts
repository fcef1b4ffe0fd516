// A licence out of a key that the owner typed: judged like a found one, and compared with what is known
// of the PC, to tell whether it is the installed one.
import { type Licence, type OperatingSystem } from '../record/schema.js';
import { typedCollector } from '../record/licence.js';
import { formatTime } from '../record/time.js';
import { channelOfGenericKey } from '../keys/channel.js';
import { genericKey } from '../keys/generic-keys.js';
import { keyFields } from '../keys/pkey2009.js';
import { productIdDigits } from '../keys/product-id.js';
import { unknownProduct } from './imported-licence.js';
import { hasDigits } from './cross-checks.js';

/** What the owner said of the key; null for what was left out. */
export interface TypedFacts {
  readonly product: string | null;
  readonly channel: string | null;
  readonly seller: string | null;
  readonly orderNumber: string | null;
  readonly purchasedOn: string | null;
  readonly note: string | null;
}

/** What is known of the PC that the key belongs to. */
export interface KnownPc {
  readonly os: OperatingSystem;
  readonly licences: readonly Licence[];
}

/** What a typed key turned out to be. */
export interface TypedLicence {
  readonly licence: Licence;
  /** The licence of the PC that it is the key of, null where none matches. */
  readonly match: Licence | null;
}

/**
 * Judges a typed key.
 * @param productKey in its usual form, as `readTypedKey` gives it.
 * @param pc null for a PC of which nothing is known.
 */
export function typedLicence(
  productKey: string,
  facts: TypedFacts,
  { pc, now }: { readonly pc: KnownPc | null; readonly now: Date },
): TypedLicence {
  const match = pc === null ? null : licenceOfKey(productKey, pc);
  const listed = genericKey(productKey);
  const isInstalled = pc !== null && isInstalledKey(productKey, pc);
  const fields = keyFields(productKey);
  const typo = fields === null ? 'not-possible' : fields.checksumFits ? 'passed' : 'failed';
  const location =
    facts.seller === null ? 'typed by the owner' : `typed by the owner (${facts.seller})`;
  const licence: Licence = {
    product: facts.product ?? match?.product ?? listed?.product ?? unknownProduct,
    edition: match?.edition ?? listed?.edition ?? null,
    channel: facts.channel ?? match?.channel ?? channelOfGenericKey(productKey),
    productKey,
    lastFive: productKey.slice(-5),
    partNumber: match?.partNumber ?? null,
    productId: match?.productId ?? (isInstalled ? pc.os.productId : null),
    places: [{ collector: typedCollector, location, foundAt: formatTime(now) }],
    checks: {
      typo,
      integrity: 'not-possible',
      group: 'not-possible',
      productId: isInstalled ? 'passed' : 'not-possible',
      lastFive: match === null ? 'not-possible' : 'passed',
    },
    cautions: [
      ...(listed === null ? [] : ['generic']),
      ...(typo === 'passed' ? [] : ['unchecked']),
    ],
    note: facts.note,
    seller: facts.seller,
    orderNumber: facts.orderNumber,
    purchasedOn: facts.purchasedOn,
    lastSeen: null,
  };
  return { licence, match };
}

/**
 * The PC's licence that a key is the key of, told by the whole key, by its end, or by group and serial
 * in a product id; null where none is.
 */
export function licenceOfKey(productKey: string, { licences }: KnownPc): Licence | null {
  const fields = keyFields(productKey);
  const matches = (licence: Licence): boolean => {
    if (licence.productKey !== null) return licence.productKey === productKey;
    if (licence.lastFive !== null) return productKey.endsWith(licence.lastFive);
    const digits = licence.productId === null ? null : productIdDigits(licence.productId);
    return hasDigits(fields, digits);
  };
  return licences.find(matches) ?? null;
}

function isInstalledKey(productKey: string, { os }: KnownPc): boolean {
  const digits = os.productId === null ? null : productIdDigits(os.productId);
  return hasDigits(keyFields(productKey), digits);
}
