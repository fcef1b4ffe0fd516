// Small questions about licences that several parts of the program ask: is it the same one, and how
// may it be shown.
import type { Licence } from './schema.js';

/**
 * The key with all but its last five characters hidden: `*****-*****-*****-*****-3V66T`. A serial of
 * another form keeps that form; a short one is hidden as a whole. Null where nothing of a key is known.
 */
export function maskProductKey(licence: Pick<Licence, 'productKey' | 'lastFive'>): string | null {
  const { productKey, lastFive } = licence;
  const isSerial = productKey !== null && !/^.{5}(?:-.{5}){4}$/.test(productKey);
  if (!isSerial) return lastFive === null ? null : `*****-*****-*****-*****-${lastFive}`;
  const shown = lastFive ?? '';
  const hidden = productKey.slice(0, productKey.length - shown.length);
  return hidden.replaceAll(/[\p{L}\p{N}]/gu, '*') + shown;
}

/**
 * What makes two findings one licence: the whole key; without one the product and whatever of the key
 * or the product id is known.
 */
export function licenceIdentity(licence: Licence): string {
  if (licence.productKey !== null) return `key:${licence.productKey}`;
  return JSON.stringify([licence.product, licence.lastFive, licence.productId, licence.partNumber]);
}

/** The collector's name in the places of keys that the owner typed. */
export const typedCollector = 'typed';

/** The collector's name in the places of keys that stood in the owner's texts: e-mails, notes. */
export const textCollector = 'text-file';

const ownersCollectors: readonly string[] = [typedCollector, textCollector];

/** Whether what the owner gave is all that is known of the licence, and no PC ever held it. */
export function isTyped({ places }: Licence): boolean {
  return places.length > 0 && places.every((place) => ownersCollectors.includes(place.collector));
}

/** Whether both are one licence: the same identity, or a whole key and what is left of it on the PC. */
export function isSameLicence(a: Licence, b: Licence): boolean {
  if (licenceIdentity(a) === licenceIdentity(b)) return true;
  const [whole, rest] = a.productKey === null ? [b, a] : [a, b];
  if (whole.productKey === null || rest.productKey !== null || a.product !== b.product)
    return false;
  // Of an Office 2013 the end of the key is left, of an erased key only the product id.
  if (rest.lastFive !== null) return rest.lastFive === whole.lastFive;
  return rest.productId !== null && rest.productId === whole.productId;
}

/**
 * One licence out of two findings of it: the first is the newer, what it lacks comes from the second.
 * What the owner typed (places, notes) is always kept.
 */
export function mergeLicences(newer: Licence, older: Licence): Licence {
  const completed = newer.productKey === null && older.productKey !== null;
  const typed = older.places.filter(
    ({ collector, location }) =>
      ownersCollectors.includes(collector) &&
      !newer.places.some((place) => place.location === location),
  );
  // The end of a key was compared with the whole of it; of an erased one nothing was left to compare.
  const lastFive = newer.lastFive === null ? older.checks.lastFive : 'passed';
  return {
    ...older,
    ...newer,
    productKey: newer.productKey ?? older.productKey,
    lastFive: newer.lastFive ?? older.lastFive,
    places: [...newer.places, ...typed],
    checks: completed ? { ...older.checks, lastFive } : newer.checks,
    cautions: completed
      ? newer.cautions.filter((one) => one !== 'partial' && one !== 'erased')
      : newer.cautions,
    note: newer.note ?? older.note,
    seller: newer.seller ?? older.seller,
    orderNumber: newer.orderNumber ?? older.orderNumber,
    purchasedOn: newer.purchasedOn ?? older.purchasedOn,
  };
}
