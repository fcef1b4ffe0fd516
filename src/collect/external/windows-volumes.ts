// The volumes of a Windows: drive letters, and what has none: recovery partitions, disks that are mounted
// into a folder, disks whose letter is taken. The volume that Windows runs from is left out; its other
// partitions are not.
import { type Warning, warning } from '../../record/warning.js';
import type { Volume, Volumes } from './volume.js';
import { loadVolumeCalls, type VolumeCalls } from './windows-volume-calls.js';

/** What is asked of the running Windows. */
export interface WindowsSystem {
  /** `C:` */
  readonly ownDrive: string;
  /** Rejects where the part that asks is not installed. */
  readonly loadCalls: () => Promise<VolumeCalls>;
}

const runningWindows = (): WindowsSystem => ({
  ownDrive: process.env['SystemDrive'] ?? 'C:',
  loadCalls: loadVolumeCalls,
});
const allLetters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ', (letter) => `${letter}:`);

/** @param system the running one unless told. */
export async function windowsVolumes(
  { ownDrive, loadCalls }: WindowsSystem = runningWindows(),
): Promise<Volumes> {
  const own = ownDrive.toUpperCase();
  try {
    return { volumes: volumesOf(await loadCalls(), own), warnings: [] };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const volumes = allLetters.filter((letter) => letter !== own).map(ofLetter);
    return { volumes, warnings: [notListed(error)] };
  }
}

function volumesOf(calls: VolumeCalls, own: string): Volume[] {
  const known = calls.volumeNames().map((name) => ({ name, mounts: calls.mountsOf(name) }));
  const lettersOf = (mounts: readonly string[]): string[] =>
    mounts.flatMap((mount) => (/^[A-Z]:\\$/i.test(mount) ? [mount.slice(0, 2).toUpperCase()] : []));
  const local = known.map(({ name, mounts }) => ({ name, mounts, letters: lettersOf(mounts) }));
  const taken = local.flatMap(({ letters }) => letters);
  // Network drives, and those of other drivers. What `subst` made is a folder of a disk that has its own.
  const others = calls
    .driveLetters()
    .filter((letter) => !taken.includes(letter) && letter !== own)
    .filter((letter) => calls.meaningOf(letter)?.startsWith('\\??\\') !== true);
  const attached = local.filter(({ letters }) => !letters.includes(own));
  const lettered = [...attached.flatMap(({ letters }) => letters.slice(0, 1)), ...others];
  const unlettered = attached.filter(({ letters }) => letters.length === 0);
  return [...lettered.sort().map(ofLetter), ...unlettered.map(withoutLetter)];
}

function ofLetter(letter: string): Volume {
  const path = `${letter}\\`;
  return { path, device: `\\\\.\\${letter}`, name: path };
}

/** By the volume's own name, which is sounder than the folder that it is mounted into, if any. */
function withoutLetter(volume: {
  readonly name: string;
  readonly mounts: readonly string[];
}): Volume {
  const [folder] = volume.mounts;
  const name = folder ?? volume.name;
  return { path: volume.name, device: volume.name.replace(/\\$/, ''), name };
}

function notListed(error: Error): Warning {
  const [reason = ''] = error.message.split('\n');
  const message = `the part that lists volumes could not be loaded (${reason}): those without a drive letter are not looked at`;
  return warning('volumes-unlisted', message, 'attached disks');
}
