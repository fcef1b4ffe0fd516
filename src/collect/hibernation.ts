// Whether a Windows on a disk was shut down in full. A hibernated one, and one that was shut down with
// fast start, keep changes in hiberfil.sys that are not in the hives yet, and their disk must not be
// written to. Signatures as libhibr and ntfs-3g know them.
import type { CollectWarning } from './collector.js';
import type { ConfinedSearch } from './confined-folder.js';
import { fileHead } from './file-head.js';
import type { RegistryKey } from './registry.js';
import { currentControlSet } from './windows/machine.js';
import { dwordOf } from './windows/registry-data.js';

/** After a start from it Windows writes `wake`: then there is nothing in it any more. */
const hibernated = ['hibr', 'HIBR', 'rstr', 'RSTR'];
const powerPath = 'Control\\Session Manager\\Power';

/** A warning where the Windows below `root` was not shut down in full. Never rejects for it. */
export async function hibernationWarnings(
  search: ConfinedSearch,
  root: string,
  system: RegistryKey | null,
): Promise<CollectWarning[]> {
  const path = await search.descend(root, ['hiberfil.sys']);
  if (path === null) return [];
  const head = await fileHead(path, 4).catch(() => new Uint8Array(0));
  if (!hibernated.includes(Buffer.from(head).toString('latin1'))) return [];
  const set = system === null ? null : currentControlSet(system);
  const isFastStart = dwordOf(set?.subkey(powerPath) ?? null, 'HiberbootEnabled') === 1;
  return [isFastStart ? fastStart(path) : asleep(path)];
}

function asleep(location: string): CollectWarning {
  const message =
    'this Windows is hibernated, not shut down: what it changed last may be missing here; do not write to its disk';
  return { code: 'hibernated', message, location };
}

function fastStart(location: string): CollectWarning {
  const message =
    'this Windows was shut down with fast start, or hibernated: what it changed last may be missing here; do not write to its disk';
  return { code: 'fast-start', message, location };
}
