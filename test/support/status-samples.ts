// Facts of places and PCs for tests of the status, without any place or record behind them.
import { VaultError } from '../../src/errors.js';
import type { SeenPlace } from '../../src/vault/memory/state.js';
import type { FoundCopy, NotedPc, PlaceFacts } from '../../src/vault/planning/status-plan.js';

export const anna = 'aaaaaaaaaaaaaaaa';
export const ben = 'bbbbbbbbbbbbbbbb';

/** The moment that the samples are looked at. */
export const lookedAt = '2026-11-27T12:00:00Z';

/** So many days before that, at the same hour. */
export function daysAgo(days: number): string {
  return new Date(Date.parse(lookedAt) - days * 86_400_000).toISOString().replace('.000', '');
}

/** The name of the PC's record of so many days ago. */
export function recordOf(tag: string, days: number): string {
  return `${tag}/${daysAgo(days).replaceAll(/[-:]/g, '')}-${'0'.repeat(32)}.vault`;
}

/** A copy that was found and is good. */
export function foundCopy(tag: string, days: number, changes: Partial<FoundCopy> = {}): FoundCopy {
  return {
    ...{ tag, name: null, takenAt: daysAgo(days), proof: 'good', isDamaged: false },
    isEarlier: false,
    ...{ newerNamedAt: null, ...changes },
  };
}

/** What was noted of a place: copies as the PC's tag, the age of the backup and that of the look at it. */
export function seenPlace(
  name: string,
  copies: readonly (readonly [tag: string, days: number, confirmedDays: number])[],
  changes: Partial<SeenPlace> = {},
): SeenPlace {
  return {
    ...{ id: name, name, durability: 'detachable', rehearsal: null },
    copies: copies.map(([tag, days, confirmed]) => {
      return { record: recordOf(tag, days), confirmedAt: daysAgo(confirmed), outlives: true };
    }),
    ...changes,
  };
}

/** A place that answers. */
export function herePlace(
  name: string,
  found: readonly FoundCopy[],
  changes: Partial<PlaceFacts> = {},
): PlaceFacts {
  return {
    name,
    error: null,
    durability: 'detachable',
    noted: null,
    isBehind: false,
    found,
    ...changes,
  };
}

/** A place that does not. */
export function awayPlace(name: string, noted: SeenPlace | null): PlaceFacts {
  const error = new VaultError('UNAVAILABLE', `${name} is not there`);
  return { name, error, durability: noted?.durability ?? null, noted, isBehind: false, found: [] };
}

/** What was noted of a PC. */
export function notedPc(tag: string, name: string, changes: Partial<NotedPc> = {}): NotedPc {
  return { tag, name, pushedAt: null, takenAt: null, ...changes };
}
