// Whether bytes are those that a record's name was made from: the name ends in the first half of their SHA-256.
// A copy of which that is not so opens nothing, whoever made it, and may give way to the one of which it is.
import { createHash } from 'node:crypto';
import { parseRecordName, type RecordName } from '../record/name.js';

/** Whether the bytes are the record of this name. */
export function fitsName(name: RecordName, bytes: Uint8Array): boolean {
  const parts = parseRecordName(name);
  if (parts === null) throw new RangeError('not the name of a record');
  return createHash('sha256').update(bytes).digest('hex').startsWith(parts.digest);
}

/** Whether what lies under a name gives way: it is not what the name says, and what comes is. */
export function givesWay(
  name: RecordName,
  { held, incoming }: { readonly held: Uint8Array; readonly incoming: Uint8Array },
): boolean {
  return fitsName(name, incoming) && !fitsName(name, held);
}
