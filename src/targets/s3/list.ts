// The records among the objects of a bucket, page by page. What other programs keep under the same
// prefix is passed over.
import { asRecordName, type RecordName } from '../../record/name.js';
import type { S3Connection } from './client.js';
import { S3Failure } from './failure.js';

/** Bounds of a listing. */
export interface ListLimits {
  /** Keys asked for with each page; servers give at most 1,000. */
  readonly pageKeys: number;
  /** Pages after which a listing counts as endless. */
  readonly maximumPages: number;
}

export const usualListLimits: ListLimits = { pageKeys: 1_000, maximumPages: 1_000 };

/**
 * Every record's name.
 * @throws S3Failure; `EndlessList` when the server leads in a circle or does not come to an end.
 */
export async function* listRecords(
  { wire, place }: S3Connection,
  { pageKeys, maximumPages }: ListLimits,
  signal: AbortSignal,
): AsyncGenerator<RecordName> {
  const followed = new Set<string>();
  let next: string | null = null;
  for (let count = 0; count < maximumPages; count += 1) {
    const request = { next, maximumKeys: pageKeys };
    const page = await wire.page(place.keyPrefix, request, signal);
    for (const name of namesAmong(page.keys, place.keyPrefix)) {
      yield name;
      signal.throwIfAborted();
    }
    if (page.next === null) return;
    if (followed.has(page.next)) break;
    followed.add(page.next);
    next = page.next;
  }
  throw new S3Failure('EndlessList', { action: 'list', status: 200 });
}

function namesAmong(keys: readonly string[], keyPrefix: string): RecordName[] {
  return keys.flatMap((key) => {
    const name = key.startsWith(keyPrefix) ? asRecordName(key.slice(keyPrefix.length)) : null;
    return name === null ? [] : [name];
  });
}
