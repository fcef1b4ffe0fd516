// Which part of a Windows registry a key of an export is: the usual HKEY_LOCAL_MACHINE\SOFTWARE and
// SYSTEM, a hive of another disk that was loaded under any name, or a path without its beginning.
import type { KeyPlace } from '../windows/key-place.js';
import { pathMatcher } from '../windows/registry-pattern.js';
import { pathsRead } from '../windows/windows-snapshot.js';

/** A key of interest, below the root of its hive. */
export interface HivePath {
  readonly hive: 'software' | 'system';
  readonly path: string;
}

/** No path of interest is longer. */
const longestPath = 1024;
/** A loaded hive lies below HKEY_LOCAL_MACHINE or HKEY_USERS and a name. */
const mostPartsBefore = 2;

/** Tells where a key belongs; null when nothing of it is ever read. */
export type HivePathFinder = (keyPath: string) => HivePath | null;

/** @param products the places of the user's own list, besides those that are always read. */
export function hivePathFinder(products: readonly KeyPlace[]): HivePathFinder {
  const paths = pathsRead(products);
  const isOfSoftware = pathMatcher(paths.software);
  const isOfSystem = pathMatcher(paths.system);
  return (keyPath) => {
    if (keyPath.length > longestPath) return null;
    const parts = keyPath.split('\\').filter((part) => part !== '');
    for (let before = 0; before <= mostPartsBefore; before += 1) {
      const path = parts.slice(before).join('\\');
      if (isOfSoftware(path)) return { hive: 'software', path };
      if (isOfSystem(path)) return { hive: 'system', path };
    }
    return null;
  };
}
