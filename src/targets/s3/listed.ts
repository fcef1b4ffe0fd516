// Looking whether a listing gives what was stored: a server may give back each object by its name and
// list none (an index that lags, names that it spells otherwise), and a pull finds backups by listing.
import type { RecordName } from '../../record/name.js';
import type { Sleep } from '../abortable-sleep.js';
import type { S3Connection } from './client.js';
import { type ListLimits, listRecords } from './list.js';
import { TargetError } from '../target.js';

/** Some servers list a little later than they store. */
const waitsMs = [500, 1_000, 2_000, 4_000];

/**
 * Resolves once a listing gives the name.
 * @throws TargetError `DAMAGED` where it does not for some seconds; S3Failure.
 */
export async function expectListed(
  connection: S3Connection,
  name: RecordName,
  { limits, sleep, signal }: { limits: ListLimits; sleep: Sleep; signal: AbortSignal },
): Promise<void> {
  for (const waitMs of [...waitsMs, null]) {
    for await (const listed of listRecords(connection, limits, signal)) if (listed === name) return;
    if (waitMs !== null) await sleep(waitMs, signal);
  }
  const { host } = connection.place;
  throw new TargetError('DAMAGED', `${host} took the backup, but does not list it`, {
    hint: 'Backups are found by listing, so do not rely on this place. Another prefix, or a newer version of the server, may do.',
  });
}
