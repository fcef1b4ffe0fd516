// A licence out of what another program or a text says of a key: judged as a found one, as far as plain
// text can be.
import { familyOfName } from '../record/product-family.js';
import type { Licence } from '../record/schema.js';
import type { Caution, Channel } from '../record/vocabulary.js';
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
  const { productKey, lastFive, product, productId, places, note, cautions } = facts;
  const { seller = null, orderNumber = null, purchasedOn = null } = facts;
  return licenceOfReadKey({
    ...{ productKey, lastFive, productId, cautions, places },
    said: {
      product,
      productRef: facts.productRef,
      edition: facts.edition,
      channel: facts.channel,
    },
    supposed: { product: facts.supposed, channel: oemChannel(productId) },
    given: { note, seller, orderNumber, purchasedOn },
  });
}

function oemChannel(productId: string | null): Channel | null {
  return isOemProductId(productId) ? 'OEM' : null;
}
