// A licence out of a key that the owner typed: judged like a found one, and compared with what is known
// of the PC, to tell whether it is the installed one.
import { type Licence, type OperatingSystem } from '../record/schema.js';
import { typedCollector } from '../record/licence.js';
import { familyOf } from '../record/product-family.js';
import { formatTime } from '../record/time.js';
import { productIdCheck } from '../keys/product-id.js';
import { licenceOfReadKey } from './judge.js';

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
 * @param key in its usual form, as `readTypedKey` gives it; or its end, where that is all that is known.
 * @param pc null for a PC of which nothing is known.
 */
export function typedLicence(
  key: { readonly productKey: string | null; readonly lastFive?: string | null },
  facts: TypedFacts,
  { pc, now }: { readonly pc: KnownPc | null; readonly now: Date },
): TypedLicence {
  const { productKey, lastFive = null } = key;
  const match = pc === null ? null : licenceOfTyped({ productKey, lastFive }, pc);
  const isInstalled = pc !== null && productKey !== null && isInstalledKey(productKey, pc);
  const { product, channel, ...given } = facts;
  const location =
    facts.seller === null ? 'typed by the owner' : `typed by the owner (${facts.seller})`;
  const licence = licenceOfReadKey({
    productKey,
    lastFive,
    productId: match?.productId ?? (isInstalled ? pc.os.productId : null),
    places: [{ collector: typedCollector, location, foundAt: formatTime(now) }],
    said: {
      product: product ?? match?.product,
      productRef: match?.productRef,
      edition: match?.edition,
      channel: channel ?? match?.channel,
      partNumber: match?.partNumber,
    },
    supposed: {},
    family: match === null ? null : familyOf(match),
    checks: {
      // The product id of a licence is no proof of a key that was only matched to it.
      productId: isInstalled ? 'passed' : 'not-possible',
      lastFive: match === null ? 'not-possible' : 'passed',
    },
    given,
  });
  return { licence, match };
}

function licenceOfTyped(
  {
    productKey,
    lastFive,
  }: { readonly productKey: string | null; readonly lastFive: string | null },
  pc: KnownPc,
): Licence | null {
  if (productKey !== null) return licenceOfKey(productKey, pc);
  return pc.licences.find((licence) => lastFive !== null && licence.lastFive === lastFive) ?? null;
}

/**
 * The PC's licence that a key is the key of, told by the whole key, by its end, or by group and serial
 * in a product id; null where none is.
 */
export function licenceOfKey(productKey: string, { licences }: KnownPc): Licence | null {
  const matches = (licence: Licence): boolean => {
    if (licence.productKey !== null) return licence.productKey === productKey;
    if (licence.lastFive !== null) return productKey.endsWith(licence.lastFive);
    return productIdCheck(productKey, licence.productId) === 'passed';
  };
  return licences.find(matches) ?? null;
}

function isInstalledKey(productKey: string, { os }: KnownPc): boolean {
  return productIdCheck(productKey, os.productId) === 'passed';
}
