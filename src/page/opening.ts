// What the front end asks of whatever opens backups: a worker inside the page today, a program behind a window
// later. Questions and answers are plain data; a key is in no answer but the one that was asked for.
import type { VaultError } from '../errors.js';
import type { Verdict } from '../report/verdict.js';

/** A file that somebody dropped or chose. */
export interface GivenFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What there is to open, before anything is typed. */
export interface Known {
  /** Backups inside the page, and in the files. */
  readonly inside: number;
  readonly inFiles: number;
  /** PCs that the backups name, by what can be seen from outside. */
  readonly pcs: number;
  /** Whether a recovery code may open any of them. */
  readonly hasRecovery: boolean;
  /** Files that are no backup, or a damaged one. */
  readonly refused: readonly Refused[];
}

/** Something that cannot be opened, and why. */
export interface Refused {
  readonly name: string;
  readonly failure: Failure;
}

/** What went wrong: the code chooses the words, the message says it in detail, in English. */
export interface Failure {
  readonly code: VaultError['code'];
  readonly message: string;
  /** What may have been mistyped, where the passphrase was wrong. */
  readonly slips?: readonly Slip[];
}

/** What may be mistyped in a passphrase. */
export type Slip =
  | { readonly kind: 'caps-lock' }
  | { readonly kind: 'word'; readonly word: string; readonly nearest: string | null };

/** What opens the backups, as it was typed. */
export interface Secret {
  readonly kind: 'passphrase' | 'recovery-code';
  readonly text: string;
}

/** What goes on, for whoever waits. */
export type Progress = 'deriving' | 'derived';

/** What opened, without its keys. */
export interface Opened {
  readonly pcs: readonly ShownPc[];
  readonly notes: readonly Note[];
}

/** Something that the owner should know though backups opened: a warning of the tool. */
export interface Note {
  readonly code: string;
  readonly message: string;
  readonly where: string;
}

/** One PC, as its newest good backup knows it. Sentences are in the tool's own English. */
export interface ShownPc {
  readonly id: string;
  readonly name: string | null;
  /** Null where none is known. */
  readonly windows: string | null;
  readonly takenAt: string;
  /** Whether a backup of it that is newer does not open. */
  readonly isOlder: boolean;
  readonly verdict: Verdict;
  /** The verdict in sentences, the Windows first. */
  readonly words: readonly string[];
  /** What brings its Windows back, where no licence says it. */
  readonly steps: readonly string[];
  readonly licences: readonly ShownLicence[];
}

/** Whose a licence is. */
export type Standing = 'own' | 'toFind' | 'organisation' | 'account' | 'shared' | 'none';

/** One licence, its key masked. */
export interface ShownLicence {
  /** Its number in the backup, from 0: what {@link Opening.reveal} is asked by. */
  readonly entry: number;
  readonly product: string;
  readonly masked: string;
  /** Whether there is a whole key to show. */
  readonly hasKey: boolean;
  readonly standing: Standing;
  /** Whether the owner can pass it over: a key that is the same everywhere, and that nothing depends on. */
  readonly isByTheWay: boolean;
  readonly worth: string;
  readonly steps: readonly string[];
  readonly certainty: string;
  readonly channel: string | null;
  readonly remarks: readonly string[];
  readonly bought: readonly string[];
  readonly note: string | null;
  readonly places: readonly string[];
}

/** A licence's key, whole, and the steps with it. */
export interface Revealed {
  readonly key: string;
  readonly steps: readonly string[];
}

/** Opens backups. Each call may throw a VaultError, and nothing else. */
export interface Opening {
  /** Looks at what is inside and at further files; without these it tells what is known already. */
  look(files: readonly GivenFile[]): Promise<Known>;
  open(secret: Secret, listen: (progress: Progress) => void): Promise<Opened>;
  /** What may be mistyped in a passphrase that opened nothing. */
  slipsIn(passphrase: string): Promise<readonly Slip[]>;
  /** @param pc the PC's id. */
  reveal(pc: string, entry: number): Promise<Revealed>;
  /** Forgets all that was opened. What is sealed stays known. */
  lock(): void;
}
