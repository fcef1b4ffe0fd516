// The volumes of a Windows: drive letters, and what has none: recovery partitions, disks that are mounted
// into a folder, disks whose letter is taken. Of what is attached, the volume that Windows runs from is
// left out; its other partitions are not. The registry (HKLM\SYSTEM\MountedDevices) has the names of
// volumes too, but of every stick that was ever plugged in.
import { loadKernel32, type VolumeCalls } from '../kernel32.js';
import type { AttachedVolumes, MountedVolume } from './volume.js';

/** What is asked of the running Windows. */
export interface WindowsSystem {
  /** `C:` */
  readonly ownDrive: string;
  /** Rejects where the part that asks is not installed. */
  readonly loadCalls: () => Promise<VolumeCalls>;
}

const runningWindows = (): WindowsSystem => ({
  ownDrive: process.env['SystemDrive'] ?? 'C:',
  loadCalls: loadKernel32,
});
const allLetters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ', (letter) => `${letter}:`);

/** `A:\` to `Z:\`, whether there or not: asking for a letter that is not in use costs nothing. */
export function driveLetters(): MountedVolume[] {
  return allLetters.map(ofLetter);
}

/** @param system the running one unless told. */
export async function attachedWindowsVolumes(
  { ownDrive, loadCalls }: WindowsSystem = runningWindows(),
): Promise<AttachedVolumes> {
  const own = ownDrive.toUpperCase();
  try {
    return { volumes: volumesOf(await loadCalls(), own), unlisted: null };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const [reason = ''] = error.message.split('\n');
    return { volumes: driveLetters().filter(({ root }) => root !== `${own}\\`), unlisted: reason };
  }
}

function volumesOf(calls: VolumeCalls, own: string): MountedVolume[] {
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

function ofLetter(letter: string): MountedVolume {
  const root = `${letter}\\`;
  return { root, device: `\\\\.\\${letter}`, type: null, name: root };
}

/** By the volume's own name, which is sounder than the folder that it is mounted into, if any. */
function withoutLetter(volume: {
  readonly name: string;
  readonly mounts: readonly string[];
}): MountedVolume {
  const [folder] = volume.mounts;
  const name = folder ?? volume.name;
  return { root: volume.name, device: volume.name.replace(/\\$/, ''), type: null, name };
}
