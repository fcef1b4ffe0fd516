// The backups that a prune removed here: a place that was away meanwhile still has them, and a sync must not
// bring them back from there. Each is noted by its name, since a prune leaves older ones where they hold more.
// Pure.
import { type RecordName, asRecordName, parseRecordName } from '../../record/name.js';
import type { VaultState } from './state.js';

/** How many are noted; of more the ones that were noted first are left out, and may come back. */
const mostPruned = 2_000;

/** The vault, with these noted as pruned. */
export function withPruned(vault: VaultState, names: readonly RecordName[]): VaultState {
  const all = new Set([...(vault.pruned ?? []), ...names]);
  return { ...vault, pruned: [...all].slice(-mostPruned) };
}

/**
 * Tells which records a sync leaves where they are: those pruned here of whose PC a newer one is at hand. Where
 * there is none, an old backup is better than none.
 * @param sound the names of the records that opened and of which some place has a sound copy.
 */
export function prunedBy(
  vault: VaultState | null,
  sound: Iterable<RecordName>,
): (name: RecordName) => boolean {
  const pruned = new Set(vault?.pruned?.flatMap((name) => asRecordName(name) ?? []));
  if (pruned.size === 0) return () => false;
  const newest = new Map<string, string>();
  for (const name of sound) {
    const parts = parseRecordName(name);
    if (parts === null || pruned.has(name)) continue;
    const before = newest.get(parts.tag);
    if (before === undefined || before < parts.takenAt) newest.set(parts.tag, parts.takenAt);
  }
  return (name) => {
    const parts = pruned.has(name) ? parseRecordName(name) : null;
    return parts !== null && (newest.get(parts.tag) ?? '') > parts.takenAt;
  };
}
