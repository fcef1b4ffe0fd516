// What has to be done with volumes, as calls that may take for ever: a disk that fails or a network that is
// gone answers no call, and a thread of this process that waits for it cannot be ended. How they are kept
// from holding up the program is reader-child.ts's concern.
import { stat } from 'node:fs/promises';
import { systemCode, VaultError } from '../../errors.js';
import { loadKernel32 } from '../../system/kernel32.js';
import type { CollectContext, Collection, Finding } from '../collector.js';
import { withSource } from '../source.js';
import { windowsDisk } from '../windows-disk/windows-disk.js';
import { lookAt, type Sight, type WindowsError } from './sight.js';
import type { AttachedVolumes, Volume } from '../../system/volumes/volume.js';
import { attachedVolumes } from '../../system/volumes/volumes.js';

/** What is on a volume. */
export interface VolumeContent {
  readonly collection: Collection;
  /** For each finding what tells it from others, however it is reached; null where nothing does. */
  readonly identities: readonly (string | null)[];
}

/** Finds volumes, looks at them and reads them. Every call rejects with the signal's reason. */
export interface VolumeReader {
  find(signal: AbortSignal): Promise<AttachedVolumes>;
  look(volume: Volume, signal: AbortSignal): Promise<Sight>;
  /** @throws VaultError when there is a Windows, but broken or unreadable. */
  read(path: string, context: CollectContext): Promise<VolumeContent>;
  /** Lets go of everything, also of calls that do not come back. */
  close(): void;
}

/** Does it in this process. */
export function readerHere(): VolumeReader {
  return {
    find: attachedVolumes,
    look: (volume) => lookAt(volume, windowsError),
    read: readVolume,
    close: () => undefined,
  };
}

/** Reads every Windows on a volume. */
export async function readVolume(path: string, context: CollectContext): Promise<VolumeContent> {
  const nothing: Collection = { findings: [], warnings: [] };
  const reading = withSource(path, (source) => windowsDisk.collect(source, context)).catch(
    (error: unknown) => {
      throw diskError(error, path);
    },
  );
  const collection = (await reading) ?? nothing;
  return { collection, identities: await Promise.all(collection.findings.map(identityOf)) };
}

/** Disks fail in ways that nobody has words for; what comes of a system call is no fault of ours. */
export function diskError(error: unknown, path: string): unknown {
  const code = systemCode(error);
  if (code === undefined || error instanceof VaultError) return error;
  if (!(error instanceof Error) || !('syscall' in error)) return error;
  const message = `${path} cannot be read (${code})`;
  return new VaultError('SOURCE_UNREADABLE', message, { cause: error });
}

/** Windows gives the files of a cloned disk the same numbers: there the names of volumes must do. */
async function identityOf({ source }: Finding): Promise<string | null> {
  if (process.platform === 'win32' || source === null) return null;
  try {
    const { dev, ino } = await stat(source, { bigint: true });
    return `${dev}:${ino}`;
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return null;
  }
}

const windowsError: WindowsError = async (root) => {
  if (process.platform !== 'win32') return null;
  try {
    return (await loadKernel32()).errorOf(root);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return null;
  }
};
