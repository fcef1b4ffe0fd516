// Every Windows on every attached disk but the one that runs. A disk that cannot be read is a warning:
// the others are still read.
import { VaultError } from '../../errors.js';
import type { CollectContext, Collection, CollectWarning, Finding } from '../collector.js';
import { windowsDisk } from '../windows-disk.js';
import type { Volumes } from './volume.js';
import { attachedVolumes } from './volumes.js';

/** How to find the disks, and whom to tell where the search stands. */
export interface ExternalOptions {
  /** Called before each disk is read. */
  readonly onVolume: (
    path: string,
    place: { readonly number: number; readonly of: number },
  ) => void;
  readonly volumes?: () => Promise<Volumes>;
}

/** Rejects with the signal's reason only. */
export async function collectExternal(
  context: CollectContext,
  { onVolume, volumes = attachedVolumes }: ExternalOptions,
): Promise<Collection> {
  const { paths, warnings: ofVolumes } = await volumes();
  const findings: Finding[] = [];
  const warnings: CollectWarning[] = [...ofVolumes];
  for (const [i, path] of paths.entries()) {
    context.signal.throwIfAborted();
    onVolume(path, { number: i + 1, of: paths.length });
    try {
      const collection = await windowsDisk.collect(path, context);
      findings.push(...(collection?.findings ?? []));
      warnings.push(...(collection?.warnings ?? []));
    } catch (error) {
      if (!(error instanceof VaultError)) throw error;
      warnings.push({ code: 'disk-unreadable', message: error.message, location: path });
    }
  }
  if (findings.length === 0) warnings.push(nothingFound(paths.length));
  return { findings, warnings };
}

function nothingFound(disks: number): CollectWarning {
  const message = `no Windows was found on the attached disks (disks looked at: ${disks})`;
  return { code: 'no-windows-found', message, location: 'attached disks' };
}
