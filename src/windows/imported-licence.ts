// A licence out of what another program or a text says of a key: judged as a found one, as far as plain
// text can be.
import { familyOfName } from '../record/product-family.js';
import type { Licence } from '../record/schema.js';
import type { Caution, Channel } from '../record/vocabulary.js';
import { genericKey } from '../keys/generic-keys.js';
import { isOemProductId } from '../keys/product-id.js';
import { licenceOfReadKey } from './judge.js';

type Said = 'productRef' | 'edition' | 'channel' | 'seller' | 'orderNumber' | 'purchasedOn';

/** What was read; null, or left out, for what was not said. */
export interface ImportedFacts extends Partial<Pick<Licence, Said>> {
  /** Null where the key is said to be erased, was not found, or is masked. */
  readonly productKey: string | null;
  /** What is known of a key of which the whole is not. */
  readonly lastFive: string | null;
  /** Null where the product is not named. */
  readonly product: string | null;
  /** What it is of where neither a name nor the lists of public keys say so. */
  readonly supposed?: string | null;
  readonly productId: string | null;
  readonly note: string | null;
  readonly places: Licence['places'];
  /** Said of a key that is not there: `erased`, `not-found`. */
  readonly cautions: readonly Caution[];
}

/** Whether a product of this name is a Windows. */
export function isWindowsName(product: string): boolean {
  return familyOfName(product) === 'windows';
}

/** The licence. */
export function importedLicence(facts: ImportedFacts): Licence {
  const { productKey, lastFive, productId, places, note, cautions } = facts;
  const isOther = isOfOtherFamily(facts);
  const { seller = null, orderNumber = null, purchasedOn = null } = facts;
  return licenceOfReadKey({
    ...{ productKey, lastFive, productId, cautions, places },
    said: {
      product: isOther ? null : facts.product,
      productRef: isOther ? null : facts.productRef,
      edition: isOther ? null : facts.edition,
      channel: isOther ? null : facts.channel,
    },
    supposed: { product: facts.supposed, channel: oemChannel(productId) },
    given: { note, seller, orderNumber, purchasedOn },
  });
}

/** A public key that a text names after its neighbour: then the lists of public keys name it. */
function isOfOtherFamily({ productKey, product }: ImportedFacts): boolean {
  const listed = productKey === null ? null : genericKey(productKey);
  const family = product === null ? null : familyOfName(product);
  const isKnown = family === 'windows' || family === 'office';
  return listed !== null && isKnown && listed.family !== family;
}

function oemChannel(productId: string | null): Channel | null {
  return isOemProductId(productId) ? 'OEM' : null;
}
