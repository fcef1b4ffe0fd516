// What a place holds by names alone, without what unlocks. A copy whose name this PC noted after opening it, or
// after storing it, is read and held against that name: it can be no other. All other names prove nothing.
import { type ParsedRecord, parseSealedRecord } from '../../crypto/inspect.js';
import { VaultError } from '../../errors.js';
import { parseRecordName } from '../../record/name.js';
import { mapParallel } from '../places/parallel.js';
import { type Holding, type ReachedTarget, expectedError, holdingsByTag } from '../places/reach.js';
import type { FoundCopy } from '../planning/status-plan.js';
import { isDamage } from './damage.js';
import type { NewestRecords } from './newest.js';
import { fetchLimit } from './opener.js';
import type { SaltOfCard } from './passphrase-keys.js';

/** Tells whether the vault has another card since. */
type IsEarlier = (card: SaltOfCard & { readonly generation: number }) => boolean;

/** Of each PC the newest copy in the place that is noted, and what its other names say. */
export async function copiesByName(
  target: ReachedTarget,
  noted: ReadonlySet<string>,
  { isEarlier, signal }: { readonly isEarlier: IsEarlier; readonly signal: AbortSignal },
): Promise<FoundCopy[]> {
  const byTag = [...holdingsByTag([target]).entries()];
  return mapParallel(byTag, fetchLimit, async ([tag, holdings]) => {
    const known = holdings.find(({ name }) => noted.has(name));
    const newestAt = timeOf(holdings[0]);
    const nothing = {
      ...{ tag, name: null, isEarlier: false, isDamaged: false, newerNamedAt: null },
    } as const;
    if (known === undefined) return { ...nothing, takenAt: newestAt, proof: 'named' };
    const read = await readKnown(target, known, signal);
    const error = read instanceof VaultError ? read : null;
    if (error !== null && !isDamage(error))
      return { ...nothing, takenAt: newestAt, proof: 'named' };
    return {
      ...nothing,
      takenAt: error === null ? timeOf(known) : null,
      proof: 'good',
      isEarlier: !(read instanceof VaultError) && isEarlier(read.card),
      isDamaged: error !== null,
      newerNamedAt: holdings[0] === known ? null : newestAt,
    };
  });
}

/** Of each PC the newest copy that opened, and what is newer and did not. */
export function copiesOpened(
  { opened, failed }: Pick<NewestRecords, 'opened' | 'failed'>,
  isEarlier: IsEarlier,
): FoundCopy[] {
  const tags = new Set([...opened, ...failed].map(({ holding }) => holding.tag));
  return [...tags].map((tag) => {
    const record = opened.find(({ holding }) => holding.tag === tag);
    const others = failed.filter(({ holding }) => holding.tag === tag);
    const newer = others.find(({ error }) => !isDamage(error));
    const unopened = timeOf(newer?.holding);
    const { claims } = newer ?? {};
    return {
      tag,
      name: record?.content.machine.name ?? null,
      takenAt: record?.content.takenAt ?? unopened,
      proof: record === undefined ? 'named' : 'good',
      isEarlier: record === undefined && claims !== undefined && isEarlier(claims),
      isDamaged: others.some(({ error }) => isDamage(error)),
      newerNamedAt: record === undefined ? null : unopened,
    };
  });
}

function timeOf(holding: Holding | undefined): string | null {
  return holding === undefined ? null : (parseRecordName(holding.name)?.takenAt ?? null);
}

/** The record that the name says, or why the copy is none. */
async function readKnown(
  { named }: ReachedTarget,
  { name }: Holding,
  signal: AbortSignal,
): Promise<ParsedRecord | VaultError> {
  try {
    return await parseSealedRecord(await named.target.get(name, signal), { name });
  } catch (error) {
    return expectedError(error, signal);
  }
}
