// Small questions about licences that several parts of the program ask: is it the same one, and how
// may it be shown.
import type { Licence } from './schema.js';

/** The key with all but its last five characters hidden: `*****-*****-*****-*****-3V66T`. */
export function maskProductKey(licence: Pick<Licence, 'productKey' | 'lastFive'>): string | null {
  if (licence.lastFive === null) return null;
  return `*****-*****-*****-*****-${licence.lastFive}`;
}

/**
 * What makes two findings one licence: the whole key; without one the product and whatever of the key
 * or the product id is known.
 */
export function licenceIdentity(licence: Licence): string {
  if (licence.productKey !== null) return `key:${licence.productKey}`;
  return JSON.stringify([licence.product, licence.lastFive, licence.productId, licence.partNumber]);
}
