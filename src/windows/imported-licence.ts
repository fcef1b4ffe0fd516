// A licence out of what another program or a text says of a key: judged as a found one, as far as plain
// text can be.
import type { Licence } from '../record/schema.js';
import { channelOfGenericKey } from '../keys/channel.js';
import { genericKey } from '../keys/generic-keys.js';
import { keyFields } from '../keys/pkey2009.js';
import { productIdDigits } from '../keys/product-id.js';
import { hasDigits } from './cross-checks.js';
import { cautionsOfChecks } from './judgement.js';

/** What was read. */
export interface ImportedFacts {
  /** Null where the key is said to be erased, or was not found. */
  readonly productKey: string | null;
  /** Null where the product is not named. */
  readonly product: string | null;
  readonly productId: string | null;
  readonly note: string | null;
  readonly place: Licence['places'][number];
  /** Said of a key that is not there: `erased`, `not-found`. */
  readonly cautions: readonly string[];
}

/** What a key is of when nothing says so. */
export const unknownProduct = 'Windows or Office (not said which)';

/** Whether a product of this name is a Windows. */
export function isWindowsName(product: string): boolean {
  return /^(?:Microsoft )?Windows\b/i.test(product);
}

/** The licence. */
export function importedLicence(facts: ImportedFacts): Licence {
  const { productKey, productId, place, note } = facts;
  const listed = productKey === null ? null : genericKey(productKey);
  const generic = productKey === null ? null : channelOfGenericKey(productKey);
  // The list of public keys knows nothing of what other programs do with one.
  const isOfList = facts.product === null || isWindowsName(facts.product);
  const checks = checksOf(facts);
  return {
    product: facts.product ?? listed?.product ?? unknownProduct,
    edition: isOfList ? (listed?.edition ?? null) : null,
    channel: (isOfList ? generic : null) ?? oemChannel(productId),
    productKey,
    lastFive: productKey?.slice(-5) ?? null,
    partNumber: null,
    productId,
    places: [place],
    checks,
    cautions: [
      ...facts.cautions,
      ...(listed === null ? [] : ['generic']),
      ...cautionsOfChecks(productKey, checks),
    ],
    note,
    seller: null,
    orderNumber: null,
    purchasedOn: null,
    lastSeen: null,
  };
}

/** A person reads a few places of one key; a file may repeat it without end. */
const mostPlaces = 10;

/** One of several findings of a licence, with the places of all. */
export function withPlacesOf(licence: Licence, other: Licence): Licence {
  if (licence.places.length >= mostPlaces) return licence;
  return { ...licence, places: [...licence.places, ...other.places] };
}

function oemChannel(productId: string | null): string | null {
  return /-OEM-|-AAOEM$/.test(productId ?? '') ? 'OEM' : null;
}

function checksOf({ productKey, productId }: ImportedFacts): Licence['checks'] {
  const fields = productKey === null ? null : keyFields(productKey);
  const digits = productId === null ? null : productIdDigits(productId);
  const isComparable = fields !== null && digits !== null;
  return {
    typo: fields === null ? 'not-possible' : fields.checksumFits ? 'passed' : 'failed',
    integrity: 'not-possible',
    group: 'not-possible',
    productId: !isComparable ? 'not-possible' : hasDigits(fields, digits) ? 'passed' : 'failed',
    lastFive: 'not-possible',
  };
}
