// The volumes that are attached to this PC, besides the one that it runs from. Finding them touches none
// of them: one that hangs is found like any other.
import { linuxVolumes } from './linux-volumes.js';
import { macVolumes } from './mac-volumes.js';
import type { Volumes } from './volume.js';
import { windowsVolumes } from './windows-volumes.js';

/** The volumes of the running system. */
export function attachedVolumes(): Promise<Volumes> {
  if (process.platform === 'win32') return windowsVolumes();
  return process.platform === 'darwin' ? macVolumes() : linuxVolumes();
}
