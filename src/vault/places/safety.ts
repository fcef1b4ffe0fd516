// Does a copy outlive what the backup is for? Pure. For a running Windows that is the reinstall: the
// credential store and folders on the system volume go with it. For keys read from another disk the
// danger is that disk, so places on this PC are good enough.
import type { TargetStatus } from '../../targets/target.js';

/** Where a snapshot came from. */
export interface SnapshotSource {
  readonly origin: 'this-pc' | 'elsewhere';
  /** The path it was read from, null for the running Windows. */
  readonly source: string | null;
}

/** A place that holds a verified copy. */
export interface HoldingPlace {
  readonly status: TargetStatus;
  /** The folder it lies in, null where it is no folder of this PC. */
  readonly folder: string | null;
}

/** Whether at least one of the places outlives every one of the sources. */
export function isSafe(
  sources: readonly SnapshotSource[],
  places: readonly HoldingPlace[],
): boolean {
  return sources.every((source) => places.some((place) => outlives(place, source)));
}

/** Whether the place outlives every one of the sources. */
export function outlivesAll(place: HoldingPlace, sources: readonly SnapshotSource[]): boolean {
  return sources.every((source) => outlives(place, source));
}

function outlives({ status, folder }: HoldingPlace, { origin, source }: SnapshotSource): boolean {
  // Said the other way round, a place that does not tell would count as one that outlives.
  const { durability } = status.traits;
  if (origin === 'this-pc') return durability === 'offsite' || durability === 'detachable';
  return folder === null || source === null || !isInside(folder, diskOf(source));
}

/** The disk or folder that the Windows in `source` lies in: a copy beside it is lost with it. */
function diskOf(source: string): string {
  const inWindows = /[\\/]windows(?:\.old)?(?:[\\/]system32[\\/]config(?:[\\/][^\\/]+)?)?[\\/]?$/i;
  return source.replace(inWindows, '') || '/';
}

/** Both absolute. Case is passed over: taking two folders for one errs on the safe side. */
function isInside(folder: string, source: string): boolean {
  const withEnd = (path: string): string => (path.endsWith('/') ? path : `${path}/`);
  const plain = (path: string): string => withEnd(path.replaceAll('\\', '/')).toLowerCase();
  return plain(folder).startsWith(plain(source));
}
