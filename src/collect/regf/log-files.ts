// Finds the transaction logs that stand beside a hive file, whatever the case of their letters.
import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { systemCode, VaultError } from '../../errors.js';
import type { HiveWarnings } from './damage.js';
import { filePages } from './file-pages.js';
import type { LogFile } from './log-file.js';

/** Windows uses the pair; the single one is of Windows XP, or left over. */
const pairedEndings = ['.log1', '.log2'];
const singleEnding = '.log';

/** The open logs of a hive; the caller closes them. Those that cannot be opened are warned of. */
export function openLogFiles(hivePath: string, warnings: HiveWarnings): readonly LogFile[] {
  const folder = dirname(hivePath);
  const hiveName = basename(hivePath).toLowerCase();
  const names = namesIn(folder, warnings);
  const open = (ending: string): LogFile[] => {
    const name = names.find((each) => each.toLowerCase() === hiveName + ending);
    return name === undefined ? [] : openLog(join(folder, name), name, warnings);
  };
  const paired = pairedEndings.flatMap(open);
  const used = paired.filter(({ pages }) => pages.length > 0);
  return used.length > 0 ? paired : [...paired, ...open(singleEnding)];
}

function namesIn(folder: string, warnings: HiveWarnings): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    warnings.add('log-refused', `the folder of the hive cannot be searched for its logs (${code})`);
    return [];
  }
}

function openLog(path: string, name: string, warnings: HiveWarnings): LogFile[] {
  try {
    return [{ name, pages: filePages(path) }];
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    warnings.add('log-refused', `${name}: ${error.message}`);
    return [];
  }
}
