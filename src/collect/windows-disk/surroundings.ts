// What lies beside a Windows on its disk and says more of its keys: the pkeyconfig files, the answer
// files of Setup, and the earlier Windows in Windows.old. Nothing here is needed: what is missing or
// broken is a warning at most.
import { dirname } from 'node:path';
import type { Warning } from '../../record/warning.js';
import { answersInRoot, answersInWindows } from './answer-files.js';
import { openConfigHives } from './config-hives.js';
import type { ConfinedSearch } from '../files/confined-folder.js';
import type { OpenHives } from './hive-registry.js';
import { readConfigurations } from './pkeyconfig-files.js';
import { openUserHives } from './user-hives.js';
import type { EarlierWindows, Surroundings } from '../../windows/surroundings.js';
import type { ConfigFolder } from './windows-folders.js';

/** Where to look. */
export interface Surrounded {
  /** The Windows folder. */
  readonly windows: string;
  /** The root of its disk, null where another Windows of the disk has what is there. */
  readonly root: string | null;
  readonly earlier: readonly ConfigFolder[];
}

/** Reads them; the hives stay open until whoever made `hives` closes them. */
export async function readSurroundings(
  search: ConfinedSearch,
  { windows, root, earlier }: Surrounded,
  hives: OpenHives,
): Promise<Surroundings> {
  const own = await readConfigurations(search, windows);
  const readings = [
    await answersInWindows(search, windows),
    ...(root === null ? [] : [await answersInRoot(search, root)]),
  ];
  const before: EarlierWindows[] = [];
  const warnings: Warning[] = [];
  for (const folder of earlier) {
    const configured = await readConfigurations(search, folder.windows);
    const opened = openConfigHives(hives, folder);
    const { users, warnings: ofUsers } = await openUserHives(
      search,
      dirname(folder.windows),
      hives,
    );
    readings.push(await answersInWindows(search, folder.windows));
    warnings.push(...configured.warnings, ...opened.warnings, ...ofUsers);
    const { configurations } = configured;
    const registry = { ...opened.registry, users };
    before.push({ windows: folder.windows, registry, configurations });
  }
  return {
    configurations: own.configurations,
    answers: readings.flatMap(({ answers }) => answers),
    earlier: before,
    warnings: [...own.warnings, ...readings.flatMap((reading) => reading.warnings), ...warnings],
  };
}
