// What a sheet is made of, as data.

/** A place in words for paper: what one needs to find it on a PC that knows nothing. Never a secret. */
export interface SheetPlace {
  readonly name: string;
  readonly facts: readonly (readonly [label: string, value: string])[];
  /** What is typed to get the keys from there; null where no words lead there from another PC. */
  readonly line: string | null;
}

/** What a sheet is made of. */
export interface BackupOnPaper {
  readonly pc: string;
  readonly takenAt: string;
  readonly record: Uint8Array;
  /** Whether a recovery code opens it, too. */
  readonly hasRecovery: boolean;
  readonly places: readonly SheetPlace[];
  readonly now: Date;
}
