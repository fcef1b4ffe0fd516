// Which part of a Windows registry a key of an export is: the usual HKEY_LOCAL_MACHINE\SOFTWARE and
// SYSTEM, a user's registry, a hive of another disk that was loaded under any name, or a path without
// its beginning.
import type { KeyPlace } from '../../windows/key-place.js';
import { pathMatcher } from '../../registry/path-matcher.js';
import { pathsRead } from '../../windows/windows-snapshot.js';

/** A key of interest, below the root of its hive. */
interface HivePath {
  readonly hive: 'software' | 'system' | 'user';
  readonly path: string;
  /** Of a user's registry: how places name it. */
  readonly user?: string;
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
  const isOfUser = pathMatcher(paths.user);
  return (keyPath) => {
    if (keyPath.length > longestPath) return null;
    const parts = keyPath.split('\\').filter((part) => part !== '');
    const ofUser = userPath(parts);
    if (ofUser !== null) return isOfUser(ofUser.path.split('\\')) ? ofUser : null;
    for (let before = 0; before <= mostPartsBefore; before += 1) {
      const below = parts.slice(before);
      const hive = isOfSoftware(below) ? 'software' : isOfSystem(below) ? 'system' : null;
      if (hive !== null) return { hive, path: below.join('\\') };
    }
    return null;
  };
}

/** A key of HKEY_CURRENT_USER, or of HKEY_USERS and a user's id; null for any other. */
function userPath(parts: readonly string[]): (HivePath & { readonly hive: 'user' }) | null {
  const [root = '', id = ''] = parts;
  if (/^HKEY_CURRENT_USER$/i.test(root)) {
    return { hive: 'user', user: 'HKCU', path: parts.slice(1).join('\\') };
  }
  // Where a hive of another disk is loaded there, its own keys follow its name.
  const isUser = /^HKEY_USERS$/i.test(root) && /^Software$/i.test(parts[2] ?? '');
  return isUser ? { hive: 'user', user: `HKU\\${id}`, path: parts.slice(2).join('\\') } : null;
}
