// The contract of a collector: one source of product keys (an offline Windows, a hive file, an export,
// ...). A new one is a file beside this one and a line in collectors.ts. Collectors store nothing and
// print nothing.
import type { Snapshot } from '../record/schema.js';
import type { Warning } from '../record/warning.js';
import type { KeyPlace } from '../windows/key-place.js';

/** One Windows installation and where it was read from. */
export interface Finding {
  readonly snapshot: Snapshot;
  /**
   * `this-pc`: the running Windows and its firmware; a copy must outlive its system volume.
   * `elsewhere`: a disk, a file or an export; a place on this PC is good enough.
   */
  readonly origin: 'this-pc' | 'elsewhere';
  /** The path that it was read from, null for the running Windows. */
  readonly source: string | null;
}

/** What a collector gives back: an installation each, and what went wrong on the way. */
export interface Collection {
  readonly findings: readonly Finding[];
  readonly warnings: readonly Warning[];
}

/** What every collector is handed. */
export interface CollectContext {
  /** The moment of this run, for `foundAt`. */
  readonly now: Date;
  readonly signal: AbortSignal;
  /** Where programs of the user's own list keep their keys. */
  readonly products?: readonly KeyPlace[];
}

/** Reads product keys from one kind of file or folder. */
export interface Collector {
  /** As it stands in a place's `collector`. */
  readonly name: string;
  /**
   * Everything found at `path`; null when the path is not of this collector's kind (told by content,
   * not by name).
   * @throws VaultError when it is of the kind, but broken or unreadable.
   */
  collect(path: string, context: CollectContext): Promise<Collection | null>;
}
