// The one door to a licence: whatever its source, a key is checked for typing errors, looked up among the
// public keys, named and labelled here. What a value of the registry says besides, and which key is the
// installed one, is judgement.ts' affair.
import { channelOfGenericKey, kmsClientChannel } from '../keys/channel.js';
import { editionOfName } from '../keys/edition-of-name.js';
import {
  familyOfKey,
  type GenericKey,
  genericKey,
  genericKeyByEnd,
  isPublicKey,
  isPublicSerial,
} from '../keys/generic-keys.js';
import { typoCheck } from '../keys/pkey2009.js';
import { productIdCheck, productIdDigits } from '../keys/product-id.js';
import { type LicenceFacts, newLicence } from '../record/new-licence.js';
import {
  familyOf,
  familyOfName,
  type ProductFamily,
  unknownProduct,
} from '../record/product-family.js';
import { productRef } from '../record/product-ref.js';
import type { Checks, Licence } from '../record/schema.js';
import { type Caution, isSoldAs, notChecked } from '../record/vocabulary.js';

type Told = 'product' | 'productRef' | 'edition' | 'channel' | 'partNumber';

/** What somebody says of a key; null, or left out, for what is not said. */
type SaidOfKey = { readonly [Member in Told]?: string | null | undefined };

/** A key that stands by itself, not in a value of the registry. */
export interface ReadKey {
  /** Null where only the product is known, or the end of the key. */
  readonly productKey: string | null;
  /** The end of a key of which the whole is not known. */
  readonly lastFive?: string | null;
  readonly productId: string | null;
  readonly places: Licence['places'];
  /** What counts before the lists of public keys. */
  readonly said: SaidOfKey;
  /** What counts where neither says anything. */
  readonly supposed: SaidOfKey;
  /** What it is of where the source says so without naming it; a name tells it too. */
  readonly family?: ProductFamily | null;
  /** Checks that the source alone can make. */
  readonly checks?: Partial<Checks>;
  /** What the source says to beware of. */
  readonly cautions?: readonly Caution[];
  /** What the owner gave. */
  readonly given?: Partial<Pick<Licence, 'note' | 'seller' | 'orderNumber' | 'purchasedOn'>>;
}

/** The licence of a key that stands by itself. */
export function licenceOfReadKey(read: ReadKey): Licence {
  const { productKey, lastFive = null, productId, said, supposed } = read;
  const isPartial = productKey === null && lastFive !== null;
  const listed = listedKey(read);
  const family = familyOfRead(read, listed);
  const edition = editionOf(read, listed);
  return judgedLicence({
    ...read.given,
    product: said.product ?? listed?.product ?? supposed.product ?? unknownProduct,
    productRef: said.productRef ?? (family === 'windows' ? productRef('windows', edition) : null),
    family,
    edition,
    channel: said.channel ?? channelOfListed(listed) ?? supposed.channel ?? null,
    productKey,
    ...(isPartial ? { lastFive } : {}),
    partNumber: said.partNumber ?? supposed.partNumber ?? null,
    productId,
    places: read.places,
    checks: {
      ...notChecked,
      typo: typoCheck(productKey),
      productId: productIdCheck(productKey, productId),
      ...read.checks,
    },
    cautions: [...(read.cautions ?? []), ...(isPartial ? (['partial'] as const) : [])],
  });
}

/**
 * The licence of what was judged already. That its key is a public one, and that nothing could be checked,
 * is told here for every way that a key comes in.
 */
export function judgedLicence(
  facts: LicenceFacts & Pick<Licence, 'productKey' | 'checks'>,
): Licence {
  const { productKey, checks, cautions = [] } = facts;
  const isAfter = (one: Caution): boolean => one === 'not-installed' || one === 'edition-mismatch';
  const ofKey = cautions.filter((one) => !isAfter(one));
  return newLicence({
    ...facts,
    cautions: [
      ...ofKey,
      ...(isPublic(facts) && !ofKey.includes('generic') ? (['generic'] as const) : []),
      ...cautions.filter(isAfter),
      ...cautionsOfChecks(productKey, checks),
    ],
  });
}

/** Public keys, those whose serial says that they were given to many, and what is left of either. */
function isPublic(facts: LicenceFacts): boolean {
  const { productKey = null, lastFive = null, productId = null, channel = null } = facts;
  if (productKey !== null) return channel === kmsClientChannel || isPublicKey(productKey);
  const { product, productRef: reference = null, family = null } = facts;
  const ofProduct = familyOf({ product, productRef: reference, family });
  const isEnd = lastFive !== null && genericKeyByEnd(lastFive, ofProduct) !== null;
  const digits = productId === null ? null : productIdDigits(productId);
  // Only Windows' product id repeats the key's number: Office's ends with zeros whatever its key. A volume key
  // has a number of its own: then the product id is of another.
  const isOfKey = ofProduct === 'windows' && !isSoldAs({ channel }, 'Volume');
  const isId = isOfKey && digits !== null && isPublicSerial(digits);
  return isEnd || isId || (lastFive !== null && channel === kmsClientChannel);
}

/**
 * The public key that it is, where that is of what the source says it is of. Who keeps a copy of another
 * program's key (Internet Explorer has Windows') says little of it.
 */
function listedKey(read: ReadKey): GenericKey | null {
  const { productKey, lastFive = null } = read;
  const told = toldFamily(read);
  if (productKey === null) return lastFive === null ? null : genericKeyByEnd(lastFive, told);
  const listed = genericKey(productKey);
  return isSurely(told) && listed?.family !== told ? null : listed;
}

function familyOfRead(read: ReadKey, listed: GenericKey | null): ProductFamily | null {
  const told = toldFamily(read);
  if (isSurely(told)) return told;
  const ofKey = read.productKey === null ? null : familyOfKey(read.productKey);
  return ofKey ?? listed?.family ?? told;
}

function toldFamily({ family, said }: ReadKey): ProductFamily | null {
  return family ?? familyOfName(said.product ?? '');
}

function isSurely(told: ProductFamily | null): boolean {
  return told === 'windows' || told === 'office';
}

/** Of a whole key the list knows it; of an end the name that stands beside it knows better. */
function editionOf(
  { productKey, said, supposed }: ReadKey,
  listed: GenericKey | null,
): string | null {
  const ofList = listed?.edition ?? null;
  const ofName =
    said.product === null || said.product === undefined ? null : editionOfName(said.product);
  const [first, second] = productKey === null ? [ofName, ofList] : [ofList, ofName];
  return said.edition ?? first ?? second ?? supposed.edition ?? null;
}

function channelOfListed(listed: GenericKey | null): string | null {
  return listed === null ? null : channelOfGenericKey(listed.productKey);
}

function cautionsOfChecks(productKey: string | null, { typo, integrity }: Checks): Caution[] {
  const isUnchecked = productKey !== null && typo !== 'passed' && integrity !== 'passed';
  return isUnchecked ? ['unchecked'] : [];
}
