// The one door to a licence: whatever its source, a key is checked for typing errors, looked up among the
// public keys, named and labelled here. What a value of the registry says besides, and which key is the
// installed one, is judgement.ts' affair.
import { channelOfGenericKey } from '../keys/channel.js';
import { type GenericKey, genericKey } from '../keys/generic-keys.js';
import { typoCheck } from '../keys/pkey2009.js';
import { productIdCheck } from '../keys/product-id.js';
import { type LicenceFacts, newLicence } from '../record/new-licence.js';
import { unknownProduct } from '../record/product-family.js';
import { productRef } from '../record/product-ref.js';
import type { Checks, Licence } from '../record/schema.js';
import { type Caution, notChecked } from '../record/vocabulary.js';

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
  /** Whether the lists may say of what edition and channel it is: they know of Windows alone. */
  readonly isOfWindows: boolean;
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
  const listed = productKey === null ? null : genericKey(productKey);
  const ofList = read.isOfWindows ? saidByList(listed) : {};
  const edition = said.edition ?? ofList.edition ?? supposed.edition ?? null;
  return judgedLicence({
    ...read.given,
    product: said.product ?? listed?.product ?? supposed.product ?? unknownProduct,
    productRef: said.productRef ?? productRef('windows', edition),
    edition,
    channel: said.channel ?? ofList.channel ?? supposed.channel ?? null,
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
    cautions: [
      ...(read.cautions ?? []),
      ...(isPartial ? (['partial'] as const) : []),
      ...(listed === null ? [] : (['generic'] as const)),
    ],
  });
}

/** The licence of what was judged already; that nothing could be checked is told by its checks. */
export function judgedLicence(
  facts: LicenceFacts & Pick<Licence, 'productKey' | 'checks'>,
): Licence {
  const { productKey, checks, cautions = [] } = facts;
  return newLicence({ ...facts, cautions: [...cautions, ...cautionsOfChecks(productKey, checks)] });
}

function saidByList(listed: GenericKey | null): SaidOfKey {
  if (listed === null) return {};
  return { edition: listed.edition, channel: channelOfGenericKey(listed.productKey) };
}

function cautionsOfChecks(productKey: string | null, { typo, integrity }: Checks): Caution[] {
  const isUnchecked = productKey !== null && typo !== 'passed' && integrity !== 'passed';
  return isUnchecked ? ['unchecked'] : [];
}
