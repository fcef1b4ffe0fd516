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
  /** One place by two addresses, or two that are called the same and show the same: storing tells. */
  | 'alike'
  | 'different';

type Warn = (warning: Warning) => void;

/** The targets, each place once: of several that are one place the first. What storing tells is left open. */
export function onePlaceEach(reach: Reach, warn: Warn): Reach {
  const kept: ReachedTarget[] = [];
  for (const target of reach.reached) if (!isKnownAs(target, kept, warn)) kept.push(target);
  return { ...reach, reached: kept };
}

/**
 * For a look, by which nothing more can be told: the one of these that the target counts as one copy with. It is
 * read all the same, since what tells that they are one is the word of a server.
 */
export function twinAmong(
  target: ReachedTarget,
  others: readonly ReachedTarget[],
  warn: Warn,
): ReachedTarget | null {
  const alike = others.find((other) => relationOf(other.status, target.status) === 'alike');
  return alike !== undefined && isTakenForSame(target, alike, warn) ? alike : null;
}

/**
 * Whether a target counts as the one that it is like where nothing new could be stored to tell: where the
 * times of what they hold are the same. Where the server tells no times it may be, and that is said.
 */
export function isTakenForSame(target: ReachedTarget, alike: ReachedTarget, warn: Warn): boolean {
  const { named, status, names } = target;
  if (status.addressed?.shows !== '') {
    warn(samePlace(named, alike.named));
    return true;
  }
  if (names.size > 0) {
    const message = `this may be the same place as ${alike.named.name} by another address: then one copy lies there, not two`;
    warn(warning('perhaps-same-place', message, named.name));
  }
  return false;
}

/**
 * Whether the target is one of these by another name, which is said. One that has the same id and lies
 * elsewhere is none of them, and is named.
 */
export function isKnownAs(
  { named, status }: ReachedTarget,
  others: readonly ReachedTarget[],
  warn: Warn,
): boolean {
  const same = others.find((other) => relationOf(other.status, status) === 'same');
  if (same !== undefined) {
    warn(samePlace(named, same.named));
    return true;
  }
  const copied = others.find((other) => relationOf(other.status, status) === 'copied');
  if (copied !== undefined) {
    const message = `this place has the same id as ${copied.named.name} and lies elsewhere: one of them was copied from the other, or they are one folder in two mounts. Of the two only one is found again when it has moved`;
    warn(warning('copied-place', message, named.name));
  }
  return false;
}

/** Says that two names mean one place. */
export function samePlace(
  one: { readonly name: string },
  other: { readonly name: string },
): Warning {
  const message = `this is the same place as ${other.name}: one copy lies there, and it counts once`;
  return warning('same-place', message, one.name);
}

/** What two places are to each other, by what each has said of itself. */
export function relationOf(a: TargetStatus, b: TargetStatus): Relation {
  const isNew = a.placeId === null && b.placeId === null;
  if (isNew) return a.whereabouts !== undefined && liesIn(a, b) ? 'same' : 'different';
  if (a.placeId !== b.placeId) return isAlike(a, b) ? 'alike' : 'different';
  const isSame = a.whereabouts === undefined || b.whereabouts === undefined || liesIn(a, b);
  return isSame ? 'same' : 'copied';
}

function isAlike({ addressed: a }: TargetStatus, { addressed: b }: TargetStatus): boolean {
  return a !== undefined && b !== undefined && a.name === b.name && a.shows === b.shows;
}

function liesIn({ whereabouts: a }: TargetStatus, { whereabouts: b }: TargetStatus): boolean {
  if (a === undefined || b === undefined) return false;
  return a.realPath === b.realPath || (a.file !== null && a.file === b.file);
}
