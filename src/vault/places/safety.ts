// Does a copy outlive what the backup is for? Pure. For a running Windows that is the reinstall: the
// credential store and folders on the system volume go with it. For keys read from another disk the
// danger is that disk, so places on this PC are good enough.
import type { TargetStatus, Whereabouts } from '../../targets/target.js';

/** Where a snapshot came from. */
export interface SnapshotSource {
  readonly origin: 'this-pc' | 'elsewhere';
  /** The path it was read from, null for the running Windows. */
  readonly source: string | null;
  /** Where that really is; null where the system did not tell. */
  readonly whereabouts?: Whereabouts | null;
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

function outlives({ status, folder }: HoldingPlace, from: SnapshotSource): boolean {
  const { origin, source, whereabouts = null } = from;
  // Said the other way round, a place that does not tell would count as one that outlives.
  const { durability } = status.traits;
  if (origin === 'this-pc') return durability === 'offsite' || durability === 'detachable';
  if (folder === null || source === null) return true;
  if (isInside(folder, diskOf(source))) return false;
  const { whereabouts: place } = status;
  return place === undefined || whereabouts === null || !sharesFate(place, whereabouts);
}

/**
 * Whether the place really lies with the source, through links and mounts, or on a disk of its. What lies
 * on the volume that this system runs from, and a file by itself, is a copy: its disk is not the one in danger.
 */
function sharesFate(place: Whereabouts, source: Whereabouts): boolean {
  const disk = diskOf(source.realPath);
  if (isInside(place.realPath, disk)) return true;
  const isCopy = source.isOnSystem || (!source.isFolder && disk === source.realPath);
  return !isCopy && source.disks.some((one) => place.disks.includes(one));
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
