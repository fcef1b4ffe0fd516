// What the owner removed from the backups of a PC, as its records remember it: records of before hold it
// still, and must not bring it back. It is told by what is known of the licence and a digest of its key;
// the key itself is gone. docs/decisions/carry-forward.md.
import { sha256 } from '@noble/hashes/sha2.js';
import { toHex } from '../bytes.js';
import { isSameLicence } from './licence.js';
import type { Licence, RecordContent, Removal } from './schema.js';

/** How much of a digest tells one key from all others of a household. */
const digestBytes = 16;

/** Notes that the licence was removed by the record of this time. */
export function removalOf(licence: Licence, removedAt: string): Removal {
  const { product, productRef, lastFive, productId, partNumber } = licence;
  const keyDigest = digestOf(licence.productKey);
  return { keyDigest, product, productRef, lastFive, productId, partNumber, removedAt };
}

/**
 * Whether a licence that a record of `takenAt` holds was removed later. One that a record of after the
 * removal holds was found again, or was added again.
 */
export function isRemoved(
  licence: Licence,
  takenAt: string,
  removals: readonly Removal[],
): boolean {
  const later = removals.filter(({ removedAt }) => takenAt < removedAt);
  if (later.length === 0) return false;
  const known = { ...licence, productKey: digestOf(licence.productKey) };
  return later.some(({ keyDigest, ...rest }) =>
    isSameLicence(known, { ...licence, ...rest, productKey: keyDigest }),
  );
}

/** The contents without the licences that were removed after them. */
export function withoutRemoved(
  contents: readonly RecordContent[],
  removals: readonly Removal[],
): readonly RecordContent[] {
  if (removals.length === 0) return contents;
  return contents.map((content) => ({
    ...content,
    licences: content.licences.filter((one) => !isRemoved(one, content.takenAt, removals)),
  }));
}

/** Every removal once, with its latest time, in the order of time. */
export function joinRemovals(removals: readonly Removal[]): Removal[] {
  const latest = new Map<string, Removal>();
  for (const removal of removals) {
    const { keyDigest, product, productRef, lastFive, productId, partNumber } = removal;
    const identity = [keyDigest, product, productRef, lastFive, productId, partNumber];
    const name = JSON.stringify(identity);
    const known = latest.get(name);
    if (known === undefined || known.removedAt < removal.removedAt) latest.set(name, removal);
  }
  return [...latest]
    .sort(([a, one], [b, other]) =>
      one.removedAt === other.removedAt
        ? a < b
          ? -1
          : 1
        : one.removedAt < other.removedAt
          ? -1
          : 1,
    )
    .map(([, removal]) => removal);
}

function digestOf(productKey: string | null): string | null {
  if (productKey === null) return null;
  const text = `product-key-vault/removed/${productKey}`;
  return toHex(sha256(new TextEncoder().encode(text)).subarray(0, digestBytes));
}
