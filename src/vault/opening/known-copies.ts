// What a place holds by names alone, without what unlocks. A copy whose name this PC noted after opening it, or
// after storing it, is read and held against that name: it can be no other. All other names prove nothing.
import { parseSealedRecord } from '../../crypto/inspect.js';
import type { VaultError } from '../../errors.js';
import { parseRecordName } from '../../record/name.js';
import { mapParallel } from '../places/parallel.js';
import { type Holding, type ReachedTarget, expectedError, holdingsByTag } from '../places/reach.js';
import type { FoundCopy } from '../planning/status-plan.js';
import { isDamage } from './damage.js';
import type { NewestRecords } from './newest.js';
import { fetchLimit } from './opener.js';

/** Of each PC the newest copy in the place that is noted, and what its other names say. */
export async function copiesByName(
  target: ReachedTarget,
  noted: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<FoundCopy[]> {
  const byTag = [...holdingsByTag([target]).entries()];
  return mapParallel(byTag, fetchLimit, async ([tag, holdings]) => {
    const known = holdings.find(({ name }) => noted.has(name));
    const newestAt = timeOf(holdings[0]);
    const nothing = { tag, name: null, isDamaged: false, newerNamedAt: null } as const;
    if (known === undefined) return { ...nothing, takenAt: newestAt, proof: 'named' };
    const error = await whyBad(target, known, signal);
    if (error !== null && !isDamage(error))
      return { ...nothing, takenAt: newestAt, proof: 'named' };
    return {
      ...nothing,
      takenAt: error === null ? timeOf(known) : null,
      proof: 'good',
      isDamaged: error !== null,
      newerNamedAt: holdings[0] === known ? null : newestAt,
    };
  });
}

/** Of each PC the newest copy that opened, and what is newer and did not. */
export function copiesOpened({ opened, failed }: NewestRecords): FoundCopy[] {
  const tags = new Set([...opened, ...failed].map(({ holding }) => holding.tag));
  return [...tags].map((tag) => {
    const record = opened.find(({ holding }) => holding.tag === tag);
    const others = failed.filter(({ holding }) => holding.tag === tag);
    const unopened = timeOf(others.find(({ error }) => !isDamage(error))?.holding);
    return {
      tag,
      name: record?.content.machine.name ?? null,
      takenAt: record?.content.takenAt ?? unopened,
      proof: record === undefined ? 'named' : 'good',
      isDamaged: others.some(({ error }) => isDamage(error)),
      newerNamedAt: record === undefined ? null : unopened,
    };
  });
}

function timeOf(holding: Holding | undefined): string | null {
  return holding === undefined ? null : (parseRecordName(holding.name)?.takenAt ?? null);
}

/** Why the copy is not the record that its name says; null where it is. */
async function whyBad(
  { named }: ReachedTarget,
  { name }: Holding,
  signal: AbortSignal,
): Promise<VaultError | null> {
  try {
    await parseSealedRecord(await named.target.get(name, signal), { name });
    return null;
  } catch (error) {
    return expectedError(error, signal);
  }
}
