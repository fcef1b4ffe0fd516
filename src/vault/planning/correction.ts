// A licence as its owner corrects it: of a typed one every word is the owner's; of one that was found, the
// next push finds its own words again, so the record notes which of them count no more.
import { isTyped } from '../../record/licence.js';
import { familyOf } from '../../record/product-family.js';
import type { Licence } from '../../record/schema.js';

/** What the owner may correct. */
type Corrigible = 'product' | 'channel' | 'seller' | 'orderNumber' | 'purchasedOn' | 'note';

/** New values; null takes one away, and what is left out stays. A product has always a name. */
export type Correction = Partial<Pick<Licence, Corrigible>>;

/** The licence with its corrections. */
export function withCorrection(licence: Licence, correction: Correction): Licence {
  const changed = { ...licence, ...correction };
  const found = (['product', 'channel'] as const).filter(
    (member) => changed[member] !== licence[member],
  );
  const corrected = [...new Set([...(licence.corrected ?? []), ...found])].sort();
  return {
    ...changed,
    ...(found.includes('product') ? productFacts(changed) : {}),
    ...(corrected.length === 0 ? {} : { corrected }),
  };
}

/** What was known of the product that it turned out not to be. A found one keeps what it is found by. */
function productFacts(licence: Licence): Pick<Licence, 'productRef' | 'family' | 'edition'> {
  const productRef = isTyped(licence) ? null : licence.productRef;
  const family = familyOf({ product: licence.product, productRef: null, family: null });
  return {
    productRef,
    family: family ?? licence.family ?? null,
    edition: isTyped(licence) ? null : licence.edition,
  };
}
