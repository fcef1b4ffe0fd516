// The base of every expected error, and the one table that says what each code means: its exit status
// and its line in docs/cli.md (a test holds the two together). Subclasses stand beside what throws
// them. All keys in a message are masked where an error is made, whatever text it was made from.
import { type Hint, maskHint } from './errors/next-step.js';
import { maskKeys } from './text/key-mask.js';

export {
  type Choice,
  type Hint,
  type NextStep,
  hint,
  hintText,
  maskHint,
} from './errors/next-step.js';

/** What a program ends with. Never renumbered: scripts depend on them. */
export const exitStatus = {
  ok: 0,
  failure: 1,
  usage: 2,
  someTargetsFailed: 3,
  nothingStored: 4,
  notSafe: 5,
  olderOpened: 6,
  noRecord: 10,
  noTargetReached: 11,
  wrongPassphrase: 12,
  damaged: 13,
  unsupported: 14,
  noPassphrase: 15,
  problemsFound: 21,
  interrupted: 130,
  outputLost: 141,
} as const;

interface ErrorMeaning {
  readonly exit: number;
  /** One sentence for docs/cli.md, in the user's words. */
  readonly meaning: string;
}

/** Every error code, its exit status when it ends a command, and what it means. */
export const errorTable = {
  // the command line, the config and the program itself
  USAGE: { exit: exitStatus.usage, meaning: 'The command line cannot be understood.' },
  BAD_CONFIG: {
    exit: exitStatus.usage,
    meaning: 'The config file cannot be read or is not valid.',
  },
  BAD_STATE: {
    exit: exitStatus.failure,
    meaning: 'The state file cannot be read or is not valid.',
  },
  BUSY: { exit: exitStatus.failure, meaning: 'Another vault command is running on this PC.' },
  INTERRUPTED: {
    exit: exitStatus.interrupted,
    meaning: 'Stopped with Ctrl-C, or the input ended where an answer was needed.',
  },
  OUTPUT_LOST: {
    exit: exitStatus.outputLost,
    meaning: 'What was printed could not be written: nobody has read the whole result.',
  },
  NOT_WRITTEN: {
    exit: exitStatus.failure,
    meaning: 'The file that was named, a part of a kit, or the clipboard, could not be written.',
  },
  FAILURE: { exit: exitStatus.failure, meaning: 'An unexpected failure: please report it.' },
  // collecting
  SOURCE_NOT_FOUND: {
    exit: exitStatus.usage,
    meaning: 'The path that was named as a source does not exist.',
  },
  SOURCE_UNREADABLE: { exit: exitStatus.failure, meaning: 'The path exists but cannot be read.' },
  SOURCE_UNKNOWN: {
    exit: exitStatus.nothingStored,
    meaning: 'No Windows, hive file or export was found at the path.',
  },
  FORMAT: {
    exit: exitStatus.failure,
    meaning: 'A file is damaged, or is not what it claims to be.',
  },
  NO_PRODUCT_KEY: { exit: exitStatus.nothingStored, meaning: 'No product key was found to push.' },
  BAD_PRODUCT_KEY: {
    exit: exitStatus.usage,
    meaning: 'What was typed is not a product key, or has a typing error in it.',
  },
  // passphrases and recovery codes
  NO_PASSPHRASE: { exit: exitStatus.noPassphrase, meaning: 'No passphrase could be asked for.' },
  BAD_PASSPHRASE: {
    exit: exitStatus.usage,
    meaning: 'The passphrase has a form that is not allowed.',
  },
  PASSPHRASE_UNSEEN: {
    exit: exitStatus.nothingStored,
    meaning: 'The new passphrase could not be written out, so nothing was stored.',
  },
  BAD_RECOVERY_CODE: {
    exit: exitStatus.usage,
    meaning:
      'The recovery code or a share of it has a typing error, or the shares are too few or of two sets.',
  },
  WRONG_PASSPHRASE: {
    exit: exitStatus.wrongPassphrase,
    meaning: 'The passphrase does not open this backup, or it is not one of this household.',
  },
  // sealed records
  NOT_A_RECORD: { exit: exitStatus.damaged, meaning: 'These bytes are no backup.' },
  UNSUPPORTED_VERSION: {
    exit: exitStatus.unsupported,
    meaning: 'The backup was made by a newer version of the program.',
  },
  COST_REFUSED: {
    exit: exitStatus.unsupported,
    meaning: 'The backup asks for more, or for less, work than is accepted.',
  },
  ALTERED: { exit: exitStatus.damaged, meaning: 'The backup was changed after it was made.' },
  MALFORMED: { exit: exitStatus.damaged, meaning: 'The content of the backup is not valid.' },
  DAMAGED: {
    exit: exitStatus.damaged,
    meaning: 'The backup was damaged on its way or in its place.',
  },
  // targets
  NOT_FOUND: { exit: exitStatus.noRecord, meaning: 'The backup is not in this place.' },
  CONFLICT: {
    exit: exitStatus.nothingStored,
    meaning: 'The place holds other bytes under the name of this backup.',
  },
  DENIED: { exit: exitStatus.noTargetReached, meaning: 'The place refuses access.' },
  READ_ONLY: { exit: exitStatus.nothingStored, meaning: 'The place cannot be written to.' },
  FULL: { exit: exitStatus.nothingStored, meaning: 'The place has no room left.' },
  TOO_LARGE: { exit: exitStatus.nothingStored, meaning: 'The backup is too large for this place.' },
  LOCKED: { exit: exitStatus.noTargetReached, meaning: 'The place is locked.' },
  WRONG_TARGET: {
    exit: exitStatus.noTargetReached,
    meaning:
      'Another stick, an empty mount point, or a place that was emptied, is where the place should be.',
  },
  UNAVAILABLE: { exit: exitStatus.noTargetReached, meaning: 'The place cannot be reached.' },
  TIMEOUT: { exit: exitStatus.noTargetReached, meaning: 'The place did not answer in time.' },
  TOO_MUCH: {
    exit: exitStatus.noTargetReached,
    meaning:
      'The place holds or asks for more than any household needs, so not all of it was tried.',
  },
  // the vault
  VAULT_EXISTS: {
    exit: exitStatus.usage,
    meaning: 'A new passphrase was asked for where backups already exist.',
  },
  NO_TARGET_REACHED: { exit: exitStatus.noTargetReached, meaning: 'No place could be reached.' },
  NOTHING_STORED: { exit: exitStatus.nothingStored, meaning: 'No place took the backup.' },
  NO_RECORD: { exit: exitStatus.noRecord, meaning: 'There is no backup in any place.' },
} as const satisfies Record<string, ErrorMeaning>;

/** The closed set of error codes. */
export type ErrorCode = keyof typeof errorTable;

/**
 * The base of every error that a user may meet. Product keys in its message and hint are masked; that no
 * passphrase stands in them is for what throws it.
 */
export class VaultError extends Error {
  readonly code: ErrorCode;
  /** What to do about it. */
  readonly hint: Hint | undefined;

  constructor(code: ErrorCode, message: string, options: { hint?: Hint; cause?: unknown } = {}) {
    super(maskKeys(message), 'cause' in options ? { cause: options.cause } : undefined);
    this.name = new.target.name;
    this.code = code;
    this.hint = options.hint === undefined ? undefined : maskHint(options.hint);
  }
}

/** The exit status of a program that ends with this error; an unknown error is a plain failure. */
export function exitStatusOf(error: unknown): number {
  return error instanceof VaultError ? errorTable[error.code].exit : exitStatus.failure;
}

/** The system's error code (`ENOENT`, `ECONNREFUSED`), or undefined where there is none. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
