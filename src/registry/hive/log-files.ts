// Finds the transaction logs that stand beside a hive file, whatever the case of their letters. Windows
// makes plain files of them: a link or a pipe of that name, which may lead anywhere, is not opened.
import { type Dirent, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { systemCode, VaultError } from '../../errors.js';
import type { HiveWarnings } from './damage.js';
import { filePages } from './file-pages.js';
import { holdsLog, type LogFile } from './log-file.js';

/** Windows uses the pair, or the single one while the pair holds nothing; else that is left over. */
const pairedEndings = ['.log1', '.log2'];
const singleEnding = '.log';

/** The open logs of a hive; the caller closes them. Those that cannot be opened are warned of. */
export function openLogFiles(hivePath: string, warnings: HiveWarnings): readonly LogFile[] {
  const folder = dirname(hivePath);
  const hiveName = basename(hivePath).toLowerCase();
  const entries = entriesIn(folder, warnings);
  const open = (ending: string): LogFile[] => {
    const entry = entries.find(({ name }) => name.toLowerCase() === hiveName + ending);
    return entry === undefined ? [] : openLog(folder, entry, warnings);
  };
  const paired = pairedEndings.flatMap(open);
  return paired.some(holdsLog) ? paired : [...paired, ...open(singleEnding)];
}

function entriesIn(folder: string, warnings: HiveWarnings): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    warnings.add('log-refused', `the folder of the hive cannot be searched for its logs (${code})`);
    return [];
  }
}

function openLog(folder: string, entry: Dirent, warnings: HiveWarnings): LogFile[] {
  const { name } = entry;
  if (!entry.isFile()) {
    warnings.add('log-refused', `${name}: not a plain file`);
    return [];
  }
  try {
    return [{ name, pages: filePages(join(folder, name)) }];
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    warnings.add('log-refused', `${name}: ${error.message}`);
    return [];
  }
}
