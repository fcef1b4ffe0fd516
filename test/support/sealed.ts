// Stand-ins for sealed records, for tests of what only carries bytes: any bytes, under the name that
// a sealed record of these bytes would have. Nothing here opens.
import { createHash } from 'node:crypto';
import { recordName, type RecordName } from '../../src/record/name.js';
import type { SealedRecord } from '../../src/record/sealed-record.js';

/** A name and the bytes that belong under it. */
export interface SealedSample {
  readonly name: RecordName;
  readonly record: SealedRecord;
}

export const firstTag = '1f2e3d4c5b6a7988';
export const secondTag = '00ff00ff00ff00ff';

/** SHA-256 of the bytes, as hex. */
export function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Any bytes as a sealed record, with the name that fits them. */
export function asSealed(
  bytes: Uint8Array,
  options: { tag?: string; takenAt?: string } = {},
): SealedSample {
  const { tag = firstTag, takenAt = '2026-11-21T19:55:01Z' } = options;
  const digest = createHash('sha256').update(bytes).digest();
  return { name: recordName(tag, takenAt, digest), record: bytes as SealedRecord };
}

/** `sizeBytes` bytes that look random and are the same for the same `seed`. */
export function sealedSample(options: {
  sizeBytes: number;
  seed: string;
  tag?: string;
  takenAt?: string;
}): SealedSample {
  const hash = createHash('shake256', { outputLength: options.sizeBytes }).update(options.seed);
  return asSealed(new Uint8Array(hash.digest()), options);
}
