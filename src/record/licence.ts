// Small questions about licences that several parts of the program ask: is it the same one, and how
// may it be shown.
import { familyOf, familyOfName } from './product-family.js';
import { isOfAccount } from './product-ref.js';
import type { Licence } from './schema.js';
import { type Caution, hasCaution } from './vocabulary.js';

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

/** The collector's name in the places of keys that the owner typed. */
export const typedCollector = 'typed';

/** The collector's name in the places of keys that stood in the owner's texts: e-mails, notes. */
export const textCollector = 'text-file';

const ownersCollectors: readonly string[] = [typedCollector, textCollector];

/** Whether what the owner gave is all that is known of the licence, and no PC ever held it. */
export function isTyped({ places }: Licence): boolean {
  return places.length > 0 && places.every((place) => ownersCollectors.includes(place.collector));
}

/**
 * A text that two findings share only where they are surely one licence; {@link isSameLicence} finds more.
 * It is the whole key; without one the product and whatever of the key or the product id is known.
 */
export function licenceIdentity(licence: Licence): string {
  const { product, productKey, productRef, lastFive, productId, partNumber } = licence;
  if (productKey !== null) return `key:${productKey}`;
  const isNamed = productRef === null || (isBare(licence) && !isOfAccount(productRef));
  return JSON.stringify([productRef, isNamed ? product : null, lastFive, productId, partNumber]);
}

/** Whether both are one licence: by the whole key, else by the product and what is left of the key. */
export function isSameLicence(a: Licence, b: Licence): boolean {
  if (a.productKey !== null && b.productKey !== null) return a.productKey === b.productKey;
  if (!isSameProduct(a, b)) return isEndInOtherWords(a, b) || isEndInOtherWords(b, a);
  if (a.productKey !== null) return isRestOf(b, a);
  return b.productKey === null ? isSameRest(a, b) : isRestOf(a, b);
}

/** A list that shows ends of keys has names of its own; of one family an end by chance is none. */
function isEndInOtherWords(end: Licence, whole: Licence): boolean {
  if (end.productKey !== null || end.lastFive === null || whole.productKey === null) return false;
  const isReferred = end.productRef !== null && whole.productRef !== null;
  const family = familyOfName(end.product);
  const isOfOne = family !== null && family !== 'other' && family === familyOfName(whole.product);
  return !isReferred && isOfOne && end.lastFive === whole.lastFive;
}

/**
 * The one of several licences that a finding is: told by the key or the reference before the name, and
 * none where the name alone fits two products.
 */
export function findSame(licence: Licence, others: Iterable<Licence>): Licence | null {
  const same = [...others].filter((other) => isSameLicence(licence, other));
  const { productKey, productRef } = licence;
  const told = same.find(
    (other) =>
      (productKey !== null && other.productKey === productKey) ||
      (productRef !== null && other.productRef === productRef),
  );
  const products = new Set(same.flatMap((other) => other.productRef ?? []));
  return told ?? (products.size > 1 ? null : (same[0] ?? null));
}

/** A name may be corrected and a reference is not; but an owner's words, or an export, have none. */
function isSameProduct(a: Licence, b: Licence): boolean {
  const isReferred = a.productRef !== null && b.productRef !== null;
  return isReferred ? a.productRef === b.productRef : a.product === b.product;
}

/** Of an Office 2013 the end of the key is left, of an erased key only the product id. */
function isRestOf(rest: Licence, whole: Licence): boolean {
  if (rest.lastFive !== null) return rest.lastFive === whole.lastFive;
  return rest.productId !== null && rest.productId === whole.productId;
}

/** Of the same product: no fact that both know differs, and one of them tells the licence. */
function isSameRest(a: Licence, b: Licence): boolean {
  const differs = (fact: 'lastFive' | 'productId' | 'partNumber'): boolean =>
    a[fact] !== null && b[fact] !== null && a[fact] !== b[fact];
  if (differs('lastFive') || differs('productId') || differs('partNumber')) return false;
  if (isBare(a) && isBare(b)) {
    const isAccounts = isOfAccount(a.productRef) && isOfAccount(b.productRef);
    return isAccounts || (a.product === b.product && a.partNumber === b.partNumber);
  }
  const isEnd = a.lastFive !== null && a.lastFive === b.lastFive;
  return isEnd || (a.productId !== null && a.productId === b.productId);
}

/**
 * Whether nothing is left of the key. Then the name counts as well: one edition has many generations, and
 * an entry of the list of products may stand for several programs.
 */
function isBare({ lastFive, productId }: Licence): boolean {
  return lastFive === null && productId === null;
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
    ...(newer.productKey === null ? restOf(newer, older) : {}),
    productRef: newer.productRef ?? older.productRef,
    family: familyOf(newer) ?? familyOf(older),
    productKey: newer.productKey ?? older.productKey,
    lastFive: newer.lastFive ?? older.lastFive,
    places: [...newer.places, ...typed],
    checks: completed ? { ...older.checks, lastFive } : newer.checks,
    cautions: cautionsOf(newer, older),
    note: newer.note ?? older.note,
    seller: newer.seller ?? older.seller,
    orderNumber: newer.orderNumber ?? older.orderNumber,
    purchasedOn: newer.purchasedOn ?? older.purchasedOn,
    ...ownersWords(newer, older),
  };
}

/** What the owner corrected stays corrected, whatever the PC says of it. */
function ownersWords(newer: Licence, older: Licence): Partial<Licence> {
  const members = new Set(older.corrected ?? []);
  if (members.size === 0) return {};
  for (const own of newer.corrected ?? []) members.delete(own);
  return {
    ...(members.has('product') ? { product: older.product, family: familyOf(older) } : {}),
    ...(members.has('channel') ? { channel: older.channel } : {}),
    corrected: [...new Set([...(newer.corrected ?? []), ...members])].sort(),
  };
}

/** What else is left to tell the licence by. */
function restOf(newer: Licence, older: Licence): Pick<Licence, 'productId' | 'partNumber'> {
  return {
    productId: newer.productId ?? older.productId,
    partNumber: newer.partNumber ?? older.partNumber,
  };
}

/** What the newer finding says, but for what the older one knows more of the key. */
function cautionsOf(newer: Licence, older: Licence): string[] {
  const { productKey, lastFive, cautions } = newer;
  if (productKey !== null) return cautions;
  const ofRest: readonly string[] = ['partial', 'erased'] satisfies Caution[];
  if (older.productKey !== null) return cautions.filter((one) => !ofRest.includes(one));
  const isEndLearnt = lastFive === null && older.lastFive !== null;
  return isEndLearnt && !hasCaution(newer, 'partial') ? [...cautions, 'partial'] : cautions;
}
