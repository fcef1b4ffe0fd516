// The volumes of this PC, by its system: what is mounted now, and what is attached besides the volume that
// it runs from. Finding them touches none of them: one that hangs is found like any other.
import { ignoreSystemError } from '../system-error.js';
import { attachedLinuxVolumes, mountedLinuxVolumes } from './linux-volumes.js';
import { macVolumes } from './mac-volumes.js';
import type { AttachedVolumes, MountedVolume } from './volume.js';
import { attachedWindowsVolumes, driveLetters } from './windows-volumes.js';

/** What is mounted on this PC now; nothing where the system does not tell (a chroot without /proc). */
export async function mountedVolumes(): Promise<readonly MountedVolume[]> {
  return (await mountedByPlatform().catch(ignoreSystemError)) ?? [];
}

async function mountedByPlatform(): Promise<readonly MountedVolume[]> {
  switch (process.platform) {
    case 'win32':
      return driveLetters();
    case 'darwin':
      return macVolumes();
    case 'linux':
      return mountedLinuxVolumes();
    default:
      return [];
  }
}

/** Every volume that may hold the Windows of another PC, those that are not mounted among them. */
export async function attachedVolumes(): Promise<AttachedVolumes> {
  switch (process.platform) {
    case 'win32':
      return attachedWindowsVolumes();
    case 'darwin':
      return { volumes: await macVolumes(), unlisted: null };
    default:
      return { volumes: await attachedLinuxVolumes(), unlisted: null };
  }
}
