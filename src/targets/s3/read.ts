// Reading one object, and telling "not there" from "not allowed", which servers mix up: they answer
// 403 for what is not there to whoever may list only a part of the bucket.
// https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html ("Permissions")
import type { S3Wire } from './client.js';
import { S3Failure } from './failure.js';
import { maximumRecordBytes } from '../target.js';

/**
 * The bytes under a key; null when there are none.
 * @throws S3Failure
 */
export async function readIfThere(
  wire: S3Wire,
  key: string,
  signal: AbortSignal,
): Promise<Uint8Array | null> {
  try {
    return await wire.get(key, maximumRecordBytes, signal);
  } catch (error) {
    if (!(error instanceof S3Failure)) throw error;
    if (isMissing(error)) return null;
    if (isDenial(error) && (await isNotListed(wire, key, signal))) return null;
    throw error;
  }
}

/** Whether an answer says that the object, but not the bucket, is missing. */
export function isMissing({ status, code }: S3Failure): boolean {
  return status === 404 && code !== 'NoSuchBucket' && code !== 'NotS3';
}

/** Whether an answer says that the access key may not do this. */
export function isDenial({ status, code }: S3Failure): boolean {
  return status === 401 || (status === 403 && (code === 'AccessDenied' || code === 'Unknown'));
}

/** Whether a listing rules the key out. One that is denied as well leaves it open. */
async function isNotListed(wire: S3Wire, key: string, signal: AbortSignal): Promise<boolean> {
  try {
    const { keys } = await wire.page(key, { next: null, maximumKeys: 1 }, signal);
    return !keys.includes(key);
  } catch (error) {
    if (error instanceof S3Failure && isDenial(error)) return false;
    throw error;
  }
}
