// Finding out whether a bucket can be listed and stored to, leaving nothing behind: with permission to
// put, get and list, nothing that was stored for a try could be removed again.
import type { S3Connection } from './client.js';
import { s3Error } from './errors.js';
import { S3Failure } from './failure.js';
import { isDenial } from './read.js';
import { maximumRecordBytes, type TargetStatus } from '../target.js';

/**
 * What the bucket is and whether it can be stored to.
 * @throws S3Failure when it cannot be listed.
 */
export async function probeBucket(
  connection: S3Connection,
  signal: AbortSignal,
): Promise<TargetStatus> {
  const { place, wire } = connection;
  const listing = wire.page(place.keyPrefix, { next: null, maximumKeys: 1 }, signal);
  const [listed, denial] = await Promise.allSettled([listing, writeDenial(connection, signal)]);
  // A listing that fails says best what is wrong.
  if (listed.status === 'rejected') throw listed.reason;
  if (denial.status === 'rejected') throw denial.reason;
  const traits = {
    durability: place.durability,
    maxRecordBytes: maximumRecordBytes,
    newestKept: null,
  };
  const status = { placeId: place.placeId, traits };
  if (denial.value === null) return status;
  return { ...status, writeProblem: s3Error(denial.value, connection) };
}

/**
 * The server's refusal to store; null when it does not refuse. A part of an upload that does not exist
 * takes the same permission as a record and is never stored. Bucket policies that demand a condition of
 * every put refuse it all the same, so a refusal counts only when a put that meets such a policy, and
 * fails for its digest, is refused as well.
 */
async function writeDenial(
  { place, wire }: S3Connection,
  signal: AbortSignal,
): Promise<S3Failure | null> {
  const key = `${place.keyPrefix}probe`;
  const refusal = await denialOf(wire.putPartNowhere(key, signal));
  return refusal === null ? null : denialOf(wire.putBroken(key, signal));
}

/** Any other answer than a denial shows that this much was allowed. */
async function denialOf(put: Promise<void>): Promise<S3Failure | null> {
  try {
    await put;
    return null;
  } catch (error) {
    if (!(error instanceof S3Failure) || error.status === null) throw error;
    return isDenial(error) ? error : null;
  }
}
