// The contract of a collector: one kind of source of product keys (an offline Windows, a hive file, an
// export, ...). A new one is a file in a folder of its own and a line in collectors.ts. Collectors store
// nothing and print nothing.
import type { Licence, Snapshot } from '../record/schema.js';
import type { Warning } from '../record/warning.js';
import type { KeyPlace } from '../windows/key-place.js';
import type { TypedKey } from '../keys/typed-key.js';

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
  /** What looks like a key in a text and is mistyped; a warning among the others tells of each. */
  readonly nearKeys?: readonly NearKey[];
}

/** A key in a text that is mistyped or misread. */
export interface NearKey {
  /** What is wrong with it, and what it likely is. */
  readonly typed: TypedKey;
  /** Where it stands, for people: `line 4`. */
  readonly where: string;
  readonly note: string | null;
  readonly place: Licence['places'][number];
  /** The warning that tells of it. */
  readonly warning: Warning;
}

/** What every collector is handed. */
export interface CollectContext {
  /** The moment of this run, for `foundAt`. */
  readonly now: Date;
  readonly signal: AbortSignal;
  /** Where programs of the user's own list keep their keys. */
  readonly products?: readonly KeyPlace[];
}

/** A folder or a file that its owner named. source.ts opens it. */
export interface Source {
  /** As it was named; of a drive, its root. */
  readonly path: string;
  readonly kind: 'folder' | 'file';
  /** The first 64 KiB of a file, or all that there is; none of a folder. */
  readonly head: Uint8Array;
  /** Of a file when it was opened; 0 of a folder. */
  readonly sizeBytes: number;
  /** The number of the open file, for what reads by position; null for a folder. */
  readonly fd: number | null;
  /**
   * The bytes of a file from its start to its end, a part at a time; nothing of a folder.
   * @throws VaultError `SOURCE_UNREADABLE`, or the signal's reason.
   */
  parts(signal: AbortSignal): AsyncGenerator<Uint8Array, void>;
}

/** Reads product keys from one kind of file or folder. */
export interface Collector {
  /** As it stands in a place's `collector`. */
  readonly name: string;
  /**
   * Everything found in the source; null when it is not of this collector's kind, which its head tells
   * and not its name. The source is open: it is read through `parts` or by its `fd`, not opened again.
   * @throws VaultError when it is of the kind, but broken or unreadable.
   */
  collect(source: Source, context: CollectContext): Promise<Collection | null>;
}
