// The registries of the people who use a Windows on a disk: the file NTUSER.DAT in each profile. Only
// programs keep serials there, so one that cannot be read is a warning and nothing more.
import { basename } from 'node:path';
import { FormatError } from '../../bytes.js';
import { VaultError } from '../../errors.js';
import { type Warning, warning } from '../../record/warning.js';
import type { ConfinedSearch } from '../files/confined-folder.js';
import type { OpenHives } from './hive-registry.js';
import type { UserRegistry } from '../../registry/registry.js';

/** Of Windows Vista and later; of Windows XP. A later Windows has a link by the older name. */
const profileFolders = ['Users', 'Documents and Settings'];
const hiveName = 'NTUSER.DAT';
/** A family's PC has a few, a school's some dozens. */
const mostProfiles = 200;

/** What could be opened. */
export interface UserHives {
  readonly users: readonly UserRegistry[];
  readonly warnings: readonly Warning[];
}

/** Nobody's. */
export const noUserHives: UserHives = { users: [], warnings: [] };

/**
 * Opens the hives of all profiles; whoever made `hives` closes them. Never rejects for what is on the
 * disk.
 * @param root the folder that has the folder of the profiles in it.
 */
export async function openUserHives(
  search: ConfinedSearch,
  root: string,
  hives: OpenHives,
): Promise<UserHives> {
  const users: UserRegistry[] = [];
  const warnings: Warning[] = [];
  const profiles = await profilesIn(search, root);
  for (const profile of profiles.slice(0, mostProfiles)) {
    const path = await search.descend(profile, [hiveName]);
    const opened = path === null ? null : openOne(hives, path, basename(profile));
    if (opened === null) continue;
    if ('root' in opened) users.push(opened);
    else warnings.push(opened);
  }
  if (profiles.length > mostProfiles) warnings.push(tooManyProfiles(root));
  return { users, warnings };
}

async function profilesIn(search: ConfinedSearch, root: string): Promise<string[]> {
  try {
    for (const name of profileFolders) {
      const [folder] = await search.find(root, { names: [name], kind: 'folder' });
      // The link by the older name is not even looked at: on another PC it leads to that PC's own users.
      if (folder !== undefined) return [...(await search.subfolders(folder))];
    }
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    search.refused(root, error);
  }
  return [];
}

function openOne(hives: OpenHives, path: string, user: string): UserRegistry | Warning {
  try {
    return { name: `HKU\\${user}`, root: hives.open(path).root };
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    const code = error instanceof FormatError ? 'damaged-hive' : 'hive-unreadable';
    const message = `${error.message}. Serials that programs keep for this user alone are not found`;
    return warning(code, message, path);
  }
}

function tooManyProfiles(location: string): Warning {
  const message = `only the programs of the first ${mostProfiles} users were looked at`;
  return warning('too-many-users', message, location);
}
