// The names of sealed records: `<tag>/<time>-<digest>.vault`. The digest is of the sealed bytes, so
// a copy can be checked without a passphrase and no two contents ever share a name.
import { toHex } from '../bytes.js';

/** `1f2e3d4c5b6a7988/20261121T195501Z-<32 hex digits>.vault` */
export type RecordName = string & { readonly __recordName: true };

/** The parts of a record's name. None is proof of anything until the record was opened. */
export interface RecordNameParts {
  readonly tag: string;
  /** `2026-11-21T19:55:01Z` */
  readonly takenAt: string;
  /** First 16 bytes of SHA-256 of the sealed bytes, as 32 hex digits. */
  readonly digest: string;
}

/** The tag of records that mean nothing and are stored for a moment, to try a place: no PC gets it. */
export const probeTag = 'd0c70d0c70d0c70d';

const pattern = /^([0-9a-f]{16})\/(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-([0-9a-f]{32})\.vault$/;

/**
 * The name for sealed bytes.
 * @param sha256 all 32 bytes of SHA-256 over the sealed bytes.
 */
export function recordName(tag: string, takenAt: string, sha256: Uint8Array): RecordName {
  const compact = takenAt.replaceAll(/[-:]/g, '');
  return `${tag}/${compact}-${toHex(sha256.subarray(0, 16))}.vault` as RecordName;
}

/** The parts of a name, or null when the text is no record's name. */
export function parseRecordName(name: string): RecordNameParts | null {
  const match = pattern.exec(name);
  if (match === null) return null;
  const [, tag = '', year, month, day, hour, minute, second, digest = ''] = match;
  const takenAt = `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
  return { tag, takenAt, digest };
}

/** The text as a record's name, or null when it is none. */
export function asRecordName(text: string): RecordName | null {
  return parseRecordName(text) === null ? null : (text as RecordName);
}

/** The name that the same sealed bytes have as the record of this PC and moment. */
export function renamed(name: RecordName, tag: string, takenAt: string): RecordName {
  const digest = parseRecordName(name)?.digest ?? '';
  return `${tag}/${takenAt.replaceAll(/[-:]/g, '')}-${digest}.vault` as RecordName;
}
