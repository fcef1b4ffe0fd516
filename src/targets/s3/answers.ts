// Reading what a server answers without trusting it: bodies within bounds, listings that are listings.
// It knows no SDK; the shape of a listing is what S3 calls ListBucketResult.
// https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html
import { S3Failure } from './failure.js';

/** One page of a listing. */
export interface S3Page {
  readonly keys: readonly string[];
  /** The same with when each was stored, as the server's clock has it; empty where it tells none. */
  readonly stamps: readonly string[];
  /** When it was answered, by the server's clock; null where it does not tell. */
  readonly answeredAtMs: number | null;
  /** What to ask the next page with; null after the last. */
  readonly next: string | null;
}

interface ListedObject {
  readonly Key?: string | undefined;
  readonly LastModified?: Date | undefined;
}

/** A listing as it was answered. */
export interface ListAnswer {
  readonly Name?: string | undefined;
  readonly KeyCount?: number | undefined;
  readonly IsTruncated?: boolean | undefined;
  readonly NextContinuationToken?: string | undefined;
  readonly EncodingType?: string | undefined;
  readonly Contents?: readonly ListedObject[] | undefined;
}

/**
 * The page that a listing makes.
 * @param date the header of that name.
 * @throws S3Failure `NotS3` for what is no listing, or says that it goes on without saying where: an
 * empty or cut listing would pass for a bucket without backups.
 */
export function pageOf(answer: ListAnswer, date?: string): S3Page {
  const { Name, KeyCount, IsTruncated, NextContinuationToken, EncodingType } = answer;
  const isListing = [Name, KeyCount, IsTruncated].some((member) => member !== undefined);
  const next = IsTruncated === true ? (NextContinuationToken ?? '') : null;
  if (!isListing || next === '') {
    throw new S3Failure('NotS3', { action: 'list', status: 200 });
  }
  const contents = answer.Contents ?? [];
  const keys = contents.flatMap(({ Key }) => (Key === undefined ? [] : [Key]));
  return {
    keys: EncodingType === 'url' ? keys.map(decodedKey) : keys,
    stamps: contents.flatMap(stampOf),
    answeredAtMs: timeOf(date),
    next,
  };
}

/** The time of a header `Date` (RFC 9110, 5.6.7). */
function timeOf(date: string | undefined): number | null {
  const ms = Date.parse(date ?? '');
  return Number.isNaN(ms) ? null : ms;
}

function stampOf({ Key, LastModified }: ListedObject): string[] {
  const ms = LastModified?.getTime();
  return Key === undefined || ms === undefined || Number.isNaN(ms) ? [] : [`${Key} ${ms}`];
}

/** A key that is not well encoded is none of ours, so it may stay as it is. */
function decodedKey(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch (error) {
    if (error instanceof URIError) return key;
    throw error;
  }
}

/** How much of a body is taken. */
interface BodyLimits {
  readonly maximumBytes: number;
  readonly tooMuch: () => S3Failure;
  /** In milliseconds. */
  readonly clock?: () => number;
}

/** Who sends less than this in so long is as good as silent: the slowest modem sends ten times as much. */
const paceMs = 15_000;
const paceBytes = 2_048;

/**
 * The whole of a body; a longer one is left off where it passes the limit.
 * @throws what `tooMuch` makes when it is longer, and S3Failure `ETIMEDOUT` for one that comes in drops.
 */
export async function boundedBytes(
  body: AsyncIterable<Uint8Array>,
  { maximumBytes, tooMuch, clock = () => performance.now() }: BodyLimits,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let lengthBytes = 0;
  let since = { ms: clock(), bytes: 0 };
  for await (const chunk of body) {
    lengthBytes += chunk.length;
    if (clock() - since.ms >= paceMs) {
      if (lengthBytes - since.bytes < paceBytes) throw tooSlow();
      since = { ms: clock(), bytes: lengthBytes };
    }
    // Leaving the loop destroys the stream, and the connection with it.
    if (lengthBytes > maximumBytes) throw tooMuch();
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks, lengthBytes));
}

function tooSlow(): S3Failure {
  return new S3Failure('ETIMEDOUT', { action: 'get' });
}
