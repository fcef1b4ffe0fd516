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

/** What a target is, as data. Known once `probe` has resolved. */
export interface TargetTraits {
  readonly durability: Durability;
  /** The largest sealed record it takes, in bytes. */
  readonly maxRecordBytes: number;
  /**
   * How many of a PC's records a push leaves in it; null for all. Only the credential store, which is
   * small and goes with the PC, keeps fewer.
   */
  readonly newestKept: number | null;
}

/** What `probe` found out. */
export interface TargetStatus {
  /**
   * Names the place itself, wherever it is mounted or however it is spelt (a folder's marker id, an
   * endpoint with bucket and prefix, ...). Null for a folder, given ad hoc, that is absent or empty and
   * was never set up.
   */
  readonly placeId: string | null;
  readonly traits: TargetTraits;
  /**
   * Why nothing can be stored now in a place that can be read (`READ_ONLY`, `FULL`, `DENIED`). Left
   * out where nothing speaks against it: a write-protected stick must still give its records back.
   */
  readonly writeProblem?: TargetError;
}

/**
 * One place that keeps sealed records. Every method may throw {@link TargetError}, or the reason of its
 * signal once that is aborted, and nothing else.
 */
export interface Target {
  /**
   * Finds out whether the place is there, is the right one, and can be written to, without leaving
   * anything behind. Throws when records could not be read either.
   */
  probe(signal: AbortSignal): Promise<TargetStatus>;
  /**
   * Stores a record. Once it resolves, the record is durable and readable; nobody ever sees half a
   * record. The same bytes under the same name again are success; other bytes are `CONFLICT`.
   */
  put(name: RecordName, record: SealedRecord, signal: AbortSignal): Promise<void>;
  /** The bytes under a name, unchecked. Throws `NOT_FOUND`. Never more than 1 MiB. */
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
} as const satisfies Partial<Record<ErrorCode, { retry: boolean }>>;

export type TargetErrorCode = keyof typeof targetErrors;

/** The largest sealed record there can be, in bytes; `get` reads no more. */
export const maximumRecordBytes = 1024 * 1024;

/** What a target throws for everything that it expected could go wrong. */
export class TargetError extends VaultError {
  declare readonly code: TargetErrorCode;
  // eslint-disable-next-line @typescript-eslint/no-useless-constructor -- it narrows the codes
  constructor(code: TargetErrorCode, message: string, options?: { hint?: Hint; cause?: unknown }) {
    super(code, message, options);
  }
}
