// A licence as it is made: what its source knows, and for all else that it is not known. The one place
// that names every member.
import type { Licence } from './schema.js';
import { familyOf } from './product-family.js';
import { type Caution, notChecked } from './vocabulary.js';

/** Half of a serial at most is shown. */
const shortestMasked = 10;

/** What a source knows of a licence. */
export interface LicenceFacts
  extends
    Pick<Licence, 'product' | 'places'>,
    Partial<
      Pick<Licence, 'productRef' | 'family' | 'edition' | 'channel' | 'productKey' | 'lastFive'>
    >,
    Partial<Pick<Licence, 'partNumber' | 'productId' | 'checks'>>,
    Partial<Pick<Licence, 'note' | 'seller' | 'orderNumber' | 'purchasedOn'>> {
  readonly cautions?: readonly Caution[];
}

/** The licence; what is not given is not known. */
export function newLicence(facts: LicenceFacts): Licence {
  const { product, productKey = null, productRef = null, family } = facts;
  return {
    productRef,
    edition: null,
    channel: null,
    productKey,
    lastFive: productKey === null ? null : endOf(productKey),
    partNumber: null,
    productId: null,
    checks: notChecked,
    note: null,
    seller: null,
    orderNumber: null,
    purchasedOn: null,
    lastSeen: null,
    ...facts,
    family: familyOf({ product, productRef, family: family ?? null }),
    cautions: [...(facts.cautions ?? [])],
  };
}

/** Of a short serial the last five characters would be most of it. */
function endOf(productKey: string): string | null {
  return productKey.length < shortestMasked ? null : productKey.slice(-5);
}
