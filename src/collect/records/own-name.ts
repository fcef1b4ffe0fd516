// A public key that a text names after its neighbour. ProduKey and other programs name a key by the place where
// they found it; words of people stand beside the wrong one now and then.
import { genericKey } from '../../keys/generic-keys.js';
import { familyOfName } from '../../record/product-family.js';
import type { KeyRecord } from './key-record.js';

/** The record without its name where its key is a published one of another family: then the list names it. */
export function withOwnName(record: KeyRecord): KeyRecord {
  const { productKey, product } = record;
  const listed = productKey === null ? null : genericKey(productKey);
  const family = product === null ? null : familyOfName(product);
  const isKnown = family === 'windows' || family === 'office';
  if (listed === null || !isKnown || listed.family === family) return record;
  return { ...record, product: null, productRef: null, edition: null, channel: null };
}
