// The contract of a target: a place that keeps sealed records. These comments are the contract, and
// test/targets/contract.ts holds every kind to it. A new kind is a file beside this one and a line in
// kinds.ts. A target knows nothing of passphrases, PCs or product keys.
import { type ErrorCode, type Hint, VaultError } from '../errors.js';
import type { RecordName } from '../record/name.js';
import type { SealedRecord } from '../record/sealed-record.js';

/** Whether a copy outlives what happens to the PC. */
export type Durability =
  /** In another building: survives fire and theft of everything at home. */
  | 'offsite'
  /** On something that can be unplugged, or on another machine: survives a reinstall. */
  | 'detachable'
  /** On the system volume or inside the Windows installation: a reinstall destroys it. */
  | 'this-install';

/** How much room there is for records. What follows from that is the vault's rule, not the target's. */
export type Space =
  /** All records that a household ever makes. */
  | 'ample'
  /** A few: it is small, and other programs need it too. */
  | 'scarce';

/** What a target is, as data: facts about the place. Known once `identify` has resolved. */
export interface TargetTraits {
  readonly durability: Durability;
  /** The largest sealed record it takes, in bytes. At most {@link maximumRecordBytes}. */
  readonly maxRecordBytes: number;
  readonly space: Space;
}

/** Where a folder or file of this PC really is. */
export interface Whereabouts {
  /** Without links. */
  readonly realPath: string;
  /** The same for every name of one file or folder; null where the system gives it no number. */
  readonly file: string | null;
  readonly isFolder: boolean;
  /** The whole disks under it, by names that mean something on this PC alone. */
  readonly disks: readonly string[];
  /** Whether it is on the volume that the running system is on. */
  readonly isOnSystem: boolean;
}

/** What stays the same by whichever address a place is reached. */
interface Addressed {
  /** Two places with other names are two. */
  readonly name: string;
  /** What it holds, with times that a copy does not have: two that show different things are two. Empty for nothing. */
  readonly shows: string;
}

/** What `identify` found out. */
export interface TargetStatus {
  /**
   * Names the place itself, wherever it is mounted or however it is spelt (a folder's marker id, an
   * endpoint with bucket and prefix, ...). Null where nothing shows that it was ever set up: an absent
   * or empty folder that was given ad hoc, a credential store that shows nothing of this program (a
   * locked one may show nothing, too). Such a place may be set up; it is never an empty one of ours.
   */
  readonly placeId: string | null;
  readonly traits: TargetTraits;
  /** Of a place that is a folder of this PC; of one that is still to be made, where it would lie. */
  readonly whereabouts?: Whereabouts;
  /** Set where it lies elsewhere than its address says: there, in words for a person. */
  readonly foundAt?: string;
  /**
   * Set where the place is known by its address alone, since its mark was lost, and what a person is told of
   * that: backups lie there, and may be another household's. They can be read; to be stored to it has to be
   * marked again, which `TargetKind.initialise` does.
   */
  readonly lostMark?: string;
  /** Of a place that can be reached by several addresses, which its id may not see through. */
  readonly addressed?: Addressed;
  /**
   * Set where backups lie there in another form than the program gives them, and what a person is told of
   * that. Their names are then no more than what could be seen: the tag and time may be made up.
   */
  readonly loose?: string;
}

/**
 * One place that keeps sealed records. Every method may throw {@link TargetError}, or the reason of its
 * signal once that is aborted, and nothing else.
 */
export interface Target {
  /**
   * Finds out whether the place is there and is the right one. It only reads: nothing is opened for
   * writing, made or sent to be stored, not even for a moment. Throws when records could not be read
   * either (`UNAVAILABLE`, `WRONG_TARGET`, `LOCKED`, `DENIED`). A place that can be read but not
   * written to is no failure here: a write-protected stick must still give its records back.
   */
  identify(signal: AbortSignal): Promise<TargetStatus>;
  /**
   * Tries whether a record could be stored now. It may write a thing of its own, which is no record,
   * and removes it again. Throws why nothing can be stored (`READ_ONLY`, `FULL`, `DENIED`, `LOCKED`,
   * ...). Of a place that may be set up it tells whether that would succeed.
   */
  tryWriting(signal: AbortSignal): Promise<void>;
  /**
   * How many milliseconds the place's clock, by which it dates what is stored, is ahead of this PC's; null
   * where it tells none. To learn it a thing of its own may be written, as by `tryWriting`.
   */
  clockAheadMs(signal: AbortSignal): Promise<number | null>;
  /**
   * Stores a record. Once it resolves, the record is durable and readable; nobody ever sees half a
   * record. The same bytes under the same name again are success; other bytes are `CONFLICT`, but where
   * those that lie there are not what the name was made from and those that come are (fits-name.ts): these
   * take their place in one step. Of two that mend a copy at once none takes away what the other has put.
   */
  put(name: RecordName, record: SealedRecord, signal: AbortSignal): Promise<void>;
  /**
   * The bytes under a name, unchecked. Throws `NOT_FOUND`. Never more than 1 MiB. Like `list` it only
   * reads, and throws where the place is absent or was never set up.
   */
  get(name: RecordName, signal: AbortSignal): Promise<Uint8Array>;
  /** Every record's name, in no order. Stray files, folders and half-written records are passed over. */
  list(signal: AbortSignal): AsyncIterable<RecordName>;
  /** Removes a record; one that is not there is no error. */
  remove(name: RecordName, signal: AbortSignal): Promise<void>;
  /** Lets go of connections and handles. Nothing may be called after it. */
  close(): Promise<void>;
}

/** The closed set of what can go wrong with a target, and whether trying again may help. */
export const targetErrors = {
  NOT_FOUND: { retry: false },
  CONFLICT: { retry: false },
  DENIED: { retry: false },
  READ_ONLY: { retry: false },
  FULL: { retry: false },
  TOO_LARGE: { retry: false },
  LOCKED: { retry: false },
  WRONG_TARGET: { retry: false },
  UNAVAILABLE: { retry: true },
  TIMEOUT: { retry: true },
  DAMAGED: { retry: false },
  TOO_MUCH: { retry: false },
} as const satisfies Partial<Record<ErrorCode, { retry: boolean }>>;

export type TargetErrorCode = keyof typeof targetErrors;

/** The largest sealed record there can be, in bytes; `get` reads no more. */
export const maximumRecordBytes = 1024 * 1024;

/** What a target throws for everything that it expected could go wrong. */
export class TargetError extends VaultError {
  declare readonly code: TargetErrorCode;
  /** Whether trying again may help: as the table says, unless the target itself has tried for long. */
  readonly mayPass: boolean;

  constructor(
    code: TargetErrorCode,
    message: string,
    options: { hint?: Hint; cause?: unknown; mayPass?: boolean } = {},
  ) {
    super(code, message, options);
    this.mayPass = options.mayPass ?? targetErrors[code].retry;
  }
}
