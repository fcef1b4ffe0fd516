// What a search for attached volumes gives back. A volume is where files lie: a drive letter, a mount,
// a partition.
import type { Warning } from '../../record/warning.js';

/** One volume. Nothing of it has been read yet. */
export interface Volume {
  /** Its topmost folder; null for a partition that nothing has mounted. */
  readonly path: string | null;
  /** What its first sector can be read from; null where there is no such thing. */
  readonly device: string | null;
  /** What it is called on the screen. */
  readonly name: string;
}

/** Where to look for a Windows, and what could not be looked for. */
export interface Volumes {
  readonly volumes: readonly Volume[];
  readonly warnings: readonly Warning[];
}
