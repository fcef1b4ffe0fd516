// Which part of a Windows registry a key of an export is: the usual HKEY_LOCAL_MACHINE\SOFTWARE and
// SYSTEM, a hive of another disk that was loaded under any name, or a path without its beginning.
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

const isOfSoftware = pathMatcher(pathsRead.software);
const isOfSystem = pathMatcher(pathsRead.system);

/** Where a key belongs, or null when nothing of it is ever read. */
export function hivePath(keyPath: string): HivePath | null {
  if (keyPath.length > longestPath) return null;
  const parts = keyPath.split('\\').filter((part) => part !== '');
  for (let before = 0; before <= mostPartsBefore; before += 1) {
    const path = parts.slice(before).join('\\');
    if (isOfSoftware(path)) return { hive: 'software', path };
    if (isOfSystem(path)) return { hive: 'system', path };
  }
  return null;
}
