// Whether a Windows on a disk was shut down in full. A hibernated one, and one that was shut down with
// fast start, keep changes in hiberfil.sys that are not in the hives yet, and their disk must not be
// written to. Both write the same file. Signatures as libhibr's documentation and ntfs-3g have them; that
// Windows 8 brought fast start: Microsoft Learn, "Distinguishing Fast Startup from Wake-from-Hibernation".
import { VaultError } from '../../errors.js';
import { type Warning, warning } from '../../record/warning.js';
import type { ConfinedSearch } from '../files/confined-folder.js';
import { fileHead } from '../files/file-head.js';
import type { Registry, RegistryKey } from '../../registry/registry.js';
import { currentControlSet } from '../../windows/machine.js';
import { dwordOf, textOf } from '../../registry/registry-data.js';
import { currentVersionPath } from '../../windows/windows-places.js';

/**
 * What the file begins with while there is something in it; `RSTR` after a start from it that broke off.
 * After a start from it Windows writes `wake` or zeros; `link` says that the file of another Windows is
 * on another volume.
 */
const full = ['hibr', 'HIBR', 'RSTR'];
/** What only Windows XP and earlier write. */
const beforeVista = 'hibr';
const firstBuildWithFastStart = 9200;
const powerPath = 'Control\\Session Manager\\Power';

/** A warning where the Windows below `root` was not shut down in full. Never rejects for it. */
export async function hibernationWarnings(
  search: ConfinedSearch,
  root: string,
  registry: Registry,
): Promise<Warning[]> {
  const path = await search.descend(root, ['hiberfil.sys']);
  if (path === null) return [];
  const head = await fileHead(path, 4).catch(asFailure);
  if (head instanceof VaultError) return [unknown(path, head)];
  const signature = Buffer.from(head).toString('latin1');
  if (!full.includes(signature)) return [];
  const mayBeFastStart = signature !== beforeVista && mayStartFast(registry);
  return [mayBeFastStart ? fastStart(path) : asleep(path)];
}

/** False only where it is certain: an earlier Windows, or one in which it is switched off. */
function mayStartFast({ software, system }: Registry): boolean {
  const build = Number(textOf(keyIn(software, currentVersionPath), 'CurrentBuild') ?? Number.NaN);
  if (build < firstBuildWithFastStart) return false;
  const set = system === null ? null : currentControlSet(system);
  return dwordOf(keyIn(set, powerPath), 'HiberbootEnabled') !== 0;
}

function keyIn(key: RegistryKey | null, path: string): RegistryKey | null {
  return key?.subkey(path) ?? null;
}

function asFailure(error: unknown): VaultError {
  if (error instanceof VaultError) return error;
  throw error;
}

function asleep(location: string): Warning {
  const message =
    'this Windows is hibernated, not shut down: its latest changes may be missing here; do not write to its disk';
  return warning('hibernated', message, location);
}

function fastStart(location: string): Warning {
  const message =
    'this Windows was shut down with fast start, or hibernated: its latest changes may be missing here; do not write to its disk';
  return warning('fast-start', message, location);
}

function unknown(location: string, failure: VaultError): Warning {
  const message = `it is not known whether this Windows was fully shut down: ${failure.message}`;
  return warning('hibernation-unknown', message, location);
}
