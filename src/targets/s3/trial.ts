// Finding out what a bucket is, by a listing alone, and whether it can be stored to, leaving nothing
// behind: with permission to put, get and list, nothing that was stored for a try could be removed again.
import type { S3Connection } from './client.js';
import { S3Failure } from './failure.js';
import { isBusy } from './patience.js';
import { isDenial } from './read.js';
import { maximumRecordBytes, type TargetStatus } from '../target.js';

/**
 * What the bucket is.
 * @throws S3Failure when it cannot be listed.
 */
export async function identifyBucket(
  { place, wire }: S3Connection,
  signal: AbortSignal,
): Promise<TargetStatus> {
  const { placeId, durability, bucket, keyPrefix } = place;
  const page = await wire.page(keyPrefix, { next: null, maximumKeys: shownKeys }, signal);
  const addressed = { name: `${bucket}/${keyPrefix}`, shows: page.stamps.join('\n') };
  const traits = { durability, maxRecordBytes: maximumRecordBytes, space: 'ample' } as const;
  return { placeId, traits, addressed };
}

/** The times of so many objects are hardly ever the same in two buckets. */
const shownKeys = 20;

/**
 * Tries whether the server would store a record. A part of an upload that does not exist takes the same
 * permission as a record and is never stored. Bucket policies that demand a condition of every put
 * refuse it all the same, so a refusal counts only when a put that meets such a policy, and fails for
 * its digest, is refused as well.
 * @throws S3Failure the server's refusal.
 */
export async function tryStoring(
  { place, wire }: S3Connection,
  signal: AbortSignal,
): Promise<void> {
  const key = `${place.keyPrefix}probe`;
  if ((await denialOf(wire.putPartNowhere(key, signal))) === null) return;
  const denial = await denialOf(wire.putBroken(key, signal));
  if (denial !== null) throw denial;
}

/** Any other answer than a denial shows that this much was allowed; a busy server has not answered. */
async function denialOf(put: Promise<void>): Promise<S3Failure | null> {
  try {
    await put;
    return null;
  } catch (error) {
    if (!(error instanceof S3Failure) || error.status === null || isBusy(error)) throw error;
    return isDenial(error) ? error : null;
  }
}
