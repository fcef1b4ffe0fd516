// What a search for attached volumes gives back, and what is said of one that is locked.
import type { CollectWarning } from '../collector.js';

/** Where to look for a Windows, and what could not be looked into. */
export interface Volumes {
  /** The roots of file systems. */
  readonly paths: readonly string[];
  readonly warnings: readonly CollectWarning[];
}

/** A volume whose first sector says that it is encrypted, and that nothing has unlocked. */
export function locked(location: string): CollectWarning {
  const message =
    'this disk is locked by BitLocker: unlock it with its recovery key, then try again';
  return { code: 'bitlocker-locked', message, location };
}
