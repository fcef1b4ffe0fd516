// Storing a record under a name that must be new. Servers differ in what they make of a put that may
// only create: most refuse to overwrite, some answer that they do not know the condition, some
// overwrite as if it were not there (see s3/providers.ts). So the name is looked at first wherever the
// server's word is not known to be good, and the condition only closes the gap between look and put.
import { hint } from '../../errors.js';
import { sameBytes } from '../../bytes.js';
import type { S3Connection } from './client.js';
import { S3Failure } from './failure.js';
import { readIfThere } from './read.js';
import type { RecordName } from '../../record/name.js';
import { givesWay } from '../fits-name.js';
import { TargetError } from '../target.js';

/** Bytes and the key that they belong under. */
export interface NewObject {
  readonly name: RecordName;
  readonly key: string;
  readonly bytes: Uint8Array;
}

/**
 * Stores the bytes. That they are there already is success; what lies there damaged gives way.
 * @throws TargetError `CONFLICT` when other bytes are under the key; S3Failure.
 */
export async function createObject(
  connection: S3Connection,
  object: NewObject,
  signal: AbortSignal,
): Promise<void> {
  const { wire, place } = connection;
  const { conditionalCreate } = place;
  if (conditionalCreate !== 'honoured' && (await isThere(connection, object, signal))) return;
  const onlyNew = conditionalCreate === 'honoured' || conditionalCreate === 'varies';
  try {
    await wire.put(object.key, object.bytes, { onlyNew }, signal);
  } catch (error) {
    if (!onlyNew || !(error instanceof S3Failure)) throw error;
    await settle(connection, object, { failure: error, signal });
  }
}

/** What a failed put that may only create comes to. */
async function settle(
  connection: S3Connection,
  object: NewObject,
  { failure, signal }: { failure: S3Failure; signal: AbortSignal },
): Promise<void> {
  const isRefusal = saysThereIsOne(failure);
  if (!isRefusal && !saysConditionUnknown(failure)) throw failure;
  if (await isThere(connection, object, signal)) return;
  // Removed by another PC since: the retry puts it anew.
  if (isRefusal) throw new S3Failure('OperationAborted', { action: 'put', status: 409 });
  await connection.wire.put(object.key, object.bytes, { onlyNew: false }, signal);
}

/** RFC 9110 has 412 for it; MinIO of 2023 and before answered 304, Alibaba's OSS answers 409. */
function saysThereIsOne({ status, code }: S3Failure): boolean {
  return status === 412 || status === 304 || code === 'FileAlreadyExists';
}

/** 501 by the letter of S3; 400 and 405 from what stands before or behind some servers. */
function saysConditionUnknown({ status, code }: S3Failure): boolean {
  return status === 501 || status === 405 || (status === 400 && !aboutRequest.has(code));
}

/** Answers of status 400 that have nothing to do with the condition. */
const aboutRequest: ReadonlySet<string> = new Set([
  'AuthorizationHeaderMalformed',
  'BadDigest',
  'EntityTooLarge',
  'ExpiredToken',
  'InvalidToken',
  'RequestTimeout',
]);

/** Whether the bytes are there; a damaged copy is overwritten, which takes no right to remove. */
async function isThere(
  connection: S3Connection,
  { name, key, bytes }: NewObject,
  signal: AbortSignal,
): Promise<boolean> {
  const held = await readIfThere(connection.wire, key, signal);
  if (held === null) return false;
  if (sameBytes(held, bytes)) return true;
  if (givesWay(name, { held, incoming: bytes })) {
    await connection.wire.put(key, bytes, { onlyNew: false }, signal);
    return true;
  }
  const message = `the bucket "${connection.place.bucket}" holds other bytes under the name of this backup`;
  throw new TargetError('CONFLICT', message, {
    hint: hint`The copy there was damaged or replaced. Push with ${{ tell: 'force' }} to store a fresh one beside it.`,
  });
}
