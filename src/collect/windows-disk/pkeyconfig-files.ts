// Finds and reads the pkeyconfig files of a Windows folder, of a disk or of the running PC. They only
// add to what is known: where they are missing or broken, less is known of the keys.
import { readFile, stat } from 'node:fs/promises';
import { systemCode } from '../../errors.js';
import { type Warning, warning } from '../../record/warning.js';
import type { ConfinedSearch } from '../files/confined-folder.js';
import { parseConfigurations } from '../../windows/pkeyconfig/infobin.js';
import {
  combineConfigurations,
  type KeyConfigurations,
} from '../../windows/pkeyconfig/key-configurations.js';

/** In the order in which they are asked: this Windows, hosts for volume keys, earlier Windows. */
const fileNames = ['pkeyconfig', 'pkeyconfig-csvlk', 'pkeyconfig-downlevel'];
/** The second is that of Windows Vista. */
const folders = [
  ['System32', 'spp', 'tokens', 'pkeyconfig'],
  ['System32', 'licensing', 'pkeyconfig'],
];
/** The largest known has 1.5 MB. */
const mostFileBytes = 8 * 1024 * 1024;

/** The configurations of a Windows folder, and a warning for each file that could not be used. */
export interface ConfigurationsReading {
  readonly configurations: KeyConfigurations;
  readonly warnings: readonly Warning[];
}

/**
 * Reads them. Never rejects for what is on the disk.
 * @param windows the Windows folder.
 */
export async function readConfigurations(
  search: Pick<ConfinedSearch, 'descend'>,
  windows: string,
): Promise<ConfigurationsReading> {
  const found: KeyConfigurations[] = [];
  const warnings: Warning[] = [];
  for (const path of await pathsIn(search, windows)) {
    const reading = await readOne(path);
    if (typeof reading === 'string') warnings.push(unusable(path, reading));
    else found.push(reading);
  }
  return { configurations: combineConfigurations(found), warnings };
}

/** The files of the first folder that has any. */
async function pathsIn(
  search: Pick<ConfinedSearch, 'descend'>,
  windows: string,
): Promise<readonly string[]> {
  for (const folder of folders) {
    const paths: (string | null)[] = [];
    for (const name of fileNames) {
      paths.push(await search.descend(windows, [...folder, `${name}.xrm-ms`]));
    }
    const found = paths.filter((path) => path !== null);
    if (found.length > 0) return found;
  }
  return [];
}

/** The configurations of a file, or why there are none. */
async function readOne(path: string): Promise<KeyConfigurations | string> {
  try {
    if ((await stat(path)).size > mostFileBytes) return 'it is far too large for such a file';
    const configurations = parseConfigurations(await readFile(path));
    return configurations ?? 'it says nothing about keys, or is damaged';
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    return `it cannot be read (${code})`;
  }
}

function unusable(location: string, reason: string): Warning {
  const message = `${reason}: the edition and channel of some keys may not be known`;
  return warning('pkeyconfig-unusable', message, location);
}
