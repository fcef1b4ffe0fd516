// The backups that a prune removed here: a place that was away meanwhile still has them, and a sync must not
// bring them back from there. Each is noted by its id, since a prune leaves older ones where they hold more, and
// since a change of the passphrase gives each another name. Pure.
import { type RecordName, parseRecordName } from '../../record/name.js';
import type { VaultState } from './state.js';

/** How many are noted; of more the ones that were noted first are left out, and may come back. */
const mostPruned = 2_000;

/** The vault, with the records of these ids noted as pruned. */
export function withPruned(vault: VaultState, ids: readonly string[]): VaultState {
  const all = new Set([...(vault.pruned ?? []), ...ids]);
  return { ...vault, pruned: [...all].slice(-mostPruned) };
}

/**
 * Tells which records a sync leaves where they are: those pruned here of whose PC a newer one is at hand. Where
 * there is none, an old backup is better than none.
 * @param sound the names of the records that opened and of which some place has a sound copy.
 * @param ids the ids of the records that opened.
 */
export function prunedBy(
  vault: VaultState | null,
  sound: Iterable<RecordName>,
  ids: ReadonlyMap<RecordName, string>,
): (name: RecordName) => boolean {
  const pruned = new Set(vault?.pruned);
  if (pruned.size === 0) return () => false;
  const isPruned = (name: RecordName): boolean => pruned.has(ids.get(name) ?? '');
  const newest = new Map<string, string>();
  for (const name of sound) {
    const parts = parseRecordName(name);
    if (parts === null || isPruned(name)) continue;
    const before = newest.get(parts.tag);
    if (before === undefined || before < parts.takenAt) newest.set(parts.tag, parts.takenAt);
  }
  return (name) => {
    const parts = isPruned(name) ? parseRecordName(name) : null;
    return parts !== null && (newest.get(parts.tag) ?? '') > parts.takenAt;
  };
}
