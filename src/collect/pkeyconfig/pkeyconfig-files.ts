// Finds and reads the pkeyconfig files of a Windows folder, of a disk or of the running PC. They only
// add to what is known: where they are missing or broken, less is known of the keys.
import { readFile, stat } from 'node:fs/promises';
import { systemCode } from '../../errors.js';
import type { CollectWarning } from '../collector.js';
import type { ConfinedSearch } from '../confined-folder.js';
import {
  combineConfigurations,
  type KeyConfigurations,
  parseConfigurations,
} from './key-configurations.js';

/** In the order in which they are asked: this Windows, hosts for volume keys, earlier Windows. */
const fileNames = ['pkeyconfig', 'pkeyconfig-csvlk', 'pkeyconfig-downlevel'];
const folders = ['System32', 'spp', 'tokens', 'pkeyconfig'];
/** The largest known has 1.5 MB. */
const mostFileBytes = 8 * 1024 * 1024;

/** The configurations of a Windows folder, and a warning for each file that could not be used. */
export interface ConfigurationsReading {
  readonly configurations: KeyConfigurations;
  readonly warnings: readonly CollectWarning[];
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
  const warnings: CollectWarning[] = [];
  for (const name of fileNames) {
    const path = await search.descend(windows, [...folders, `${name}.xrm-ms`]);
    if (path === null) continue;
    const reading = await readOne(path);
    if (typeof reading === 'string') warnings.push(unusable(path, reading));
    else found.push(reading);
  }
  return { configurations: combineConfigurations(found), warnings };
}

/** The configurations of a file, or why there are none. */
async function readOne(path: string): Promise<KeyConfigurations | string> {
  try {
    if ((await stat(path)).size > mostFileBytes) return 'it is far larger than such a file can be';
    const configurations = parseConfigurations(await readFile(path));
    return configurations ?? 'it says nothing of keys, or is damaged';
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    return `it cannot be read (${code})`;
  }
}

function unusable(location: string, reason: string): CollectWarning {
  const message = `${reason}: the edition and channel of some keys may not be known`;
  return { code: 'pkeyconfig-unusable', message, location };
}
