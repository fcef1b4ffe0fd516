// A licence out of what another program or a text says of a key: judged as a found one, as far as plain
// text can be.
import { familyOfName } from '../record/product-family.js';
import type { Licence } from '../record/schema.js';
import type { Caution, Channel } from '../record/vocabulary.js';
import { isOemProductId } from '../keys/product-id.js';
import { licenceOfReadKey } from './judge.js';

/** What was read. */
export interface ImportedFacts {
  /** Null where the key is said to be erased, was not found, or is masked. */
  readonly productKey: string | null;
  /** What is known of a key of which the whole is not. */
  readonly lastFive: string | null;
  /** Null where the product is not named. */
  readonly product: string | null;
  readonly productId: string | null;
  readonly note: string | null;
  readonly place: Licence['places'][number];
  /** Said of a key that is not there: `erased`, `not-found`. */
  readonly cautions: readonly Caution[];
}

/** Whether a product of this name is a Windows. */
export function isWindowsName(product: string): boolean {
  return familyOfName(product) === 'windows';
}

/** The licence. */
export function importedLicence(facts: ImportedFacts): Licence {
  const { productKey, lastFive, product, productId, place, note, cautions } = facts;
  return licenceOfReadKey({
    ...{ productKey, lastFive, productId, cautions },
    places: [place],
    said: { product },
    supposed: { channel: oemChannel(productId) },
    given: { note },
  });
}

/** A person reads a few places of one key; a file may repeat it without end. */
const mostPlaces = 10;

/** One of several findings of a licence, with the places of all. */
export function withPlacesOf(licence: Licence, other: Licence): Licence {
  if (licence.places.length >= mostPlaces) return licence;
  return { ...licence, places: [...licence.places, ...other.places] };
}

function oemChannel(productId: string | null): Channel | null {
  return isOemProductId(productId) ? 'OEM' : null;
}
