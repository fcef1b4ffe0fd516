// An imported licence beside what is known of its PC: which of the PC's licences it is, and what that
// one tells of it.
import type { Licence } from '../record/schema.js';
import { type KnownPc, licenceOfKey, type TypedLicence } from './typed-licence.js';
import { familyOf, unknownProduct } from '../record/product-family.js';

/** The licence, completed, and the one of the PC that it is. */
export function knownLicence(licence: Licence, pc: KnownPc | null): TypedLicence {
  const match = pc === null ? null : matchOf(licence, pc);
  if (match === null) return { licence, match };
  const completed: Licence = {
    ...licence,
    product: licence.product === unknownProduct ? match.product : licence.product,
    // That of the words around the key would make it another licence than the one found.
    productRef: match.productRef ?? licence.productRef,
    family: familyOf(match) ?? familyOf(licence),
    edition: licence.edition ?? match.edition,
    channel: licence.channel ?? match.channel,
    partNumber: match.partNumber,
    productId: licence.productId ?? match.productId,
    checks: { ...licence.checks, lastFive: 'passed' },
    // The owner's own words are worth more than those around a key.
    note: match.note ?? licence.note,
  };
  return { licence: completed, match };
}

/** By the key, or by what is left of it: a list of ends has names of its own for what they are of. */
function matchOf({ productKey, lastFive }: Licence, pc: KnownPc): Licence | null {
  if (productKey !== null) return licenceOfKey(productKey, pc);
  if (lastFive === null) return null;
  return pc.licences.find((one) => one.lastFive === lastFive) ?? null;
}
