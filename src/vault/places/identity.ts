// Whether two targets of a run are one place: by what they are, not by how they are spelt. One copy is never
// counted as two.
import { type Warning, warning } from '../../record/warning.js';
import type { TargetStatus } from '../../targets/target.js';
import type { Reach, ReachedTarget } from './reach.js';

/** How two targets that answered are related. */
type Relation =
  /** One place by two names. */
  | 'same'
  /** Two places with one id: a stick that was copied whole. */
  | 'copied'
  | 'different';

/** The targets, each place once: of several that are one place the first. */
export function onePlaceEach(reach: Reach, warn: (warning: Warning) => void): Reach {
  const kept: ReachedTarget[] = [];
  for (const target of reach.reached) if (!isThere(target, kept, warn)) kept.push(target);
  return { ...reach, reached: kept };
}

/**
 * Whether the target is one of these by another name, which is said. One that has the same id and lies
 * elsewhere is none of them, and is named.
 */
export function isThere(
  { named: { name }, status }: ReachedTarget,
  others: readonly ReachedTarget[],
  warn: (warning: Warning) => void,
): boolean {
  const same = others.find((other) => relationOf(other.status, status) === 'same');
  if (same !== undefined) {
    const message = `this is the same place as ${same.named.name}: one copy lies there, and it counts once`;
    warn(warning('same-place', message, name));
    return true;
  }
  const copied = others.find((other) => relationOf(other.status, status) === 'copied');
  if (copied !== undefined) {
    const message = `this place has the same id as ${copied.named.name} and lies elsewhere: one of them was copied from the other, or they are one folder in two mounts. Of the two only one is found again when it has moved`;
    warn(warning('copied-place', message, name));
  }
  return false;
}

/** What two places are to each other, by what each has said of itself. */
export function relationOf(a: TargetStatus, b: TargetStatus): Relation {
  const isNew = a.placeId === null && b.placeId === null;
  if (isNew) return a.whereabouts !== undefined && liesIn(a, b) ? 'same' : 'different';
  if (a.placeId !== b.placeId) return 'different';
  const isSame = a.whereabouts === undefined || b.whereabouts === undefined || liesIn(a, b);
  return isSame ? 'same' : 'copied';
}

function liesIn({ whereabouts: a }: TargetStatus, { whereabouts: b }: TargetStatus): boolean {
  if (a === undefined || b === undefined) return false;
  return a.realPath === b.realPath || (a.file !== null && a.file === b.file);
}
