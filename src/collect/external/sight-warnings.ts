// What is said of volumes that cannot be read. Each is named for what it is, as far as that is certain;
// those that only root or an administrator may look at are counted.
import { type Warning, warning } from '../../record/warning.js';
import { isVolumeRoot } from '../files/folder-entries.js';
import { mountCommand, unlockAdvice } from '../files/mount-advice.js';
import type { Sight } from './sight.js';
import type { Volume } from '../../system/volumes/volume.js';

/** A volume and what was seen of it. */
export interface SeenVolume {
  readonly volume: Volume;
  readonly sight: Sight;
}

/** @param platform decides what to do about it. */
export function sightWarnings(
  seen: readonly SeenVolume[],
  platform: NodeJS.Platform = process.platform,
): Warning[] {
  const refused = seen.filter(isOnlyCounted).length;
  const warnings = seen
    .filter((each) => !isOnlyCounted(each))
    .flatMap((each) => warningOf(each, platform) ?? []);
  return refused === 0 ? warnings : [...warnings, notLookedAt(refused, platform)];
}

/** There may be many of them, and nobody knows their names. */
function isOnlyCounted({ volume: { root }, sight }: SeenVolume): boolean {
  return sight.kind === 'refused' && (root === null || isVolumeRoot(root));
}

function warningOf({ volume, sight }: SeenVolume, platform: NodeJS.Platform): Warning | null {
  const location = volume.root ?? volume.name;
  switch (sight.kind) {
    case 'readable':
    case 'absent':
      return null;
    case 'locked':
      return locked(volume, location, platform);
    case 'not-mounted':
      return warning(
        'disk-not-mounted',
        `this disk may hold a Windows but is not mounted: ${mountCommand(volume.name)}, then try again`,
        location,
      );
    case 'silent':
      return warning(
        'volume-silent',
        'this disk does not answer, or its network is gone: it was left out',
        location,
      );
    case 'refused':
      return unreadable(location, `the system refuses: ${asAdministrator[platform] ?? withSudo}`);
    case 'unreadable':
      return unreadable(
        location,
        `${sight.reason}: it is damaged, formatted by another system, or no longer connected`,
      );
  }
}

const withSudo = 'start the program with sudo';
const asAdministrator: Partial<Record<NodeJS.Platform, string>> = {
  win32: 'start the program as administrator',
  darwin:
    'allow the terminal to read removable volumes (System Settings, Privacy & Security, Files & Folders), or use sudo',
};

function locked(
  { root, device, name }: Volume,
  location: string,
  platform: NodeJS.Platform,
): Warning {
  // By hand a disk is mounted from its device, whatever shows of it already.
  const volume = platform === 'win32' ? name : (device ?? root ?? name);
  const message = `this disk is locked by BitLocker: ${unlockAdvice(volume, platform)}; then try again`;
  return warning('bitlocker-locked', message, location);
}

function unreadable(location: string, reason: string): Warning {
  return warning('volume-unreadable', `this disk cannot be read (${reason})`, location);
}

function notLookedAt(count: number, platform: NodeJS.Platform): Warning {
  const who = platform === 'win32' ? 'an administrator' : 'root (sudo)';
  const what = platform === 'win32' ? 'without a drive letter' : 'that are not mounted';
  const message = `disks ${what} that only ${who} may look at: ${count}`;
  return warning('disks-refused', message, 'attached disks');
}

/** @param reason why volumes without a drive letter could not be listed; null where they were. */
export function unlistedWarnings(reason: string | null): Warning[] {
  if (reason === null) return [];
  const message = `the part that lists volumes could not be loaded (${reason}): those without a drive letter are not looked at`;
  return [warning('volumes-unlisted', message, 'attached disks')];
}
