// Which PC of the household is this? Pure: compares a snapshot with the newest opened record of each
// PC. A wrong "yes" would mix two PCs' licences, so every rule needs two facts that agree.
import type { RecordContent, Snapshot } from '../record/schema.js';

/** What the comparison came to. */
export type MachineMatch =
  | { readonly kind: 'same'; readonly earlier: RecordContent }
  | { readonly kind: 'new' }
  /** One fact agrees and another does not: only the owner can tell. */
  | { readonly kind: 'unsure'; readonly candidates: readonly RecordContent[] };

type Origin = 'this-pc' | 'elsewhere';
type Verdict = 'same' | 'unsure' | 'other';

/**
 * Finds the PC that a snapshot belongs to.
 * @param newest the newest opened record of each PC.
 */
export function matchMachine(
  snapshot: Snapshot,
  origin: Origin,
  newest: readonly RecordContent[],
): MachineMatch {
  const byAge = [...newest].sort((a, b) => (a.takenAt < b.takenAt ? 1 : -1));
  const verdicts = byAge.map((earlier) => ({ earlier, is: compare(snapshot, origin, earlier) }));
  const same = verdicts.find((verdict) => verdict.is === 'same');
  if (same !== undefined) return { kind: 'same', earlier: same.earlier };
  const unsure = verdicts.filter((verdict) => verdict.is === 'unsure');
  if (unsure.length === 0) return { kind: 'new' };
  return { kind: 'unsure', candidates: unsure.map((verdict) => verdict.earlier) };
}

function compare(snapshot: Snapshot, origin: Origin, earlier: RecordContent): Verdict {
  const uuid = agree(snapshot.machine.uuid, earlier.machine.uuid);
  const serial = agree(snapshot.machine.serial, earlier.machine.serial);
  if (origin === 'this-pc' && uuid === true && serial === true) return 'same';
  const differentBoard = uuid === false && serial === false;
  if (isSameInstallation(snapshot, earlier)) return differentBoard ? 'other' : 'same';
  if (origin === 'this-pc' && (uuid === true || serial === true)) return 'unsure';
  return 'other';
}

/** One Windows installation has one MachineGuid; clones share it, so name or product id must agree. */
function isSameInstallation(snapshot: Snapshot, earlier: RecordContent): boolean {
  if (agree(snapshot.os.machineGuid, earlier.os.machineGuid) !== true) return false;
  const name = agree(snapshot.machine.name, earlier.machine.name);
  const productId = agree(snapshot.os.productId, earlier.os.productId);
  return name === true || productId === true;
}

/** Whether two facts are the same, without case; null where one of them is not known. */
function agree(a: string | null, b: string | null): boolean | null {
  if (a === null || b === null) return null;
  return a.toLowerCase() === b.toLowerCase();
}
